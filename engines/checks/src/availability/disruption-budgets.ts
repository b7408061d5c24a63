import {
  matchesSelector,
  parseIntOrString,
  type Resource,
  record,
  scaledValue,
  selectsEverything,
} from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';
import type { Lookup } from '../lookup.ts';
import { type LabelIndex, labelIndex } from '../network/label-index.ts';
import { workloadsLabelled } from '../network/pods-by-label.ts';
import { fewestReplicas, scaledKinds } from './scaling.ts';

/** The PodDisruptionBudgets of a namespace that select pods with these labels. */
export function budgetsSelecting(lookup: Lookup, namespace: string, labels: JsonObject): readonly Resource[] {
  const index: LabelIndex<Resource> = lookup.derive('budgets-by-selector', namespace, (read) =>
    labelIndex(
      read
        .list('PodDisruptionBudget.policy', namespace)
        .map((budget) => [record(record(record(budget.object['spec'])['selector'])['matchLabels']), budget] as const),
    ),
  );
  return index.candidates(labels).filter((budget) => selectsLabels(budget, labels));
}

/** Whether a budget selects pods: an empty selector is all of them in policy/v1, none in policy/v1beta1. */
export function selectsLabels(budget: Resource, labels: JsonObject): boolean {
  const { selector } = record(budget.object['spec']);
  if (!isObject(selector)) return false;
  if (budget.ref.apiVersion === 'policy/v1beta1' && selectsEverything(selector)) return false;
  return matchesSelector(selector, labels) === true;
}

/** The Deployments and StatefulSets of its namespace whose pods a budget selects. */
export function workloadsUnder(budget: Resource, lookup: Lookup): readonly Resource[] {
  const { matchLabels } = record(record(budget.object['spec'])['selector']);
  return workloadsLabelled(lookup, budget.namespace, record(matchLabels)).filter(
    (workload) =>
      scaledKinds.includes(workload.kind) &&
      workload.templates.some((template) => selectsLabels(budget, template.labels)),
  );
}

/** How many pods a budget lets go at once when all are healthy; undefined where it sets no bound that can be read. */
export function allowedDisruptions(budget: Resource, pods: number): number | undefined {
  const spec = record(budget.object['spec']);
  const unavailable = parseIntOrString(spec['maxUnavailable']);
  // Both are rounded up, as the disruption controller does.
  if (unavailable) return scaledValue(unavailable, pods, 'up');
  const available = parseIntOrString(spec['minAvailable']);
  const wanted = available && scaledValue(available, pods, 'up');
  return wanted === undefined ? undefined : pods - wanted;
}

/** The pods that workloads run with at least. */
export function fewestPods(workloads: readonly Resource[], lookup: Lookup): number {
  return workloads.reduce((sum, workload) => sum + fewestReplicas(workload, lookup), 0);
}
