import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-kubelet-plugins',
  version: 1,
  title: "The kubelet's plugin directory is mounted writable",
  severity: 'medium',
  why: 'Whoever places a socket there is a device plugin or storage driver to the kubelet: it is handed the Secrets of the volumes it mounts and decides which devices and files other pods get.',
  attack:
    "Code in the container registers a driver under the name of the real one, receives the credentials of other pods' volumes, or gives a pod of its own a disk of the node.",
  remedy:
    'Mount only the folder of the driver itself, /var/lib/kubelet/plugins/<driver>; for a driver that registers itself, accept the finding.',
  accept: 'Storage drivers and device plugins, which work in this very way, installed by the platform team.',
  references: [
    'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/',
    'https://kubernetes.io/docs/concepts/storage/volumes/#csi',
  ],
  techniques: ['T1611', 'T1552'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('kubelet-plugins'),
  repair: {
    kind: 'none',
    reason: 'A real driver needs the folder to register itself, and any other container is better without the volume.',
  },
});
