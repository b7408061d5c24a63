import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { nodesWrite } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-nodes-write',
  version: 1,
  title: 'Role can change nodes',
  severity: 'medium',
  why: 'Labels and taints decide which pods run where: who writes them draws workloads to a node of his choice, or drives them off.',
  attack: 'An attacker on one node taints the others so that pods with better tokens move to the node it holds.',
  remedy:
    'Remove it, or limit it to the one verb that is needed; kubelets change their own node by the Node authorizer.',
  accept: 'Autoscalers, node lifecycle and labelling controllers.',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/'],
  techniques: ['T1098', 'T1499'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, nodesWrite),
  repair: {
    kind: 'none',
    reason: 'Autoscalers and node controllers need it; whether this holder is one is known only from its use.',
  },
});
