import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import type { Power } from './power.ts';
import { podsPortforward } from './powers-workload.ts';

// Until 1.35 a WebSocket connection was authorized as get, so get was enough.
const createNeeded = 35;
const podsPortforwardByGet: Power = {
  ...podsPortforward,
  rights: [{ groups: [''], resources: ['pods/portforward'], verbs: ['get', 'create'] }],
};

export default defineCheck({
  id: 'rbac-pods-portforward',
  version: 1,
  title: 'Role can forward ports of pods',
  severity: 'medium',
  why: 'A forwarded port goes through the API server and the kubelet into the pod: no NetworkPolicy sees it, and ports bound to localhost open as well.',
  attack:
    'An attacker with this identity reaches databases and administration ports that the network would not let through.',
  remedy: 'Remove pods/portforward. For people, grant it for the time of an incident in the one namespace.',
  accept: 'Developers in a namespace that holds nothing but their own pods.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  techniques: ['T1609', 'T1046'],
  appliesTo: roleKinds,
  find: (role, context) =>
    findGrants(role, context, context.kubeMinor < createNeeded ? podsPortforwardByGet : podsPortforward),
  repair: dropGrant(podsPortforwardByGet, 'take pods/portforward out of the rule'),
});
