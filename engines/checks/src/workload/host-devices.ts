import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-devices',
  version: 1,
  title: 'Devices of the node are mounted',
  severity: 'medium',
  why: "Through /dev of the node a container reaches the terminals and the shared memory of the node's own processes, and where it is privileged or granted the device also disks and memory, past every file permission.",
  attack:
    "Code in the container reads what an administrator types on the node, or opens the node's disk and changes files on it.",
  remedy: 'Ask for the device through a device plugin or a DRA claim, and for disks through a PersistentVolume.',
  accept: 'Storage daemons that manage the disks of their nodes.',
  references: [
    'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/',
  ],
  techniques: ['T1611', 'T1552'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('devices'),
  repair: { kind: 'none', reason: 'The device has to be offered by a plugin before the volume can go.' },
});
