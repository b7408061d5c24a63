import { text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'availability-system-priority',
  version: 1,
  title: 'Workload takes the priority of the cluster’s own components',
  severity: 'low',
  why: 'Pods of class system-cluster-critical or system-node-critical push others off a full node and are the last to go when it runs out of memory.',
  attack: 'A compromised or careless workload of this class drives everything else off the nodes.',
  remedy: 'Make a PriorityClass for the workload, below the system ones.',
  accept: 'Network plugins, storage drivers, DNS and the like, without which nodes do not work.',
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  onlyWith: ['priorityClassName', 'priority'],
  find: (pod, resource) => {
    const name = text(pod.spec['priorityClassName']);
    if (name !== 'system-cluster-critical' && name !== 'system-node-critical') return none;
    if (resource.namespace === 'kube-system') return none;
    return [
      {
        pointer: `${pod.specPointer}/priorityClassName`,
        value: name,
        message: `${resource.ref.kind} "${resource.name}" has priority ${name} outside of kube-system.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'Which priority the workload should have among the others is not known from the objects.',
  },
});
