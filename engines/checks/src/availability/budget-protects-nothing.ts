import { type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';
import { valueText } from '../network/value-text.ts';
import { allowedDisruptions, fewestPods, workloadsUnder } from './disruption-budgets.ts';

export default defineCheck({
  id: 'availability-budget-protects-nothing',
  version: 1,
  title: 'PodDisruptionBudget lets all pods be evicted at once',
  severity: 'low',
  why: 'A budget without a bound, or with one that covers all pods, protects none of them.',
  attack: 'A drain takes down a service that seems protected.',
  remedy: 'Set maxUnavailable to 1, or minAvailable to what the service needs.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget'],
  techniques: ['T1499'],
  appliesTo: ['PodDisruptionBudget.policy'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const spec = record(resource.object['spec']);
    const field = (spec['minAvailable'] ?? null) === null ? 'maxUnavailable' : 'minAvailable';
    const value = spec[field] ?? undefined;
    const pods = fewestPods(workloadsUnder(resource, lookup), lookup);
    // A single pod is either protected or not, and a drain has to be able to move it.
    if (pods === 1 || (value !== undefined && !coversAll(resource, pods))) return none;
    const what =
      value === undefined ? 'sets neither minAvailable nor maxUnavailable' : `has ${field} ${valueText(value)}`;
    return [
      {
        pointer: `/spec/${field}`,
        ...(value === undefined ? {} : { value }),
        message: `PodDisruptionBudget "${resource.name}" ${what}: all its pods may be evicted at once.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'let one pod at a time be evicted',
    disruption: 'none',
    edits: (problem) =>
      problem.pointer === '/spec/maxUnavailable'
        ? [set(problem.pointer, 1)]
        : [remove(problem.pointer), set('/spec/maxUnavailable', 1)],
  },
});

const many = 1_000_000;

function coversAll(budget: Resource, pods: number): boolean {
  // Without known pods only zero and a hundred per cent tell for sure.
  const total = pods === 0 ? many : pods;
  const allowed = allowedDisruptions(budget, total);
  return allowed !== undefined && allowed >= total;
}
