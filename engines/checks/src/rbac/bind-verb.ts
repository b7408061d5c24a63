import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { bind } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-bind-verb',
  version: 1,
  title: 'Role has the bind verb',
  severity: 'critical',
  why: 'The API server lets nobody bind a role with more rights than he holds himself; bind takes that barrier away.',
  attack: 'Code with this identity that may also write bindings binds itself to cluster-admin.',
  remedy: 'Limit bind with resourceNames to roles that may be handed out, never cluster-admin, or remove it.',
  accept: 'Operators that hand out rights and are treated as cluster administrators.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#bind-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  ],
  techniques: ['T1098.006', 'T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, bind),
  repair: dropGrant(bind, 'take the bind verb out of the rule'),
});
