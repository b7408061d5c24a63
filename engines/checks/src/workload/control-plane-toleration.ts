import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';
import { isControlPlanePod } from './control-plane.ts';
import { controlPlaneChoice, isControlPlaneKey, isPlaced, tolerationsOf } from './placement.ts';

export default defineCheck({
  id: 'workload-control-plane-toleration',
  version: 1,
  title: 'Pod may run on control-plane nodes',
  severity: 'low',
  why: 'The taint of control-plane nodes keeps other pods away from the keys of the cluster and from etcd; this pod ignores it.',
  attack:
    'A pod that was broken into happens to run beside the API server, and what it gets out of its container to is the control plane.',
  remedy: 'Remove the toleration; only agents that have to be on every node need it, and those are DaemonSets.',
  accept: 'Parts of the cluster itself; clusters whose only nodes are control-plane nodes.',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/'],
  techniques: ['T1610'],
  appliesTo: 'workload',
  onlyWith: ['tolerations'],
  find: (pod, resource, context) => {
    const tolerations = tolerationsOf(pod);
    if (tolerations.length === 0 || isPlaced(resource) || isControlPlanePod(resource, context)) return none;
    // One that asks for such nodes has to tolerate their taint: that is one finding, and not this one.
    if (controlPlaneChoice(pod) !== undefined) return none;
    return tolerations
      .filter(({ value }) => isControlPlaneKey(value['key']))
      .map(({ value, pointer }) => ({
        pointer,
        message: `The pod tolerates the taint ${String(value['key'])}, so it may run on a control-plane node.`,
      }));
  },
  repair: {
    kind: 'edit',
    summary: 'remove the toleration',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});
