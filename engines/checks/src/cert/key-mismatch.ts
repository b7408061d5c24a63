import type { Certificate } from '@bulwark/certificates';
import type { Resource, SecretEntry } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { entriesOf } from '../secret/entries-of.ts';
import { certificateSources } from './certificate-sources.ts';
import { nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-key-mismatch',
  version: 1,
  title: 'Private key does not belong to the certificate',
  severity: 'medium',
  why: 'Certificate and key are of different types or sizes, so no server can use them: it keeps an older pair or falls back to a certificate of its own.',
  attack: 'None by itself; users learn to accept the warning that the wrong certificate gives.',
  remedy: 'Put the key that the certificate was issued for beside it, most likely one of the two was renewed alone.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets'],
  techniques: [],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    const key = entriesOf(resource, lookup).find((entry) => entry.key === 'tls.key');
    const source =
      key && certificateSources(resource, lookup).find((candidate) => candidate.pointer.endsWith('/tls.crt'));
    const leaf = source?.certificates[0];
    if (leaf === undefined || key === undefined || fits(leaf, key)) return none;
    const { type = '', bits } = key.privateKey ?? {};
    return [
      {
        pointer: `/${key.field}/tls.key`,
        message: `Secret "${resource.name}" has certificate ${nameOf(leaf)} for ${keyText(leaf.key)} beside a private key of ${keyText({ type, bits })}.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'The right key is with whoever asked for the certificate.' },
});

const known: ReadonlySet<string> = new Set(['rsa', 'ec', 'ed25519', 'ed448', 'dsa']);

function fits({ key }: Certificate, { privateKey }: SecretEntry): boolean {
  if (privateKey === undefined || !known.has(privateKey.type) || !known.has(key.type)) return true;
  if (privateKey.type !== key.type) return false;
  return privateKey.bits === undefined || key.bits === undefined || privateKey.bits === key.bits;
}

function keyText({ type, bits }: { readonly type: string; readonly bits?: number | undefined }): string {
  return bits === undefined ? type.toUpperCase() : `${type.toUpperCase()} with ${bits} bits`;
}
