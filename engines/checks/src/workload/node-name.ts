import { text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'workload-node-name',
  version: 1,
  title: 'Pod is put on a node past the scheduler',
  severity: 'medium',
  why: 'With `nodeName` in a manifest no scheduler decides: taints that keep pods off, affinity and free capacity are not looked at, and the pod dies with the node.',
  attack:
    'Whoever may create pods puts one beside the workload whose token he wants to steal, also on a control-plane node.',
  remedy: 'Leave `nodeName` out; use a `nodeSelector` or affinity for nodes with what the pod needs.',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename'],
  techniques: ['T1610', 'T1611'],
  appliesTo: 'workload',
  onlyWith: ['nodeName'],
  find: (pod, resource) => {
    const node = text(pod.spec['nodeName']);
    // In a pod of a cluster the scheduler wrote it there.
    if (!node || (resource.kind === 'Pod' && resource.metadata['uid'] !== undefined)) return none;
    return [
      {
        pointer: `${pod.specPointer}/nodeName`,
        value: node,
        message: `Pods run on node "${node}" and no other, past the scheduler and the taints of the node.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'leave the node to the scheduler',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});
