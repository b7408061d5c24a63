import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-root-writable',
  version: 1,
  title: 'Root directory of the node is mounted writable',
  severity: 'critical',
  why: 'The container changes any file of its node: it needs no exploit to run code on it as root.',
  attack:
    "Code in the container writes a cron job, an SSH key or a static pod into the node's file system, becomes root there, and takes the tokens of all pods on the node.",
  remedy: 'Mount only the folders that are needed, each with `readOnly: true`, or none.',
  accept: 'Tools that mend nodes, run for as long as the work lasts.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  techniques: ['T1611', 'T1552.001', 'T1543', 'T1053'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('root-writable'),
  repair: {
    kind: 'none',
    reason:
      'Which folders the container needs cannot be told from the object, and a read-only root still gives away every secret of the node.',
  },
});
