import type { Certificate } from '@bulwark/certificates';
import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { type CertificateSource, certificateKinds, sourceProblems } from './certificate-sources.ts';
import { day, dayOf, nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-expiring',
  version: 1,
  title: 'Certificate expires soon',
  severity: 'medium',
  why: 'On that day clients refuse it, and webhooks, API services and mutual TLS that rest on it stop.',
  attack: 'In the rush of an outage verification is switched off, and then any certificate is accepted.',
  remedy:
    'Renew the certificate, and let something renew it in time from then on (cert-manager, the CA of your cloud).',
  accept: 'Certificates that something renews, and of which this is known.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/certificates/',
    'https://cert-manager.io/docs/usage/certificate/#reissuance-triggered-by-expiry-renewal',
  ],
  techniques: [],
  parameters: {
    days: {
      default: 30,
      about: 'Days before its end from which a certificate is reported; of short-lived ones the last third.',
    },
  },
  appliesTo: certificateKinds,
  find: (resource: Resource, { lookup, at, parameters }: CheckContext) =>
    sourceProblems(resource, lookup, (source) => {
      const days = Number(parameters['days']);
      const first = firstToEnd(source, at);
      if (first === undefined || first.notAfter - at > warningBefore(first, days * day)) return undefined;
      return `${source.place} holds certificate ${nameOf(first)}, which expires on ${dayOf(first.notAfter)}.`;
    }),
  repair: { kind: 'none', reason: 'A new certificate has to be issued by its CA.' },
});

/** The certificate with which the source stops to work; undefined where it does not work now. */
function firstToEnd({ role, certificates }: CertificateSource, at: number): Certificate | undefined {
  const valid = certificates.filter(({ notAfter }) => notAfter >= at);
  if (valid.length === 0 || (role === 'chain' && valid.length < certificates.length)) return undefined;
  const sign = role === 'chain' ? 1 : -1;
  return valid.reduce((first, other) => ((other.notAfter - first.notAfter) * sign < 0 ? other : first));
}

/** Certificates that live for days are renewed within days: theirs is no warning before the last third. */
function warningBefore({ notBefore, notAfter }: Certificate, most: number): number {
  return Math.min(most, (notAfter - notBefore) / 3);
}
