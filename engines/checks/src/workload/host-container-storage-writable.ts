import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-container-storage-writable',
  version: 1,
  title: 'Storage of the container runtime is mounted writable',
  severity: 'high',
  why: 'Under /var/lib/containerd, /var/lib/docker and /var/lib/containers lie the images and the root filesystems of all containers of the node: changing them changes what those containers run.',
  attack:
    'Code in the container puts a program into the root filesystem of a privileged container or into an image of the node, and waits for it to be run.',
  remedy: 'Mount the folder with `readOnly: true`, or not at all; ask the kubelet for metrics instead.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  techniques: ['T1611', 'T1525'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('container-storage-writable'),
  repair: {
    kind: 'none',
    reason:
      'A read-only mount still gives away the files of every container; whether the folder is needed at all has to be decided.',
  },
});
