import { type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';
import { valueText } from '../network/value-text.ts';
import { allowedDisruptions, fewestPods, workloadsUnder } from './disruption-budgets.ts';

export default defineCheck({
  id: 'availability-budget-blocks-eviction',
  version: 1,
  title: 'PodDisruptionBudget lets no pod be evicted',
  severity: 'medium',
  why: 'Nodes with such pods cannot be drained: upgrades and security patches of the nodes hang, or somebody deletes the pods by force.',
  attack:
    'A node with a known flaw, or under the control of an attacker, stays in service because it cannot be emptied.',
  remedy: 'Set maxUnavailable to 1 or more, or minAvailable below the number of replicas.',
  accept: 'Workloads whose operator moves them itself before a node is drained.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget'],
  techniques: ['T1499'],
  appliesTo: ['PodDisruptionBudget.policy'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const spec = record(resource.object['spec']);
    const field = spec['maxUnavailable'] === undefined ? 'minAvailable' : 'maxUnavailable';
    const value = spec[field];
    if (value === undefined) return none;
    const pods = fewestPods(workloadsUnder(resource, lookup), lookup);
    // Without known pods only zero and a hundred per cent tell for sure.
    const allowed = allowedDisruptions(resource, pods === 0 ? enough : pods);
    if (allowed === undefined || allowed > 0) return none;
    return [
      {
        pointer: `/spec/${field}`,
        value,
        message: `PodDisruptionBudget "${resource.name}" lets none of its pods be evicted (${field} ${valueText(value)}${pods === 0 ? '' : ` of ${pods}`}).`,
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

const enough = 1_000_000;
