import { matchesHost } from '@bulwark/certificates';
import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { nameOf } from './certificate-text.ts';
import { servedCertificates, servingKinds } from './served-certificates.ts';

export default defineCheck({
  id: 'cert-host-mismatch',
  version: 1,
  title: 'Certificate does not cover the host it is served for',
  severity: 'medium',
  why: 'Clients of that host get a certificate for another name, or one that the controller made up, and refuse the connection or show a warning.',
  attack:
    "Users who are used to the warning accept the attacker's certificate; clients with verification off notice nothing.",
  remedy: 'Have the certificate issued for the host too, or name the Secret that has the right one.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    'https://www.rfc-editor.org/rfc/rfc9525',
  ],
  techniques: [],
  appliesTo: servingKinds,
  find: (resource: Resource, { lookup }: CheckContext) => {
    const seen = new Set<string>();
    return servedCertificates(resource, lookup).flatMap(({ hosts, leaf, secret, alternatives }) =>
      hosts
        .filter(({ host, pointer }) => {
          const isFirst = !seen.has(pointer);
          seen.add(pointer);
          return isFirst && !alternatives.some((certificate) => matchesHost(certificate, host));
        })
        .map(({ host, pointer }) => ({
          pointer,
          value: host,
          message: `Host "${host}" is served with Secret "${secret.name}", whose certificate ${nameOf(leaf)} does not cover it.`,
          context: [{ resource: secret.ref, pointer: '' }],
        })),
    );
  },
  repair: { kind: 'none', reason: 'A certificate for the host has to be issued, or the right Secret named.' },
});
