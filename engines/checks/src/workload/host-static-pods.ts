import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-static-pods',
  version: 1,
  title: 'Static-pod directory of the node is mounted writable',
  severity: 'critical',
  why: 'The node starts whatever manifest lies in this folder at once, as any user with any mount; no admission control, quota or RBAC rule sees it first.',
  attack:
    'Code in the container writes the manifest of a privileged pod into the folder and is root on the node seconds later.',
  remedy: 'Mount the folder with `readOnly: true`, or not at all.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/'],
  techniques: ['T1610', 'T1543.005', 'T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('static-pods'),
  repair: {
    kind: 'none',
    reason:
      'An installer writes here on purpose; anything else should not have the folder at all, so somebody has to decide which it is.',
  },
});
