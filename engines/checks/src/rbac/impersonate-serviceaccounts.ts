import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { hasPower } from './power.ts';
import { impersonateServiceAccounts, impersonateUsers } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-impersonate-serviceaccounts',
  version: 2,
  title: 'Role can impersonate service accounts',
  severity: 'high',
  why: 'It acts with the rights of any ServiceAccount in reach without ever holding its token.',
  attack:
    'Code with this identity sends requests as the most powerful ServiceAccount of the namespace, or of kube-system.',
  remedy: 'Limit impersonate to the accounts it is for with resourceNames, or remove it.',
  accept: 'GitOps controllers that act as the service account of each tenant, when nothing else uses their own.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb'],
  techniques: ['T1078', 'T1550'],
  appliesTo: roleKinds,
  // Users live in no namespace: in a Role naming them grants nothing, so it is the accounts that count there.
  find: (role, context) =>
    hasPower(items(role.object['rules']), impersonateUsers) && findGrants(role, context, impersonateUsers).length > 0
      ? none
      : findGrants(role, context, impersonateServiceAccounts),
  repair: dropGrant(impersonateServiceAccounts, 'take the impersonate verb on serviceaccounts out of the rule'),
});
