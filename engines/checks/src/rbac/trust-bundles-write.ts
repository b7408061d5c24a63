import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { trustBundlesWrite } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-trust-bundles-write',
  version: 1,
  title: 'Role can change cluster trust bundles',
  severity: 'medium',
  why: 'Pods take the authorities that they trust from ClusterTrustBundles; who writes one decides whom they believe.',
  attack:
    'An attacker adds an authority of its own and then answers, as a server, connections that pods believe to be verified.',
  remedy: 'Leave trust bundles to the signer they belong to; limit update and patch with resourceNames.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#cluster-trust-bundles',
  ],
  techniques: ['T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, trustBundlesWrite),
  repair: dropGrant(trustBundlesWrite, 'take the writing of trust bundles out of the rule'),
});
