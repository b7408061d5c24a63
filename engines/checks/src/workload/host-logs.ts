import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-logs',
  version: 1,
  title: 'Log directory of the node is mounted writable',
  severity: 'medium',
  why: 'The kubelet reads the files under /var/log as root when somebody asks for logs, and follows links. Whoever can write there chooses which file is read, and can also erase what happened.',
  attack:
    "Code in the container replaces a log file by a link to a private key of the node and reads it with `kubectl logs` or through the kubelet's log endpoint; or it deletes its traces.",
  remedy: "Mount the folder with `readOnly: true` and keep the collector's own position files in another volume.",
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/logging/'],
  techniques: ['T1611', 'T1552.001', 'T1070'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('logs'),
  repair: {
    kind: 'none',
    reason: 'A collector that keeps its position files under /var/log would lose them: they have to move first.',
  },
});
