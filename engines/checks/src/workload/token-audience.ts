import { containerPointer, items, type PodTemplate, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { projectedTokensOf } from './projected-tokens.ts';

export default defineCheck({
  id: 'workload-token-audience',
  version: 1,
  title: 'Projected token for another service is good for the API server',
  severity: 'low',
  why: "A projected token without `audience` is one for the API server. Where it is mounted somewhere else than the API server's clients look, it is meant for another service, and that service can act as the pod.",
  attack: 'The service that is shown the token, or whoever breaks into it, uses it against the API server.',
  remedy: 'Set `audience` to the name that the receiving service expects.',
  accept: 'Where the program really speaks to the API server and only looks for its token elsewhere.',
  references: ['https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken'],
  techniques: ['T1528', 'T1550.001'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod) => {
    const tokens = projectedTokensOf(pod);
    if (tokens.length === 0) return none;
    return tokens
      .filter(({ token, volume }) => !text(token['audience']) && !isForApiServer(pod, volume))
      .map(({ volume, pointer }) => ({
        pointer: `${pointer}/audience`,
        message: `The token in volume "${volume}" names no audience, so whoever is shown it can use it against the API server.`,
      }));
  },
  repair: { kind: 'none', reason: 'Which audience the receiving service expects cannot be told from the object.' },
});

const usualPath = '/var/run/secrets/kubernetes.io/serviceaccount';

function isForApiServer(pod: PodTemplate, volume: string): boolean {
  const paths = pod.containers.flatMap((container) =>
    items(container.value['volumeMounts'])
      .map(record)
      .filter((mount) => mount['name'] === volume)
      .map((mount) => text(mount['mountPath']) ?? containerPointer(container)),
  );
  return paths.some((path) => path.replace(/^\/run\//, '/var/run/').startsWith(usualPath));
}
