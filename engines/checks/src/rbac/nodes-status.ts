import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { nodesStatus } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-nodes-status',
  version: 1,
  title: 'Role can change the status of nodes',
  severity: 'medium',
  why: "The scheduler and the API server believe what a node's status says: its capacity, its readiness, the address at which its kubelet is called.",
  attack:
    'An attacker marks other nodes as unready, so that pods with better tokens come to the node it holds, or changes the address that exec and logs go to.',
  remedy: 'Remove it; kubelets write their own status by the Node authorizer.',
  accept: 'Node problem detectors and device operators that report conditions or resources.',
  references: ['https://kubernetes.io/docs/reference/node/node-status/'],
  techniques: ['T1098', 'T1499'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, nodesStatus),
  repair: {
    kind: 'none',
    reason: 'Node problem detectors need it; whether this holder is one is known only from its use.',
  },
});
