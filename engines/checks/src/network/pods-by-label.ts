import { matchesSelector, type Resource, record, selectsEverything } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Lookup } from '../lookup.ts';
import { pairText } from './label-index.ts';

/** The workloads of a namespace that may have pods with these labels: a superset of those that do. */
export function workloadsLabelled(lookup: Lookup, namespace: string, labels: JsonObject): readonly Resource[] {
  const [pair] = Object.entries(labels);
  if (pair === undefined) return lookup.workloads(namespace);
  return workloadsByPair(lookup, namespace).get(pairText(pair[0], pair[1])) ?? [];
}

/** Whether some pod of a namespace matches a LabelSelector; an empty one is taken to. */
export function hasPodMatching(lookup: Lookup, namespace: string, selector: JsonValue | undefined): boolean {
  if (selectsEverything(selector)) return true;
  return workloadsLabelled(lookup, namespace, record(record(selector)['matchLabels'])).some((workload) =>
    workload.templates.some((template) => matchesSelector(selector, template.labels) === true),
  );
}

function workloadsByPair(lookup: Lookup, namespace: string): ReadonlyMap<string, readonly Resource[]> {
  return lookup.derive('workloads-by-label', namespace, (read) => {
    const byPair = new Map<string, Resource[]>();
    for (const workload of read.workloads(namespace)) {
      for (const { labels } of workload.templates) {
        for (const key of Object.keys(labels)) addTo(byPair, pairText(key, labels[key]), workload);
      }
    }
    return byPair;
  });
}

function addTo(byPair: Map<string, Resource[]>, pair: string, workload: Resource): void {
  const known = byPair.get(pair);
  if (known === undefined) byPair.set(pair, [workload]);
  else if (known.at(-1) !== workload) known.push(workload);
}
