import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { entriesOf } from '../secret/entries-of.ts';
import { certificateSources } from './certificate-sources.ts';
import { nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-ca-key-in-secret',
  version: 1,
  title: 'Secret holds the private key of a CA',
  severity: 'medium',
  why: 'Whoever reads the Secret can issue certificates for every name and identity that the CA is trusted for, and nobody sees it.',
  attack:
    'With read access to Secrets of one namespace the attacker makes a certificate for any server or user of that CA.',
  remedy:
    "Keep the key in a KMS or HSM (Vault, a cloud's private CA), or at least in a namespace to which only the issuer has access.",
  accept: 'CAs of cert-manager in a namespace of their own to which only cluster administrators have access.',
  references: [
    'https://cert-manager.io/docs/configuration/ca/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.007', 'T1550'],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    if (!entriesOf(resource, lookup).some(({ privateKey }) => privateKey !== undefined)) return none;
    return certificateSources(resource, lookup).flatMap(({ role, place, pointer, certificates: [first] }) => {
      // CAs that are only trusted stand beside a key as well, in ca.crt; and openssl calls every self-signed one a CA.
      if (role !== 'chain' || !first?.isCA || !first.keyUsage?.includes('keyCertSign')) return [];
      return [{ pointer, message: `${place} is that of CA ${nameOf(first)}, and its private key stands beside it.` }];
    });
  },
  repair: { kind: 'none', reason: 'Moving the key of a CA means changing its issuer, or all that trust it.' },
});
