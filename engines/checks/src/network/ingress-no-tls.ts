import { items, type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { endsTlsElsewhere } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-no-tls',
  version: 1,
  title: 'Ingress without TLS',
  severity: 'medium',
  why: 'Without an entry in spec.tls the controller serves the hosts over HTTP only: passwords, cookies and data cross the network in the clear.',
  attack: 'Whoever sits on the way, in the same network or at a provider, reads sessions and changes answers.',
  remedy: 'Add spec.tls with the hosts and a Secret with the certificate, for example one that cert-manager renews.',
  accept: 'An Ingress of an internal controller behind a load balancer that ends TLS itself.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  techniques: ['T1552'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => {
    if (items(record(resource.object['spec'])['tls']).length > 0 || endsTlsElsewhere(resource)) return none;
    return [
      { pointer: '/spec/tls', message: `Ingress "${resource.name}" has no TLS: its hosts are served in the clear.` },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'The Secret with the certificate has to be named, and it is not known from the objects.',
  },
});
