import { items, type Resource, record, text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';

export default defineCheck({
  id: 'network-reference-grant-broad',
  version: 1,
  title: 'ReferenceGrant opens every Secret or Service of a namespace',
  severity: 'medium',
  why: 'An entry of `to` without a name grants all objects of its kind, those added later too.',
  attack:
    'Whoever may write Gateways or routes in the trusted namespace uses each certificate, or publishes each Service, of this one.',
  remedy: 'Name the object in `to`.',
  references: ['https://gateway-api.sigs.k8s.io/api-types/referencegrant/'],
  techniques: ['T1552.007'],
  appliesTo: ['ReferenceGrant.gateway.networking.k8s.io'],
  find: (resource: Resource) =>
    items(record(resource.object['spec'])['to']).flatMap((item, index) => {
      const to = record(item);
      if (text(to['name']) || text(to['group'])) return [];
      const kind = text(to['kind']);
      if (kind !== 'Secret' && kind !== 'Service') return [];
      return [
        {
          pointer: `/spec/to/${index}/name`,
          message: `ReferenceGrant "${resource.name}" grants every ${kind} of namespace "${resource.namespace}".`,
        },
      ];
    }),
  repair: { kind: 'none', reason: 'Which object is meant is not known from the grant.' },
});
