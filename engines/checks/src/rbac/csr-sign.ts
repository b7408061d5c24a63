import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { hasPower } from './power.ts';
import { requestsStatus, signersSign } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-csr-sign',
  version: 1,
  title: "Role can sign for Kubernetes' own signers",
  severity: 'medium',
  why: "It writes the certificate that kubelets and users fetch as the cluster's answer to their request.",
  attack:
    'An attacker answers the requests of kubelets with certificates of its own authority, or never, so that nodes drop out when theirs expire.',
  remedy: "Limit the sign verb with resourceNames to signers of one's own.",
  accept: 'A signing controller that replaces the one of the controller-manager.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#signers'],
  techniques: ['T1098'],
  appliesTo: roleKinds,
  find: (role, context) =>
    hasPower(items(role.object['rules']), requestsStatus) ? findGrants(role, context, signersSign) : none,
  repair: dropGrant(signersSign, 'take the sign verb on signers out of the rule'),
});
