import { defineCheck } from '../define-check.ts';
import { ofSort, podSecrets } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-env-password',
  version: 1,
  title: 'Environment variable holds a password in plain text',
  severity: 'high',
  why: 'A variable that is named like a secret has a literal value: everybody who may read pods or Deployments, every backup and every Git repository with the manifest has it.',
  attack: 'A user with read access to workloads, or to the repository, logs in with the password.',
  remedy:
    'Change the password, put the new one into a Secret, and refer to it with `valueFrom.secretKeyRef` or mount it.',
  accept: 'Values that only look like secrets: add an exception for the object that says so.',
  references: [
    'https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001', 'T1078'],
  appliesTo: 'workload',
  onlyWith: ['env'],
  find: (pod, _resource, { lookup }) =>
    ofSort(podSecrets(pod, lookup), 'env', ['password']).map(({ name, container, pointer }) => ({
      pointer,
      message: `Container "${container}" has a password or generated secret in plain text in variable "${name}".`,
    })),
  repair: {
    kind: 'none',
    reason: 'The password has to be changed and put into a Secret before the variable can refer to it.',
  },
});
