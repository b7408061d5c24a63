import { integer, type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'availability-autoscaler-cannot-scale',
  version: 1,
  title: 'Autoscaler cannot scale',
  severity: 'low',
  why: 'With maxReplicas no greater than minReplicas the number of pods is fixed, or the object is refused: a rise in load is not met.',
  attack: 'A modest flood of requests is enough to overload the service.',
  remedy: 'Set maxReplicas above minReplicas, or delete the autoscaler.',
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  techniques: ['T1499'],
  appliesTo: ['HorizontalPodAutoscaler.autoscaling'],
  find: (resource: Resource) => {
    const spec = record(resource.object['spec']);
    const fewest = integer(spec['minReplicas']) ?? 1;
    const most = integer(spec['maxReplicas']);
    if (most === undefined || most > fewest) return none;
    const what = most < fewest ? 'which the API server refuses' : 'so it never scales';
    return [
      {
        pointer: '/spec/maxReplicas',
        value: most,
        message: `HorizontalPodAutoscaler "${resource.name}" has maxReplicas ${most} and minReplicas ${fewest}, ${what}.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'How many pods the cluster can carry is not known from the objects.' },
});
