import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { nodesLog } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-nodes-log',
  version: 1,
  title: 'Role can read the logs of nodes',
  severity: 'medium',
  why: "The kubelet serves the node's /var/log to who may get nodes/log, logs of all pods included, and follows links that lie there.",
  attack:
    "A pod that may write to /var/log places a symbolic link to / there and reads the node's files with this right.",
  remedy: 'Remove nodes/log; collect logs with an agent on the node.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/'],
  techniques: ['T1552.001', 'T1611'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, nodesLog),
  repair: dropGrant(nodesLog, 'take nodes/log out of the rule'),
});
