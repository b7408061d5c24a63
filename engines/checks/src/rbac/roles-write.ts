import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { hasPower } from './power.ts';
import { escalate, rolesWrite } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-roles-write',
  version: 1,
  title: 'Role can write roles',
  severity: 'medium',
  why: 'The API server lets it hand on only rights that it holds itself, but to every role, and so to every subject bound to one.',
  attack:
    'An attacker with this identity adds its rights to an inconspicuous role and keeps them after the stolen token is revoked.',
  remedy: 'Leave the writing of roles to the deployment pipeline and to administrators.',
  accept: 'Operators that install applications, together with a review of what rights they hold themselves.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-creation-or-update'],
  techniques: ['T1098.006'],
  appliesTo: roleKinds,
  find: (role, context) =>
    hasPower(items(role.object['rules']), escalate) ? none : findGrants(role, context, rolesWrite),
  repair: {
    kind: 'none',
    reason: 'An operator that installs applications needs it; whether this holder is one is known only from its use.',
  },
});
