import { defineCheck } from '../define-check.ts';
import { ofSort, podSecrets } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-argument-password',
  version: 1,
  title: 'Command line holds a password in plain text',
  severity: 'high',
  why: 'Arguments are shown by every process list, in the container and on the node, and are recorded by runtime and audit logs, beside standing in the workload itself.',
  attack: 'Any process that sees the process list, or a user with read access to workloads, logs in with the password.',
  remedy:
    'Change the password and hand the new one over in a file or variable from a Secret; `$(NAME)` in an argument refers to a variable.',
  accept: 'Values that only look like secrets: add an exception for the object that says so.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/#use-environment-variables-to-define-arguments',
  ],
  techniques: ['T1552.001', 'T1078'],
  appliesTo: 'workload',
  onlyWith: ['command', 'args', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'],
  find: (pod, _resource, { lookup }) =>
    ofSort(podSecrets(pod, lookup), 'argument', ['password', 'default-password']).map(({ container, pointer }) => ({
      pointer,
      message: `A command of container "${container}" holds a password or generated secret in plain text.`,
    })),
  repair: {
    kind: 'none',
    reason: 'The password has to be changed and put into a Secret before the argument can refer to it.',
  },
});
