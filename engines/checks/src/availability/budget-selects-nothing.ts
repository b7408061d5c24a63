import { type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { workloadsLabelled } from '../network/pods-by-label.ts';
import { selectsLabels } from './disruption-budgets.ts';

export default defineCheck({
  id: 'availability-budget-selects-nothing',
  version: 1,
  title: 'PodDisruptionBudget selects no pod',
  severity: 'low',
  why: 'The pods that the budget was made for may all be evicted at once.',
  attack: 'A drain takes down a service that seems protected.',
  remedy: 'Correct the selector to the labels of the pods, or delete the budget.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  techniques: ['T1499'],
  scope: 'cluster',
  needs: ['Pod'],
  appliesTo: ['PodDisruptionBudget.policy'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const { matchLabels } = record(record(resource.object['spec'])['selector']);
    const selected = workloadsLabelled(lookup, resource.namespace, record(matchLabels)).some((workload) =>
      workload.templates.some((template) => selectsLabels(resource, template.labels)),
    );
    if (selected) return none;
    return [
      {
        pointer: '/spec/selector',
        message: `PodDisruptionBudget "${resource.name}" selects no pod of namespace "${resource.namespace}".`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which pods were meant is not known from the objects.' },
});
