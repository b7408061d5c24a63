import { integer, type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'availability-autoscaler-single-replica',
  version: 1,
  title: 'Autoscaler goes down to a single pod',
  severity: 'low',
  why: 'In quiet hours one pod is left, and its restart, node failure or eviction is an outage.',
  attack: 'Crashing or evicting one pod takes the service down until another one has started.',
  remedy: 'Set minReplicas to 2 or more.',
  accept: 'Services whose short outage does no harm.',
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  techniques: ['T1499'],
  appliesTo: ['HorizontalPodAutoscaler.autoscaling'],
  find: (resource: Resource) => {
    const spec = record(resource.object['spec']);
    const fewest = integer(spec['minReplicas']);
    if ((fewest ?? 1) > 1 || (integer(spec['maxReplicas']) ?? 0) < 2) return none;
    return [
      {
        pointer: '/spec/minReplicas',
        ...(fewest === undefined ? {} : { value: fewest }),
        message: `HorizontalPodAutoscaler "${resource.name}" goes down to ${fewest === 0 ? 'no pod' : 'a single pod'}.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'keep at least two pods',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, 2)],
  },
});
