import { secretTitle } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { ofSort, podSecrets } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-argument-token',
  version: 1,
  title: 'Command line holds a token, key or login',
  severity: 'high',
  why: 'Arguments are shown by every process list, in the container and on the node, and are recorded by runtime and audit logs, beside standing in the workload itself.',
  attack: 'Any process that sees the process list, or a user with read access to workloads, takes the credential.',
  remedy: 'Revoke the credential and hand a new one over in a file from a Secret, which most programs can read.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/',
  ],
  techniques: ['T1552.001', 'T1552.007'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'],
  find: (pod, _resource, { lookup }) =>
    ofSort(podSecrets(pod, lookup), 'argument', ['token', 'private-key', 'login', 'hash']).map(
      ({ id, container, pointer }) => ({
        pointer,
        message: `A command of container "${container}" holds ${secretTitle(id)} in plain text.`,
      }),
    ),
  repair: {
    kind: 'none',
    reason: 'The credential has to be revoked, and the program told to read a new one from a file or variable.',
  },
});
