import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import type { Power } from './power.ts';
import { podsExec } from './powers-workload.ts';

// Until 1.35 a WebSocket connection was authorized as get, so get was enough.
const createNeeded = 35;
const podsExecByGet: Power = {
  ...podsExec,
  rights: [{ groups: [''], resources: ['pods/exec'], verbs: ['get', 'create'] }],
};

export default defineCheck({
  id: 'rbac-pods-exec',
  version: 1,
  title: 'Role can execute commands in containers',
  severity: 'high',
  why: "A command in a container has the container's token, Secrets and network, without leaving a trace in its image or manifest.",
  attack:
    'Code with this identity opens a shell in a pod with a more powerful ServiceAccount and takes the token there.',
  remedy: 'Remove pods/exec. For people, grant it for the time of an incident in the one namespace.',
  accept: 'A group of operators in a namespace of their own, and tools that are made for it, such as backup hooks.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  techniques: ['T1609', 'T1059.013'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, context.kubeMinor < createNeeded ? podsExecByGet : podsExec),
  repair: dropGrant(podsExecByGet, 'take pods/exec out of the rule'),
});
