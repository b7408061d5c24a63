import { defineCheck } from '../define-check.ts';
import { ofSort, podSecrets } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-env-default-password',
  version: 1,
  title: 'Environment variable sets a password that everybody knows',
  severity: 'high',
  why: 'The password is one that products ship with or that heads every word list. It protects nothing, whoever can read it.',
  attack: 'A pod or user that reaches the service tries the usual passwords and is in after a few attempts.',
  remedy: 'Set a long random password, keep it in a Secret, and refer to it with `valueFrom.secretKeyRef`.',
  accept: 'Throw-away installations for tests that nothing else can reach.',
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/'],
  techniques: ['T1078.001', 'T1110.001'],
  appliesTo: 'workload',
  onlyWith: ['env'],
  find: (pod, _resource, { lookup }) =>
    ofSort(podSecrets(pod, lookup), 'env', ['default-password']).map(({ name, container, pointer }) => ({
      pointer,
      message: `Container "${container}" sets variable "${name}" to a password that is on every word list.`,
    })),
  repair: {
    kind: 'none',
    reason: 'A new password has to be set in the service as well, and only its owner can do that.',
  },
});
