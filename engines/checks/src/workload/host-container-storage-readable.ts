import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-container-storage-readable',
  version: 1,
  title: 'Storage of the container runtime is mounted read-only',
  severity: 'medium',
  why: 'Under /var/lib/docker, /var/lib/containerd and /var/lib/containers lie the files of all containers of the node; Docker keeps their environment variables there as well.',
  attack:
    'Code in the container reads keys and passwords that other containers wrote to their root filesystem or were given as environment variables.',
  remedy: 'Read logs from /var/log/pods and metrics from the kubelet; take the mount away.',
  accept: 'Log collectors on nodes whose logs really lie under /var/lib/docker/containers.',
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/logging/'],
  techniques: ['T1552', 'T1552.001'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('container-storage-readable'),
  repair: {
    kind: 'none',
    reason: 'What the container reads there has to be had from the kubelet or from /var/log/pods first.',
  },
});
