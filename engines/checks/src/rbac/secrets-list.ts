import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { secretsList } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-secrets-list',
  version: 1,
  title: 'Role can list or watch Secrets',
  severity: 'high',
  why: 'A list or watch returns every Secret with its values: credentials, keys and tokens of all applications in reach, whatever their names.',
  attack:
    'Code with this identity asks once for all Secrets and goes on with the tokens, passwords and cloud keys in them.',
  remedy:
    'Grant get on the Secrets that are needed, by resourceNames, or mount them into the pod. Where a controller must watch Secrets, bind it in single namespaces.',
  accept:
    'Controllers whose job is to read all Secrets, such as an ingress controller that serves TLS, when their service account is used by nothing else.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  techniques: ['T1552.007', 'T1528'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, secretsList),
  repair: {
    kind: 'none',
    reason:
      'Which Secrets the holder needs is known only from its use; without list and watch a controller that caches Secrets stops.',
  },
});
