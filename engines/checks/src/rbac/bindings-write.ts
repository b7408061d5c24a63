import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { hasPower } from './power.ts';
import { bind, bindingsWrite } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-bindings-write',
  version: 1,
  title: 'Role can write role bindings',
  severity: 'medium',
  why: 'The API server lets it bind only roles whose rights it holds itself, but to everyone: other accounts, outside users, anonymous clients.',
  attack:
    'An attacker with this identity binds its rights to an account of its own and keeps them after the stolen token is revoked.',
  remedy: 'Leave the writing of bindings to the deployment pipeline and to administrators.',
  accept: 'Operators that install applications, together with a review of what rights they hold themselves.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  ],
  techniques: ['T1098.006'],
  appliesTo: roleKinds,
  find: (role, context) =>
    hasPower(items(role.object['rules']), bind) ? none : findGrants(role, context, bindingsWrite),
  repair: {
    kind: 'none',
    reason: 'An operator that installs applications needs it; whether this holder is one is known only from its use.',
  },
});
