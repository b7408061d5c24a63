import type { Resource, SecretEntry } from '@bulwark/model';
import { pointer } from '@bulwark/text';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { entriesOf } from './entries-of.ts';

export default defineCheck({
  id: 'secret-weak-private-key',
  version: 1,
  title: 'Private key in a Secret is weak',
  severity: 'medium',
  why: 'RSA keys below 2048 bits, elliptic curves below 224 bits and DSA keys are below what standards accept, and within reach of a determined attacker.',
  attack:
    'From the public half, which every peer sees, the private key is computed; then the attacker is the server or user.',
  remedy: 'Make a new key: Ed25519 or ECDSA P-256, or RSA with at least 3072 bits where those are not supported.',
  references: ['https://csrc.nist.gov/pubs/sp/800/131/a/r2/final'],
  techniques: ['T1552.007'],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    entriesOf(resource, lookup).flatMap((entry) => {
      const flaw = flawOf(entry);
      if (flaw === undefined) return [];
      return [
        {
          pointer: pointer(`/${entry.field}`, entry.key),
          message: `Key "${entry.key}" of Secret "${resource.name}" holds a private key that is weak: ${flaw}.`,
        },
      ];
    }),
  repair: {
    kind: 'none',
    reason: 'A new key pair has to be made, and its public half given to all who know the old one.',
  },
});

function flawOf({ privateKey }: SecretEntry): string | undefined {
  if (privateKey === undefined) return undefined;
  const { type, bits = Number.POSITIVE_INFINITY } = privateKey;
  if (type === 'dsa') return 'DSA';
  if ((type === 'rsa' || type === 'rsa-pss') && bits < 2048) return `RSA with ${bits} bits`;
  return type === 'ec' && bits < 224 ? `a curve of ${bits} bits` : undefined;
}
