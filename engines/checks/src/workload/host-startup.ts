import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-startup',
  version: 1,
  title: 'Files that the node runs by itself can be written',
  severity: 'high',
  why: 'What lies in the folders of cron, systemd, udev and login shells is run by root on the node at the next minute, boot, device or login; systemd also takes orders over its bus.',
  attack:
    'Code in the container writes a cron job or a unit, or asks systemd over D-Bus to start one, and runs as root on the node from then on, also after the pod is gone.',
  remedy:
    'Mount the folder with `readOnly: true`; a program that only asks systemd for the state of units should ask an exporter on the node.',
  accept:
    "Installers of node software, run once by cluster administrators; exporters of systemd's state, which use the bus read-only.",
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  techniques: ['T1053', 'T1543', 'T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('startup'),
  repair: {
    kind: 'none',
    reason:
      'An installer writes here on purpose; anything else should not have the folder at all, so somebody has to decide which it is.',
  },
});
