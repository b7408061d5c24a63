import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'workload-share-process-namespace',
  version: 1,
  title: "Containers of the pod see each other's processes",
  severity: 'medium',
  why: 'With a shared process namespace each container sees the command lines and, as the same user, the environment, memory and root filesystem of the others: Secrets that only one of them was given are those of all.',
  attack:
    "Code in a sidecar reads the application's files and environment under /proc/<pid>/root and /proc/<pid>/environ.",
  remedy:
    'Set `shareProcessNamespace: false`; attach a debug container with a target where processes have to be looked at.',
  accept: 'Pods whose sidecar has to signal the application, where both are trusted alike.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/'],
  techniques: ['T1552', 'T1613'],
  appliesTo: 'workload',
  onlyWith: ['shareProcessNamespace'],
  find: (pod) => {
    if (pod.spec['shareProcessNamespace'] !== true || pod.containers.length < 2) return none;
    return [
      {
        pointer: `${pod.specPointer}/shareProcessNamespace`,
        value: true,
        message: `The ${pod.containers.length} containers of the pod share one process namespace.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'set shareProcessNamespace to false',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, false)],
  },
});
