import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-runtime-socket',
  version: 1,
  title: 'Socket of the container runtime is mounted',
  severity: 'critical',
  why: 'Whoever speaks to the container runtime (Docker, containerd, CRI-O, Podman) starts containers as root on the node, with any mount and no admission control. A read-only mount changes nothing: a socket is used by connecting to it.',
  attack:
    "Code in the container asks the runtime for a privileged container that mounts the node's root directory, and owns the node and every pod on it.",
  remedy:
    "Take the mount away. Build images with a builder that needs no daemon, read metrics and logs through the kubelet's API, and leave the rest to a node agent.",
  accept: 'A node agent of the platform team, such as a runtime security sensor, in a namespace of its own.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
  ],
  techniques: ['T1611', 'T1610', 'T1552.007', 'T1612'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('runtime-socket'),
  repair: {
    kind: 'none',
    reason:
      'What the container asks of the runtime has to be had in another way first; without the socket it stops working.',
  },
});
