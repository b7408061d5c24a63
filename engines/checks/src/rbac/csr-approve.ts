import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { hasPower } from './power.ts';
import { requestsApproval, signersApprove } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-csr-approve',
  version: 1,
  title: 'Role can approve certificates that log in to the API server',
  severity: 'critical',
  why: 'The built-in signers for API clients sign whatever name an approved request states, and such a certificate cannot be revoked.',
  attack:
    'An attacker requests a certificate for a control-plane user or a node, approves it and logs in with it for a year.',
  remedy:
    'Limit the approve verb with resourceNames to signers that are not for API clients, and leave those to the built-in approver and to administrators.',
  accept: "An approver of kubelet certificates that verifies who asks, as the cloud's own node approver does.",
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
  ],
  techniques: ['T1098', 'T1550'],
  appliesTo: roleKinds,
  find: (role, context) =>
    hasPower(items(role.object['rules']), requestsApproval) ? findGrants(role, context, signersApprove) : none,
  repair: dropGrant(signersApprove, 'take the approve verb on signers out of the rule'),
});
