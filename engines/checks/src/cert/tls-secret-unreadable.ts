import type { Resource } from '@bulwark/model';
import { pointer } from '@bulwark/text';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { entriesOf } from '../secret/entries-of.ts';
import { certificateSources } from './certificate-sources.ts';

export default defineCheck({
  id: 'cert-tls-secret-unreadable',
  version: 1,
  title: 'TLS Secret holds no certificate that can be read',
  severity: 'medium',
  why: 'What uses the Secret cannot serve with it and falls back: an ingress controller to a certificate that no client trusts.',
  attack: "Users learn to accept the warning, and then do so for the attacker's certificate as well.",
  remedy: 'Put the certificate in PEM, with its intermediate certificates behind it, into `tls.crt`.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets'],
  techniques: [],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    if (resource.object['type'] !== 'kubernetes.io/tls') return none;
    const entry = entriesOf(resource, lookup).find(({ key }) => key === 'tls.crt');
    // Without a value it is secret-missing-key's; without a digest it was never read.
    if (entry === undefined || entry.bytes === 0 || entry.digest === '' || entry.unresolved) return none;
    const at = pointer(`/${entry.field}`, 'tls.crt');
    if (certificateSources(resource, lookup).some((source) => source.pointer === at)) return none;
    return [
      { pointer: at, message: `Key "tls.crt" of TLS Secret "${resource.name}" holds no certificate that can be read.` },
    ];
  },
  repair: { kind: 'none', reason: 'The certificate has to come from its CA.' },
});
