import { items, type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { type Backend, backendsOf } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-dangling-backend',
  version: 2,
  title: 'Ingress leads to a Service or port that does not exist',
  severity: 'low',
  why: 'The host stays published with nothing behind it; whoever creates a Service of that name in the namespace gets its users.',
  attack:
    'Someone who may create Services in the namespace serves a page of their own under a trusted host and certificate.',
  remedy: 'Correct the name of the Service or its port, or delete the rule.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource'],
  techniques: ['T1036'],
  scope: 'cluster',
  needs: ['Service'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    backendsOf(resource).flatMap((backend): readonly Problem[] => {
      const service = lookup.get('Service', resource.namespace, backend.service);
      if (service === undefined) return [withoutService(resource, backend)];
      return hasPort(service, backend.port) ? none : [withoutPort(resource, backend)];
    }),
  repair: { kind: 'none', reason: 'Which Service or port was meant is not known from the objects.' },
});

function withoutService(ingress: Resource, { service, pointer }: Backend): Problem {
  return {
    pointer,
    value: service,
    message: `Ingress "${ingress.name}" leads to Service "${service}", which does not exist in namespace "${ingress.namespace}".`,
  };
}

function withoutPort(ingress: Resource, { service, port, portPointer }: Backend): Problem {
  return {
    pointer: portPointer,
    ...(port === undefined ? {} : { value: port }),
    message: `Ingress "${ingress.name}" leads to port ${String(port)} of Service "${service}", which has no such port.`,
  };
}

/** A Service without ports of its own (ExternalName) has whatever its target has. */
function hasPort(service: Resource, port: Backend['port']): boolean {
  const ports = items(record(service.object['spec'])['ports']).map(record);
  return port === undefined || ports.length === 0 || ports.some((one) => one['port'] === port || one['name'] === port);
}
