import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-root-readable',
  version: 1,
  title: 'Root directory of the node is mounted read-only',
  severity: 'high',
  why: 'The container reads every file of its node, among them the tokens and Secrets of all pods there and the keys of the node. A read-only mount also leaves file systems mounted below it writable unless it is recursive.',
  attack:
    'Code in the container reads the service-account tokens under /var/lib/kubelet/pods and acts as those pods, or reads /etc/shadow and SSH keys.',
  remedy:
    'Mount only the folders that are needed. An exporter of file-system metrics needs the root itself: then give it to nothing else in the pod.',
  accept: 'Node metrics exporters that read the size of file systems, from an image that is pinned and scanned.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts',
  ],
  techniques: ['T1552.001', 'T1528', 'T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('root-readable'),
  repair: { kind: 'none', reason: 'Which folders of the node the container reads cannot be told from the object.' },
});
