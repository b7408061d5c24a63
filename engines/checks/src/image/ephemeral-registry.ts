import { defineCheck } from '../define-check.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-ephemeral-registry',
  version: 1,
  title: 'Image comes from a registry without accounts',
  severity: 'high',
  why: 'In this registry everybody may push every name without logging in, and images vanish after hours.',
  attack: 'The attacker pushes an image under the same name; the next pod that starts runs it.',
  remedy: 'Push the image to a registry with accounts, and pin it by digest.',
  references: ['https://ttl.sh', 'https://kubernetes.io/docs/concepts/containers/images/'],
  techniques: ['T1525', 'T1204.003'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) =>
      reference !== undefined && reference.digest === undefined && reference.registry === 'ttl.sh'
        ? `${user} uses image "${text}" from ttl.sh, where anyone may replace it without an account.`
        : undefined,
    ),
  repair: { kind: 'none', reason: 'The image has to be pushed to another registry first.' },
});
