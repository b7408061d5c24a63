import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { budgetsSelecting, workloadsUnder } from './disruption-budgets.ts';

export default defineCheck({
  id: 'availability-budget-overlap',
  version: 1,
  title: 'Two PodDisruptionBudgets select the same pods',
  severity: 'medium',
  why: 'The API server refuses to evict a pod that more than one budget selects: its node cannot be drained.',
  attack:
    'A node with a known flaw, or under the control of an attacker, stays in service because it cannot be emptied.',
  remedy: 'Keep one budget for each set of pods.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors'],
  techniques: ['T1499'],
  appliesTo: ['PodDisruptionBudget.policy'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const found = new Map<string, Problem>();
    for (const workload of workloadsUnder(resource, lookup)) {
      for (const { labels } of workload.templates) {
        for (const other of budgetsSelecting(lookup, resource.namespace, labels)) {
          // Said once for each pair: by the one that comes later by name.
          if (other.name < resource.name) found.set(other.name, overlap(resource, other, workload));
        }
      }
    }
    return [...found.values()];
  },
  repair: { kind: 'none', reason: 'Which of the two budgets is to stay is not known from the objects.' },
});

function overlap(budget: Resource, other: Resource, workload: Resource): Problem {
  return {
    pointer: '/spec/selector',
    message: `PodDisruptionBudgets "${budget.name}" and "${other.name}" both select the pods of ${workload.ref.kind} "${workload.name}": these cannot be evicted.`,
    context: [{ pointer: '/spec/selector', resource: other.ref }],
  };
}
