import { items, type Resource, record } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { type Listener, listenersOf } from './gateway-reading.ts';

export default defineCheck({
  id: 'network-gateway-tls-incomplete',
  version: 1,
  title: 'TLS listener of a Gateway has no certificate',
  severity: 'medium',
  why: 'A listener that ends TLS without a certificate is not programmed: clients get nothing there, and fall back to a listener in the clear.',
  attack: 'Users who cannot connect over HTTPS use HTTP, where whoever sits on the way reads along.',
  remedy: 'Name the Secret with the certificate in tls.certificateRefs.',
  references: ['https://gateway-api.sigs.k8s.io/guides/tls/'],
  techniques: ['T1552'],
  appliesTo: ['Gateway.gateway.networking.k8s.io'],
  find: (resource: Resource) =>
    listenersOf(resource)
      .filter(lacksCertificate)
      .map((listener) => ({
        pointer: `${listener.pointer}/tls/certificateRefs`,
        message: `Gateway "${resource.name}" ends TLS at listener "${listener.name}" without a certificate.`,
      })),
  repair: {
    kind: 'none',
    reason: 'The Secret with the certificate has to be named, and it is not known from the objects.',
  },
});

function lacksCertificate({ protocol, value }: Listener): boolean {
  if (protocol !== 'HTTPS' && protocol !== 'TLS') return false;
  const tls = record(value['tls']);
  if (tls['mode'] === 'Passthrough' || items(tls['certificateRefs']).length > 0) return false;
  // Implementations take their own certificates by options, such as a managed certificate of the cloud.
  return Object.keys(record(tls['options'])).length === 0;
}
