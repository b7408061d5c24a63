import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import type { Power } from './power.ts';
import { podsAttach } from './powers-workload.ts';

// Until 1.35 a WebSocket connection was authorized as get, so get was enough.
const createNeeded = 35;
const podsAttachByGet: Power = {
  ...podsAttach,
  rights: [{ groups: [''], resources: ['pods/attach'], verbs: ['get', 'create'] }],
};

export default defineCheck({
  id: 'rbac-pods-attach',
  version: 1,
  title: 'Role can attach to containers',
  severity: 'high',
  why: 'Attaching reads what the main process writes and, where it has a terminal or input, types into it.',
  attack:
    'Code with this identity attaches to an interactive process and runs commands in it, or reads secrets that it prints.',
  remedy: 'Remove pods/attach. For people, grant it for the time of an incident in the one namespace.',
  accept: 'A group of operators in a namespace of their own.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  techniques: ['T1609', 'T1059.013'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, context.kubeMinor < createNeeded ? podsAttachByGet : podsAttach),
  repair: dropGrant(podsAttachByGet, 'take pods/attach out of the rule'),
});
