import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-kernel-interfaces',
  version: 1,
  title: 'Kernel interfaces of the node are mounted writable',
  severity: 'high',
  why: 'Through /proc and /sys of the node a process sets what the kernel does for all of it: some settings name a program that the kernel then runs as root outside every container.',
  attack:
    'A root process in the container writes the path of its own program to core_pattern or uevent_helper and makes the kernel run it on the node.',
  remedy:
    "Mount the folder with `readOnly: true`; set kernel parameters with a node agent or with the pod's own sysctls.",
  accept: 'Network and storage agents that load BPF programs or scan devices, in a namespace of their own.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
  ],
  techniques: ['T1611', 'T1068'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('kernel-interfaces'),
  repair: {
    kind: 'none',
    reason: 'Whether the container writes kernel settings on purpose cannot be told from the object.',
  },
});
