import { containerPointer, matchesMap, type PodTemplate, type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { isLongRunning } from './containers.ts';
import { isControlPlanePod } from './control-plane.ts';

export default defineCheck({
  id: 'workload-readiness-probe',
  version: 1,
  title: 'Container that serves requests has no readiness probe',
  severity: 'low',
  why: 'Without a readiness probe a pod gets requests as soon as it starts and for as long as it runs, also when it cannot answer; a rollout goes on although the new version does not work.',
  attack: 'A pod that was overloaded on purpose keeps its share of the traffic, so a part of all requests fails.',
  remedy: 'Add a `readinessProbe` that tells whether the container can answer right now.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  find: (pod, resource, context) =>
    isLongRunning(resource, pod) && !isControlPlanePod(resource, context) ? problemsOf(pod, resource, context) : none,
  repair: { kind: 'none', reason: 'What tells that the application can answer is known to its authors only.' },
});

/** Containers with ports serve; where none names a port but a Service selects the pod, one probe of any will do. */
function problemsOf(pod: PodTemplate, resource: Resource, context: CheckContext): readonly Problem[] {
  const regular = pod.containers.filter(({ list }) => list === 'containers');
  const unprobed = regular.filter(({ value }) => value['readinessProbe'] === undefined);
  if (unprobed.length === 0) return none;
  const serving = regular.some(({ value }) => value['ports'] !== undefined)
    ? unprobed.filter(({ value }) => value['ports'] !== undefined)
    : unprobed.length === regular.length && isSelected(pod, resource, context)
      ? unprobed.slice(0, 1)
      : [];
  return serving.map((container) => ({
    pointer: containerPointer(container, '/readinessProbe'),
    message: `Container "${container.name}" gets requests whether it can answer or not: it has no readiness probe.`,
  }));
}

function isSelected(pod: PodTemplate, resource: Resource, { lookup }: CheckContext): boolean {
  return lookup
    .list('Service', resource.namespace)
    .some((service) => matchesMap(record(service.object['spec'])['selector'], pod.labels));
}
