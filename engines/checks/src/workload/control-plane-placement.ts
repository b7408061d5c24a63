import { defineCheck, none } from '../define-check.ts';
import { isControlPlanePod } from './control-plane.ts';
import { controlPlaneChoice } from './placement.ts';

export default defineCheck({
  id: 'workload-control-plane-placement',
  version: 1,
  title: 'Pod asks for a control-plane node',
  severity: 'medium',
  why: 'On control-plane nodes lie the keys of the cluster and etcd: a pod that gets out of its container there has everything, and one that uses up the node stops the API server.',
  attack:
    'An intruder sends a pod to a control-plane node and needs one more flaw, or one careless mount, for the whole cluster.',
  remedy: 'Let the pod run on worker nodes.',
  accept:
    'Parts of the cluster itself that belong beside the API server: cloud controllers, backup of etcd, audits of the node.',
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
    'https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane',
  ],
  techniques: ['T1610', 'T1611'],
  appliesTo: 'workload',
  onlyWith: ['nodeSelector', 'affinity'],
  find: (pod, resource, context) => {
    const choice = controlPlaneChoice(pod);
    if (choice === undefined || isControlPlanePod(resource, context)) return none;
    return [
      {
        pointer: choice.pointer,
        message: `The pod runs on nodes with the label ${choice.label}: those of the control plane.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Why the pod was sent there cannot be told from the object.' },
});
