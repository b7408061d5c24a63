import { text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'workload-system-priority',
  version: 1,
  title: 'Pod has the priority of system components',
  severity: 'medium',
  why: 'Pods of system-node-critical and system-cluster-critical push ordinary pods off their nodes and are the last to be evicted. Outside kube-system nothing but a quota on the class limits who uses it.',
  attack:
    'Whoever may create pods in any namespace displaces the workloads of all others by asking for much with this priority.',
  remedy: 'Use a PriorityClass of your own, and limit the system classes by a ResourceQuota with a scope selector.',
  accept:
    'Network, storage and metrics components that the cluster depends on and that live in a namespace of their own.',
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
    'https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default',
  ],
  techniques: ['T1499', 'T1496'],
  appliesTo: 'workload',
  onlyWith: ['priorityClassName'],
  find: (pod, resource) => {
    const name = text(pod.spec['priorityClassName']);
    if (!name?.startsWith('system-') || resource.namespace === 'kube-system') return none;
    return [
      {
        pointer: `${pod.specPointer}/priorityClassName`,
        value: name,
        message: `Pods outside kube-system have priority class ${name}: they displace ordinary pods of every namespace.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'use the default priority',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});
