import { matchesMap, type Resource, record } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import type { Lookup } from '../lookup.ts';
import { type LabelIndex, labelIndex } from './label-index.ts';
import { workloadsLabelled } from './pods-by-label.ts';

/** The Services of a namespace whose selector matches pods with these labels. */
export function servicesSelecting(lookup: Lookup, namespace: string, labels: JsonObject): readonly Resource[] {
  const index: LabelIndex<Resource> = lookup.derive('services-by-selector', namespace, (read) =>
    labelIndex(
      read
        .list('Service', namespace)
        .filter(hasSelector)
        .map((service) => [record(record(service.object['spec'])['selector']), service] as const),
    ),
  );
  return index.candidates(labels).filter((service) => matchesMap(record(service.object['spec'])['selector'], labels));
}

/** The workloads of its namespace that a Service selects. */
export function workloadsOf(lookup: Lookup, service: Resource): readonly Resource[] {
  if (!hasSelector(service)) return [];
  const { selector } = record(service.object['spec']);
  return workloadsLabelled(lookup, service.namespace, record(selector)).filter((workload) =>
    workload.templates.some((template) => matchesMap(selector, template.labels)),
  );
}

/** Whether a Service finds its pods by labels; else somebody writes its endpoints, or it has none. */
export function hasSelector(service: Resource): boolean {
  for (const _key in record(record(service.object['spec'])['selector'])) return true;
  return false;
}
