import { containerPointer } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { isLongRunning } from './containers.ts';
import { isControlPlanePod } from './control-plane.ts';

export default defineCheck({
  id: 'workload-liveness-probe',
  version: 1,
  title: 'Container has no liveness probe',
  severity: 'low',
  why: 'Without a liveness probe a container that hangs but does not end is never restarted: the service stays down until somebody notices.',
  attack: 'A request that makes the application hang takes it out of service for good, not just for some seconds.',
  remedy: 'Add a `livenessProbe` that fails only when a restart helps, and never because another service is down.',
  accept: 'Processes that end by themselves when they can no longer work.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  find: (pod, resource, context) => {
    if (!isLongRunning(resource, pod) || isControlPlanePod(resource, context)) return none;
    return pod.containers
      .filter((container) => container.list === 'containers' && container.value['livenessProbe'] === undefined)
      .map((container) => ({
        pointer: containerPointer(container, '/livenessProbe'),
        message: `Container "${container.name}" is not restarted when it hangs: it has no liveness probe.`,
      }));
  },
  repair: {
    kind: 'none',
    reason:
      'What tells that the application has to be restarted is known to its authors only; a wrong probe restarts a healthy one.',
  },
});
