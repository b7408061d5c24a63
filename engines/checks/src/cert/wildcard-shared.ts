import type { Certificate } from '@bulwark/certificates';
import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { certificateSources } from './certificate-sources.ts';

export default defineCheck({
  id: 'cert-wildcard-shared',
  version: 1,
  title: 'Wildcard certificate is kept in several namespaces',
  severity: 'low',
  why: 'Its key serves every host of the domain. Each copy is one more place from which it can be taken, and the least guarded namespace decides for all.',
  attack: "With the Secrets of one team's namespace the attacker passes for every host of the domain.",
  remedy:
    'Give each namespace a certificate for its own hosts, or serve the domain by one Gateway that alone has the wildcard.',
  accept: 'Namespaces that the same people administer.',
  references: ['https://gateway-api.sigs.k8s.io/guides/tls/', 'https://cert-manager.io/docs/usage/gateway/'],
  techniques: ['T1552.007'],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    certificateSources(resource, lookup).flatMap(({ role, place, pointer, certificates: [leaf] }) => {
      const wildcard = role === 'chain' ? leaf?.dnsNames.find((name) => name.startsWith('*.')) : undefined;
      if (leaf === undefined || wildcard === undefined) return [];
      const others = namespacesOf(leaf, lookup).filter((namespace) => namespace !== resource.namespace);
      if (others.length === 0) return [];
      const where = others.length > 1 ? `${others.length} other namespaces` : `namespace "${others[0] ?? ''}"`;
      return [
        { pointer, message: `${place} holds the certificate for "${wildcard}", which is also kept in ${where}.` },
      ];
    }),
  repair: { kind: 'none', reason: 'Certificates for single hosts have to be issued first.' },
});

function namespacesOf(leaf: Certificate, lookup: Lookup): readonly string[] {
  return lookup.derive('namespaces by wildcard certificate', '', namespacesByCertificate).get(identityOf(leaf)) ?? [];
}

function namespacesByCertificate(lookup: Lookup): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const secret of lookup.list('Secret')) {
    for (const {
      role,
      certificates: [leaf],
    } of certificateSources(secret, lookup)) {
      if (role !== 'chain' || !leaf?.dnsNames.some((name) => name.startsWith('*.'))) continue;
      const namespaces = found.get(identityOf(leaf));
      if (namespaces === undefined) found.set(identityOf(leaf), [secret.namespace]);
      else if (!namespaces.includes(secret.namespace)) namespaces.push(secret.namespace);
    }
  }
  return found;
}

/** Issuer and serial number tell certificates apart (RFC 5280 section 4.1.2.2). */
function identityOf({ issuer, serial }: Certificate): string {
  return `${serial} ${issuer}`;
}
