import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { serviceAccountsWrite } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-serviceaccounts-write',
  version: 1,
  title: 'Role can write service accounts',
  severity: 'low',
  why: 'Annotations of a ServiceAccount give its pods an identity at the cloud provider, and its imagePullSecrets decide which registries they may pull from.',
  attack:
    'An attacker with this identity annotates an account with a cloud role whose trust covers the namespace and runs code under it.',
  remedy: 'Leave service accounts to the deployment pipeline, or limit update and patch with resourceNames.',
  accept: 'Operators that install applications.',
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/'],
  techniques: ['T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, serviceAccountsWrite),
  repair: {
    kind: 'none',
    reason: 'An operator that installs applications needs it; whether this holder is one is known only from its use.',
  },
});
