import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { certificateKinds, sourceProblems } from './certificate-sources.ts';
import { nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-no-alternative-name',
  version: 1,
  title: 'Server certificate has no subject alternative name',
  severity: 'medium',
  why: 'Clients compare the host with the alternative names only; browsers and Go, and with it all of Kubernetes, ignore the common name. Connections fail unless verification is off.',
  attack: "Clients that had to switch verification off accept any certificate, the attacker's too.",
  remedy: 'Have it issued again with the DNS names or addresses that clients use.',
  references: ['https://www.rfc-editor.org/rfc/rfc9525#section-6.3', 'https://go.dev/doc/go1.15#commonname'],
  techniques: [],
  appliesTo: certificateKinds,
  find: (resource: Resource, { lookup }: CheckContext) =>
    sourceProblems(resource, lookup, ({ role, place, certificates: [leaf] }) => {
      if (role !== 'chain' || leaf?.extendedKeyUsage?.includes('serverAuth') !== true) return undefined;
      if (leaf.dnsNames.length + leaf.ipAddresses.length + leaf.uris.length > 0) return undefined;
      return `${place} holds server certificate ${nameOf(leaf)} without any subject alternative name.`;
    }),
  repair: { kind: 'none', reason: 'A new certificate has to be issued by its CA.' },
});
