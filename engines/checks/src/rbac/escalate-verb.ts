import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { escalate } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-escalate-verb',
  version: 1,
  title: 'Role has the escalate verb',
  severity: 'critical',
  why: 'The API server lets nobody write rights into a role that he does not hold himself; escalate takes that barrier away.',
  attack:
    'Code with this identity writes "all verbs on all resources" into a role that it is bound to and is cluster administrator.',
  remedy:
    'Remove escalate. Whoever must write roles needs the rights that it hands out, or bind on roles limited by resourceNames.',
  accept: 'Operators that manage RBAC for others and are treated as cluster administrators.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-creation-or-update',
  ],
  techniques: ['T1098.006', 'T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, escalate),
  repair: dropGrant(escalate, 'take the escalate verb out of the rule'),
});
