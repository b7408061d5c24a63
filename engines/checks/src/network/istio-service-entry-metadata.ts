import { items, type Resource, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { isMetadataHost } from './metadata-addresses.ts';

export default defineCheck({
  id: 'network-istio-service-entry-metadata',
  version: 1,
  title: 'Istio ServiceEntry opens the cloud metadata service to the mesh',
  severity: 'medium',
  why: 'The entry lets each workload of the mesh connect to the metadata service, which hands out the credentials of the node.',
  attack:
    "Code in a pod, or a request that it can be tricked into, fetches the node's credentials and moves on into the cloud account.",
  remedy:
    'Restrict the entry to the workloads that need it (exportTo, workloadSelector), and use workload identity instead.',
  accept: 'Clouds whose metadata service is replaced by one that knows pods, such as GKE with workload identity.',
  references: ['https://istio.io/latest/docs/reference/config/networking/service-entry/'],
  techniques: ['T1552', 'T1528'],
  appliesTo: ['ServiceEntry.networking.istio.io'],
  find: (resource: Resource): readonly Problem[] => {
    const spec = record(resource.object['spec']);
    const named = metadataEntries(resource, 'hosts', spec['hosts']);
    // Host and address of one entry are one door.
    return named.length > 0 ? named : metadataEntries(resource, 'addresses', spec['addresses']);
  },
  repair: { kind: 'none', reason: 'Which workloads need the metadata service is not known from the objects.' },
});

function metadataEntries(entry: Resource, field: string, list: JsonValue | undefined): readonly Problem[] {
  return items(list).flatMap((item, index) => {
    const host = text(item) ?? '';
    if (!isMetadataHost(host.replace(/\/(?:32|128)$/, ''))) return [];
    const message = `ServiceEntry "${entry.name}" lets the mesh connect to the cloud metadata service (${host}).`;
    return [{ pointer: `/spec/${field}/${index}`, value: host, message }];
  });
}
