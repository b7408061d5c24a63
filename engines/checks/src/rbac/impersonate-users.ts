import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { impersonateUsers } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-impersonate-users',
  version: 1,
  title: 'Role can impersonate users or groups',
  severity: 'critical',
  why: 'Impersonation is being someone else: the API server then decides by the rights of the named user and groups. The group system:masters may do everything.',
  attack: 'Code with this identity sends the header Impersonate-Group: system:masters with each request.',
  remedy: 'Remove impersonate, or limit it with resourceNames to the users it is for, without groups.',
  accept: 'Authenticating proxies, when nothing else uses their service account.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation',
  ],
  techniques: ['T1078', 'T1550'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, impersonateUsers),
  repair: dropGrant(impersonateUsers, 'take the impersonate verb on users and groups out of the rule'),
});
