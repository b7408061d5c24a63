import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-configuration',
  version: 1,
  title: 'System configuration of the node is mounted',
  severity: 'high',
  why: 'In /etc of a node lie password hashes, SSH host keys, TLS keys and kubeconfigs, and the rules of who may log in and become root.',
  attack:
    'Code in the container reads /etc/shadow and the keys of the node, or adds a user or a sudo rule where it may write.',
  remedy: 'Mount the single file that is needed, such as /etc/os-release or /etc/machine-id, read-only.',
  accept: 'Short-lived audit jobs that only cluster administrators may start.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  techniques: ['T1552.001', 'T1136.001', 'T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('configuration'),
  repair: { kind: 'none', reason: 'Which file of /etc the container needs cannot be told from the object.' },
});
