import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-executables',
  version: 1,
  title: 'Programs of the node can be written',
  severity: 'high',
  why: "What lies in the node's folders of programs and libraries is run by root there; network plugins are run by the container runtime each time a pod starts.",
  attack:
    'Code in the container replaces a program or a network plugin by its own and is root on the node as soon as the next pod starts.',
  remedy: 'Mount the folder with `readOnly: true`; install software on nodes with the node image.',
  accept:
    'Installers of network plugins and drivers, which put programs on the node by their nature, in a namespace that only cluster administrators may write to.',
  references: [
    'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  techniques: ['T1611', 'T1543', 'T1036.005'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('executables'),
  repair: {
    kind: 'none',
    reason:
      'An installer writes here on purpose; for anything else the volume should go, so somebody has to decide which it is.',
  },
});
