import { integer } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';
import { projectedTokensOf } from './projected-tokens.ts';

const longest = 86_400;

export default defineCheck({
  id: 'workload-token-lifetime',
  version: 1,
  title: 'Projected token lives long',
  severity: 'medium',
  why: 'The kubelet renews a projected token before it ends, so a long life helps nobody but whoever copied it.',
  attack: 'A token that was read once from the pod is used for as long as it lives, or until the pod is deleted.',
  remedy: 'Set `expirationSeconds` to an hour (3600), which is the default.',
  references: ['https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken'],
  techniques: ['T1528', 'T1550.001'],
  parameters: {
    longest: { default: longest, about: 'Longest life of a projected token in seconds that is no finding.' },
  },
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod, _resource, context) =>
    projectedTokensOf(pod).flatMap(({ volume, token, pointer }) => {
      const seconds = integer(token['expirationSeconds']) ?? 0;
      if (seconds <= (integer(context.parameters['longest']) ?? longest)) return [];
      return [
        {
          pointer: `${pointer}/expirationSeconds`,
          value: seconds,
          message: `The token in volume "${volume}" lives for ${seconds} seconds, ${Math.round(seconds / 3600)} hours.`,
        },
      ];
    }),
  repair: {
    kind: 'edit',
    summary: 'set expirationSeconds to 3600',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, 3600)],
  },
});
