import { secretTitle } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { ofSort, podSecrets } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-env-token',
  version: 1,
  title: 'Environment variable holds a token or key in plain text',
  severity: 'high',
  why: 'The value is part of the workload: everybody who may read pods or Deployments, every backup and every Git repository with the manifest has it.',
  attack: 'A user with read access to workloads copies the token and uses it from outside of the cluster.',
  remedy: 'Revoke the token, put a new one into a Secret, and refer to it with `valueFrom.secretKeyRef` or mount it.',
  references: [
    'https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001', 'T1552.007', 'T1528'],
  appliesTo: 'workload',
  onlyWith: ['env'],
  find: (pod, _resource, { lookup }) =>
    ofSort(podSecrets(pod, lookup), 'env', ['token', 'private-key', 'hash']).map(
      ({ id, name, container, pointer }) => ({
        pointer,
        message: `Container "${container}" has ${secretTitle(id)} in plain text in variable "${name}".`,
      }),
    ),
  repair: {
    kind: 'none',
    reason: 'The token has to be revoked and a new one put into a Secret; moving the old one would leave it exposed.',
  },
});
