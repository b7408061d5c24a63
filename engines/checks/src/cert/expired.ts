import type { Certificate } from '@bulwark/certificates';
import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { certificateKinds, sourceProblems } from './certificate-sources.ts';
import { dayOf, nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-expired',
  version: 1,
  title: 'Certificate has expired',
  severity: 'high',
  why: 'Clients refuse an expired certificate, and webhooks, API services and mutual TLS that rest on one stop, or were told to check nothing so that they go on.',
  attack:
    'People who are used to the warning accept a forged certificate too; clients told to skip verification accept any.',
  remedy:
    'Renew the certificate, and let something renew it in time from then on (cert-manager, the CA of your cloud).',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/certificates/',
    'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  ],
  techniques: [],
  appliesTo: certificateKinds,
  find: (resource: Resource, { lookup, at }: CheckContext) =>
    sourceProblems(resource, lookup, ({ role, place, certificates }) => {
      const isExpired = ({ notAfter }: Certificate) => notAfter < at;
      // A bundle serves as long as one of its certificates does.
      const found = role === 'chain' || certificates.every(isExpired) ? certificates.find(isExpired) : undefined;
      return found && `${place} holds certificate ${nameOf(found)}, which expired on ${dayOf(found.notAfter)}.`;
    }),
  repair: { kind: 'none', reason: 'A new certificate has to be issued by its CA.' },
});
