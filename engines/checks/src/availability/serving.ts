import { items, type Resource, record, text } from '@bulwark/model';
import type { Lookup } from '../lookup.ts';
import { servicesSelecting, workloadsOf } from '../network/service-selection.ts';

/** A Service that has no other pods than those of this workload; one that only metrics are read from does not count. */
export function serviceOnlyOn(workload: Resource, lookup: Lookup): Resource | undefined {
  const [template] = workload.templates;
  if (template === undefined) return undefined;
  return servicesSelecting(lookup, workload.namespace, template.labels).find(
    (service) =>
      !isForMetrics(service) && workloadsOf(lookup, service).every((other) => isSame(other, workload, lookup)),
  );
}

/** Whether two objects describe the same pods: a ReplicaSet or Pod and the Deployment that owns it. */
function isSame(other: Resource, workload: Resource, lookup: Lookup): boolean {
  if (other === workload) return true;
  const { kind, name } = lookup.owner(other);
  return name === workload.name && kind === workload.ref.kind;
}

function isForMetrics(service: Resource): boolean {
  const ports = items(record(service.object['spec'])['ports']);
  return ports.length > 0 && ports.every((port) => text(record(port)['name'])?.includes('metrics'));
}
