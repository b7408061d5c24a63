import { items, type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { endsTlsElsewhere, isCoveredByTls, rulesOfIngress } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-host-without-tls',
  version: 1,
  title: 'Ingress has TLS, but not for this host',
  severity: 'medium',
  why: 'The controller serves a host that no entry of spec.tls names over HTTP, or with its own default certificate, while the Ingress looks protected.',
  attack:
    'Whoever sits on the way reads and changes what is sent to this host; users get used to certificate warnings.',
  remedy: 'Add the host to the entry whose certificate is valid for it.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  techniques: ['T1552'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => {
    if (items(record(resource.object['spec'])['tls']).length === 0 || endsTlsElsewhere(resource)) return none;
    return rulesOfIngress(resource)
      .filter((rule) => rule.host !== undefined && !isCoveredByTls(resource, rule.host))
      .map((rule) => ({
        pointer: `${rule.pointer}/host`,
        value: rule.host ?? '',
        message: `Ingress "${resource.name}" has TLS, but no entry of it names host ${rule.host}.`,
      }));
  },
  repair: {
    kind: 'none',
    reason: 'Whether one of the certificates is valid for the host is not known from the objects.',
  },
});
