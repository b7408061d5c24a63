import { items, own, type Resource, record, text } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { parseAddress } from './cidr.ts';
import { isLinkLocalOrLoopback, isMetadataHost } from './metadata-addresses.ts';
import { hasSelector } from './service-selection.ts';

export default defineCheck({
  id: 'network-endpoints-foreign-address',
  version: 1,
  title: 'Endpoints written by hand lead to another namespace, a node or the metadata service',
  severity: 'high',
  why: 'Ingress controllers and load balancers forward to the addresses they find in endpoints: written by hand they lead around the NetworkPolicies of another namespace (CVE-2021-25740).',
  attack:
    'Whoever may write endpoints in one namespace publishes the pods of another one, the kubelet or the credentials of the node.',
  remedy: 'Let a selector find the pods; take the right to write Endpoints and EndpointSlices from users.',
  references: ['https://github.com/kubernetes/kubernetes/issues/103675'],
  techniques: ['T1190', 'T1552'],
  appliesTo: ['EndpointSlice.discovery.k8s.io', 'Endpoints'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    if (isWrittenByController(resource, lookup)) return none;
    return addressesOf(resource).flatMap(({ pointer, address }): readonly Problem[] => {
      const what = foreign(address, resource.namespace, lookup);
      if (what === undefined) return none;
      return [
        {
          pointer,
          value: address,
          message: `${resource.ref.kind} "${resource.name}" was written by hand and leads to ${address}, ${what}.`,
        },
      ];
    });
  },
  repair: { kind: 'none', reason: 'Where the Service is meant to lead is not known from the objects.' },
});

const controllers: ReadonlySet<string> = new Set([
  'endpointslice-controller.k8s.io',
  'endpointslicemirroring-controller.k8s.io',
]);

function isWrittenByController(resource: Resource, lookup: Lookup): boolean {
  // The API server writes the endpoints of its own Service.
  if (resource.namespace === 'default' && resource.name === 'kubernetes') return true;
  if (controllers.has(text(own(resource.labels, 'endpointslice.kubernetes.io/managed-by')) ?? '')) return true;
  if (resource.kind !== 'Endpoints') return false;
  const service = lookup.get('Service', resource.namespace, resource.name);
  return service !== undefined && hasSelector(service);
}

interface EndpointAddress {
  readonly pointer: string;
  readonly address: string;
}

function addressesOf(resource: Resource): readonly EndpointAddress[] {
  if (resource.kind === 'Endpoints') {
    return items(resource.object['subsets']).flatMap((subset, index) => [
      ...subsetAddresses(record(subset), 'addresses', index),
      ...subsetAddresses(record(subset), 'notReadyAddresses', index),
    ]);
  }
  return items(resource.object['endpoints']).flatMap((endpoint, index) =>
    items(record(endpoint)['addresses']).flatMap((value, position) =>
      entry(`/endpoints/${index}/addresses/${position}`, value),
    ),
  );
}

function subsetAddresses(subset: JsonObject, list: string, index: number): readonly EndpointAddress[] {
  return items(subset[list]).flatMap((value, position) =>
    entry(`/subsets/${index}/${list}/${position}/ip`, record(value)['ip']),
  );
}

function entry(pointer: string, value: JsonValue | undefined): readonly EndpointAddress[] {
  return typeof value === 'string' ? [{ pointer, address: value }] : [];
}

function foreign(address: string, namespace: string, lookup: Lookup): string | undefined {
  if (isMetadataHost(address)) return 'the cloud metadata service';
  const parsed = parseAddress(address);
  if (parsed && isLinkLocalOrLoopback(parsed)) return 'an address of the node itself';
  const owner = owners(lookup).get(address);
  if (owner === undefined || owner.namespace === namespace) return undefined;
  return owner.kind === 'Node' ? `node "${owner.name}"` : `pod "${owner.name}" of namespace "${owner.namespace}"`;
}

/** Who has which address, as their status says. Pods on the network of their node have the address of the node. */
function owners(lookup: Lookup): ReadonlyMap<string, Resource> {
  return lookup.derive('address-owners', '', (read) => {
    const pods = read.list('Pod').filter((pod) => record(pod.object['spec'])['hostNetwork'] !== true);
    const nodes = read.list('Node');
    return new Map([
      ...pods.flatMap((pod) => claims(pod, 'podIPs', 'ip')),
      ...nodes.flatMap((node) => claims(node, 'addresses', 'address')),
    ]);
  });
}

function claims(owner: Resource, list: string, key: string): readonly (readonly [string, Resource])[] {
  return items(record(owner.object['status'])[list]).flatMap((item) => {
    const address = text(record(item)[key]);
    return address ? [[address, owner] as const] : [];
  });
}
