import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { backendsOf } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-dangling-backend',
  version: 1,
  title: 'Ingress leads to a Service that does not exist',
  severity: 'low',
  why: 'The host stays published with nothing behind it; whoever creates a Service of that name in the namespace gets its users.',
  attack:
    'Someone who may create Services in the namespace serves a page of their own under a trusted host and certificate.',
  remedy: 'Correct the name of the Service, or delete the rule.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource'],
  techniques: ['T1036'],
  scope: 'cluster',
  needs: ['Service'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    backendsOf(resource)
      .filter(({ service }) => lookup.get('Service', resource.namespace, service) === undefined)
      .map(({ service, pointer }) => ({
        pointer,
        value: service,
        message: `Ingress "${resource.name}" leads to Service "${service}", which does not exist in namespace "${resource.namespace}".`,
      })),
  repair: { kind: 'none', reason: 'Which Service was meant is not known from the objects.' },
});
