import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { budgetsSelecting } from './disruption-budgets.ts';
import { fewestReplicas, scaledKinds } from './scaling.ts';

export default defineCheck({
  id: 'availability-no-disruption-budget',
  version: 1,
  title: 'Replicated workload without a PodDisruptionBudget',
  severity: 'low',
  why: 'Draining nodes, for an upgrade or by the autoscaler, may evict all replicas at once: nothing says how many must stay.',
  attack: 'Someone who may evict pods, or makes nodes drain, takes all replicas down together.',
  remedy: 'Add a PodDisruptionBudget that selects the pods, for example with maxUnavailable 1.',
  accept: 'Workloads whose short outage does no harm.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  techniques: ['T1499'],
  appliesTo: scaledKinds,
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const [template] = resource.templates;
    if (template === undefined) return none;
    const replicas = fewestReplicas(resource, lookup);
    if (replicas < 2 || budgetsSelecting(lookup, resource.namespace, template.labels).length > 0) return none;
    return [
      {
        pointer: '/spec/template/metadata/labels',
        message: `No PodDisruptionBudget selects the ${replicas} pods of ${resource.ref.kind} "${resource.name}": a drain may evict all of them at once.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'The fix is a PodDisruptionBudget, an object of its own.' },
});
