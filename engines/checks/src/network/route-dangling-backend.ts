import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { routeBackends } from './gateway-reading.ts';

export default defineCheck({
  id: 'network-route-dangling-backend',
  version: 1,
  title: 'Route leads to a Service that does not exist',
  severity: 'low',
  why: 'The host stays published with nothing behind it; whoever creates a Service of that name in the namespace gets its users.',
  attack:
    'Someone who may create Services in the namespace serves a page of their own under a trusted host and certificate.',
  remedy: 'Correct the name of the Service, or delete the rule.',
  references: ['https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional'],
  techniques: ['T1036'],
  scope: 'cluster',
  needs: ['Service'],
  appliesTo: [
    'HTTPRoute.gateway.networking.k8s.io',
    'GRPCRoute.gateway.networking.k8s.io',
    'TLSRoute.gateway.networking.k8s.io',
    'TCPRoute.gateway.networking.k8s.io',
    'UDPRoute.gateway.networking.k8s.io',
  ],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] =>
    routeBackends(resource)
      .filter(
        ({ group, kind, namespace, name }) =>
          group === '' && kind === 'Service' && !lookup.get('Service', namespace, name),
      )
      .map(({ pointer, namespace, name }) => ({
        pointer: `${pointer}/name`,
        value: name,
        message: `${resource.ref.kind} "${resource.name}" leads to Service "${name}", which does not exist in namespace "${namespace}".`,
      })),
  repair: { kind: 'none', reason: 'Which Service was meant is not known from the objects.' },
});
