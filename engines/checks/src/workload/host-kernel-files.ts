import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-kernel-files',
  version: 1,
  title: 'Kernel or kernel modules of the node can be written',
  severity: 'high',
  why: 'What lies in /boot and /lib/modules is loaded into the kernel: above every user, container and security module of the node.',
  attack:
    'Code in the container replaces a module that is loaded on demand, or the boot image, and controls the node beneath everything that watches it.',
  remedy: 'Mount the folder with `readOnly: true`, which is enough to load modules from it.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  techniques: ['T1611', 'T1543'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('kernel-files'),
  repair: {
    kind: 'none',
    reason:
      'A driver installer builds modules here on purpose; for anything else the volume should be read-only or gone.',
  },
});
