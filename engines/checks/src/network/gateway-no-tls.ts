import type { Resource } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { isInsideGateway, listenersOf } from './gateway-reading.ts';

export default defineCheck({
  id: 'network-gateway-no-tls',
  version: 1,
  title: 'Gateway without TLS',
  severity: 'medium',
  why: 'A Gateway whose listeners are all HTTP serves passwords, cookies and data in the clear.',
  attack: 'Whoever sits on the way, in the same network or at a provider, reads sessions and changes answers.',
  remedy: 'Add an HTTPS listener with a certificate, and let the HTTP listener only redirect to it.',
  accept: 'A Gateway inside of the cluster, or behind a load balancer that ends TLS itself.',
  references: ['https://gateway-api.sigs.k8s.io/guides/tls/'],
  techniques: ['T1552'],
  appliesTo: ['Gateway.gateway.networking.k8s.io'],
  find: (resource: Resource) => {
    const listeners = listenersOf(resource);
    const plain = listeners.find((listener) => listener.protocol === 'HTTP');
    if (plain === undefined || isInsideGateway(resource)) return none;
    if (listeners.some((listener) => listener.protocol === 'HTTPS' || listener.protocol === 'TLS')) return none;
    return [
      {
        pointer: `${plain.pointer}/protocol`,
        value: 'HTTP',
        message: `Gateway "${resource.name}" has no listener with TLS: its routes are served in the clear.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'The Secret with the certificate has to be named, and it is not known from the objects.',
  },
});
