import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { webhooksDelete } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-webhooks-delete',
  version: 1,
  title: 'Role can delete admission webhook configurations',
  severity: 'medium',
  why: 'Deleting the configuration of a policy webhook switches the policy off at once.',
  attack: 'An attacker deletes the webhook of the policy engine and then creates the pod that it would have refused.',
  remedy: "Limit delete with resourceNames to configurations of one's own.",
  accept: 'Operators that clean up their own webhook when they are removed.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks'],
  techniques: ['T1562.001'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, webhooksDelete),
  repair: dropGrant(webhooksDelete, 'take the deletion of webhook configurations out of the rule'),
});
