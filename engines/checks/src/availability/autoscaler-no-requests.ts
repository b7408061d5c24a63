import { items, type PodTemplate, type Resource, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { targetOf } from './scaling.ts';

export default defineCheck({
  id: 'availability-autoscaler-no-requests',
  version: 1,
  title: 'Autoscaler measures utilization of pods without requests',
  severity: 'low',
  why: 'Utilization is use divided by the request: where a container has no request the autoscaler cannot tell, and does not scale.',
  attack: 'A modest flood of requests overloads a service that seems to scale.',
  remedy: 'Set resources.requests for the measured resource in each container, or measure an average value.',
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work',
  ],
  techniques: ['T1499'],
  appliesTo: ['HorizontalPodAutoscaler.autoscaling'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const measured = measuredResources(resource);
    const target = measured.length > 0 ? targetOf(resource) : undefined;
    const workload = target && lookup.get(target.kind, resource.namespace, target.name);
    const [template] = workload?.templates ?? [];
    if (workload === undefined || template === undefined) return none;
    return measured.flatMap(({ name, pointer }) => {
      const container = containerWithout(template, name);
      if (container === undefined) return [];
      return [
        {
          pointer,
          value: name,
          message: `HorizontalPodAutoscaler "${resource.name}" measures the utilization of ${name}, but container "${container}" of ${workload.ref.kind} "${workload.name}" requests none.`,
        },
      ];
    });
  },
  repair: {
    kind: 'none',
    reason: 'The requests belong into the workload, and how much it needs is not known from the objects.',
  },
});

interface Measured {
  readonly name: string;
  readonly pointer: string;
}

function measuredResources(autoscaler: Resource): readonly Measured[] {
  const spec = record(autoscaler.object['spec']);
  if (spec['targetCPUUtilizationPercentage'] !== undefined) {
    return [{ name: 'cpu', pointer: '/spec/targetCPUUtilizationPercentage' }];
  }
  return items(spec['metrics']).flatMap((item, index) => {
    const resource = record(record(item)['resource']);
    const name = text(resource['name']);
    if (name === undefined || record(resource['target'])['type'] !== 'Utilization') return [];
    return [{ name, pointer: `/spec/metrics/${index}/resource/name` }];
  });
}

/** The first container without a request for a resource; a limit stands for the request, and so does one of the pod. */
function containerWithout(template: PodTemplate, resource: string): string | undefined {
  if (asks(template.spec['resources'], resource)) return undefined;
  const container = template.containers.find(
    ({ list, value }) => list === 'containers' && !asks(value['resources'], resource),
  );
  return container?.name;
}

function asks(resources: JsonValue | undefined, resource: string): boolean {
  const { requests, limits } = record(resources);
  return record(requests)[resource] !== undefined || record(limits)[resource] !== undefined;
}
