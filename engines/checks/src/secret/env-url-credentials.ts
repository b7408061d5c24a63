import { secretTitle } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { ofSort, podSecrets } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-env-url-credentials',
  version: 1,
  title: 'Environment variable holds an address with a password',
  severity: 'high',
  why: 'An address of the form `scheme://user:password@host` is a complete login, and it stands in the workload where everybody with read access sees it.',
  attack: 'A user with read access to workloads connects to the database with the rights of the application.',
  remedy:
    'Change the password, keep it in a Secret, and put the address together from it: `$(DB_PASSWORD)` in a variable refers to one defined before.',
  references: [
    'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001', 'T1078'],
  appliesTo: 'workload',
  onlyWith: ['env'],
  find: (pod, _resource, { lookup }) =>
    ofSort(podSecrets(pod, lookup), 'env', ['login']).map(({ id, name, container, pointer }) => ({
      pointer,
      message: `Container "${container}" has ${secretTitle(id)} in variable "${name}".`,
    })),
  repair: {
    kind: 'none',
    reason: 'The password has to be changed and put into a Secret, from which the address can then be built.',
  },
});
