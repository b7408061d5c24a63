import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { autoscalerOf, replicasOf, scaledKinds } from './scaling.ts';
import { serviceOnlyOn } from './serving.ts';

export default defineCheck({
  id: 'availability-single-replica',
  version: 1,
  title: 'Service runs on a single pod',
  severity: 'low',
  why: 'With one pod each restart, node failure and eviction is an outage of the Service.',
  attack: 'Crashing or evicting one pod, for example by filling its node, takes the Service down.',
  remedy: 'Run at least two replicas, spread over nodes, or scale by a HorizontalPodAutoscaler with minReplicas 2.',
  accept: 'Applications that cannot run twice, or whose outage does no harm.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/'],
  techniques: ['T1499'],
  appliesTo: scaledKinds,
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    if (replicasOf(resource) !== 1 || autoscalerOf(resource, lookup)) return none;
    const service = serviceOnlyOn(resource, lookup);
    if (service === undefined) return none;
    return [
      {
        pointer: '/spec/replicas',
        message: `${resource.ref.kind} "${resource.name}" runs a single pod, so Service "${service.name}" is down whenever it is.`,
        context: [{ pointer: '/spec/selector', resource: service.ref }],
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'Whether the application may run more than once at a time is not known from the objects.',
  },
});
