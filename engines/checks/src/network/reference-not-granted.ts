import { groupOf, items, type Resource, record, text } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { listenersOf, type Reference, referenceOf, routeBackends } from './gateway-reading.ts';

export default defineCheck({
  id: 'network-reference-not-granted',
  version: 1,
  title: 'Gateway or route refers to another namespace that has not granted it',
  severity: 'low',
  why: 'Without a ReferenceGrant in the other namespace the reference has no effect; an implementation that does not check grants would cross the border between namespaces.',
  attack:
    'Where grants are not enforced, whoever may write routes publishes Services, or uses certificates, of other namespaces.',
  remedy: 'Let the owner of the other namespace write a ReferenceGrant for this one object, or remove the reference.',
  references: ['https://gateway-api.sigs.k8s.io/api-types/referencegrant/'],
  techniques: ['T1552.007'],
  scope: 'cluster',
  needs: ['ReferenceGrant.gateway.networking.k8s.io'],
  appliesTo: [
    'Gateway.gateway.networking.k8s.io',
    'HTTPRoute.gateway.networking.k8s.io',
    'GRPCRoute.gateway.networking.k8s.io',
    'TLSRoute.gateway.networking.k8s.io',
    'TCPRoute.gateway.networking.k8s.io',
  ],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] =>
    foreignReferences(resource)
      .filter((reference) => !isGranted(resource, reference, lookup))
      .map((reference) => ({
        pointer: `${reference.pointer}/namespace`,
        value: reference.namespace,
        message: `${resource.ref.kind} "${resource.name}" refers to ${reference.kind} "${reference.name}" of namespace "${reference.namespace}", which no ReferenceGrant there allows.`,
      })),
  repair: { kind: 'none', reason: 'The grant belongs into the other namespace and is for its owner to give.' },
});

function foreignReferences(resource: Resource): readonly Reference[] {
  const references = resource.ref.kind === 'Gateway' ? certificateRefs(resource) : routeBackends(resource);
  return references.filter((reference) => reference.namespace !== resource.namespace);
}

function certificateRefs(gateway: Resource): readonly Reference[] {
  return listenersOf(gateway).flatMap((listener) =>
    items(record(listener.value['tls'])['certificateRefs']).map((item, index) =>
      referenceOf(record(item), `${listener.pointer}/tls/certificateRefs/${index}`, {
        group: '',
        kind: 'Secret',
        namespace: gateway.namespace,
      }),
    ),
  );
}

function isGranted(resource: Resource, reference: Reference, lookup: Lookup): boolean {
  const group = groupOf(resource.ref.apiVersion);
  return lookup.list('ReferenceGrant.gateway.networking.k8s.io', reference.namespace).some((grant) => {
    const spec = record(grant.object['spec']);
    const from = items(spec['from']).map(record);
    const to = items(spec['to']).map(record);
    return (
      from.some(
        (item) =>
          item['group'] === group && item['kind'] === resource.ref.kind && item['namespace'] === resource.namespace,
      ) &&
      to.some(
        (item) =>
          (text(item['group']) ?? '') === reference.group &&
          item['kind'] === reference.kind &&
          (text(item['name']) || reference.name) === reference.name,
      )
    );
  });
}
