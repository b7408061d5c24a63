import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-user-directories',
  version: 1,
  title: 'Home directories of the node are mounted',
  severity: 'high',
  why: "In the home directories of a node's users lie SSH keys, shell histories and credentials; where they can be written, so can the list of keys that may log in.",
  attack:
    'Code in the container copies private SSH keys, or adds a key of its own to authorized_keys and logs in to the node.',
  remedy: 'Keep data that pods need in a folder of its own, outside the homes of users.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  techniques: ['T1552.001', 'T1098', 'T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('user-directories'),
  repair: { kind: 'none', reason: 'The data that the container needs has to move out of the home directory first.' },
});
