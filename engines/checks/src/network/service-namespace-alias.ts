import { type Resource, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'network-service-namespace-alias',
  version: 1,
  title: 'Service is an alias for a Service of another namespace',
  severity: 'low',
  why: 'Ingress controllers follow the alias, so whoever writes Ingresses in this namespace publishes a Service of another one, around the border that namespaces and their NetworkPolicies draw.',
  attack:
    'An attacker with write access to one namespace brings an internal Service of another team, or the API server, to the outside.',
  remedy: 'Let clients use the name of the Service itself; publish it from its own namespace.',
  accept: 'An alias that both teams have agreed on, for clients inside of the cluster.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#externalname'],
  techniques: ['T1190'],
  appliesTo: ['Service'],
  find: (resource: Resource): readonly Problem[] => {
    const spec = record(resource.object['spec']);
    if (spec['type'] !== 'ExternalName') return none;
    const name = text(spec['externalName']) ?? '';
    const target = inCluster.exec(name.toLowerCase());
    const [, service = '', namespace = ''] = target ?? [];
    if (target === null || namespace === resource.namespace) return none;
    const what =
      service === 'kubernetes' && namespace === 'default'
        ? 'the API server'
        : `Service "${service}" of namespace "${namespace}"`;
    return [
      { pointer: '/spec/externalName', value: name, message: `Service "${resource.name}" is an alias for ${what}.` },
    ];
  },
  repair: { kind: 'none', reason: 'Who uses the alias is not known from the objects.' },
});

// web.shop.svc, web.shop.svc.cluster.local, web-0.web.shop.svc.cluster.local
const inCluster = /^(?:[^.]+\.)?([^.]+)\.([^.]+)\.svc(?:\.cluster\.local)?\.?$/;
