import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';
import { isControlPlanePod } from './control-plane.ts';
import { isPlaced, toleratesAll, tolerationsOf } from './placement.ts';

export default defineCheck({
  id: 'workload-tolerates-everything',
  version: 1,
  title: 'Pod tolerates every taint',
  severity: 'medium',
  why: 'Taints keep pods off control-plane nodes, off nodes reserved for others and off nodes that are failing or being drained; a toleration without a key ignores them all.',
  attack:
    'A pod that was broken into runs on a control-plane node or beside a tenant that was promised nodes of its own.',
  remedy: 'Name the taints that the pod really has to tolerate.',
  accept: 'Agents that have to be on every node and are no DaemonSet.',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/'],
  techniques: ['T1610'],
  appliesTo: 'workload',
  onlyWith: ['tolerations'],
  find: (pod, resource, context) => {
    const tolerations = tolerationsOf(pod);
    if (tolerations.length === 0 || isPlaced(resource) || isControlPlanePod(resource, context)) return none;
    return tolerations.filter(toleratesAll).map(({ pointer }) => ({
      pointer,
      message: 'The pod may run on every node, whatever taint keeps others away from it.',
    }));
  },
  repair: {
    kind: 'edit',
    summary: 'remove the toleration',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});
