import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { scaledKinds, targetOf } from './scaling.ts';

export default defineCheck({
  id: 'availability-autoscaler-target-missing',
  version: 1,
  title: 'Autoscaler scales a workload that does not exist',
  severity: 'low',
  why: 'The workload that it was made for keeps a fixed number of pods: a rise in load is not met.',
  attack: 'A modest flood of requests is enough to overload the service.',
  remedy: 'Correct scaleTargetRef, or delete the autoscaler.',
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  techniques: ['T1499'],
  scope: 'cluster',
  needs: scaledKinds,
  appliesTo: ['HorizontalPodAutoscaler.autoscaling'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const target = targetOf(resource);
    if (target === undefined || !known.has(target.kind)) return none;
    if (lookup.get(target.kind, resource.namespace, target.name)) return none;
    const kind = target.kind.slice(0, target.kind.indexOf('.'));
    return [
      {
        pointer: '/spec/scaleTargetRef/name',
        value: target.name,
        message: `HorizontalPodAutoscaler "${resource.name}" scales ${kind} "${target.name}", which does not exist in namespace "${resource.namespace}".`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which workload was meant is not known from the objects.' },
});

const known: ReadonlySet<string> = new Set(scaledKinds);
