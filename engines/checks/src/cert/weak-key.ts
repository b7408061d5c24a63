import type { PublicKey } from '@bulwark/certificates';
import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { certificateKinds, sourceProblems } from './certificate-sources.ts';
import { nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-weak-key',
  version: 1,
  title: 'Certificate has a weak key',
  severity: 'medium',
  why: 'RSA below 2048 bits, elliptic curves below 256 bits and DSA are below what standards and clients accept, and within reach of a determined attacker.',
  attack: 'From the public key the private one is computed; with that the attacker is the server, or the CA.',
  remedy: 'Issue the certificate for a new key: ECDSA P-256, Ed25519, or RSA with at least 2048 bits.',
  references: [
    'https://csrc.nist.gov/pubs/sp/800/131/a/r2/final',
    'https://cabforum.org/working-groups/server/baseline-requirements/documents/',
  ],
  techniques: [],
  appliesTo: certificateKinds,
  find: (resource: Resource, { lookup }: CheckContext) =>
    sourceProblems(resource, lookup, ({ place, certificates }) => {
      const found = certificates.find(({ key }) => flawOf(key) !== undefined);
      return found && `${place} holds certificate ${nameOf(found)} with a weak key: ${flawOf(found.key)}.`;
    }),
  repair: { kind: 'none', reason: 'A new key has to be made and a certificate issued for it.' },
});

function flawOf({ type, bits = Number.POSITIVE_INFINITY }: PublicKey): string | undefined {
  if (type === 'dsa') return 'DSA';
  if ((type === 'rsa' || type === 'rsa-pss') && bits < 2048) return `RSA with ${bits} bits`;
  return type === 'ec' && bits < 256 ? `a curve of ${bits} bits` : undefined;
}
