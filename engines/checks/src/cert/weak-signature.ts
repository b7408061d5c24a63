import type { Certificate } from '@bulwark/certificates';
import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { certificateKinds, sourceProblems } from './certificate-sources.ts';
import { nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-weak-signature',
  version: 1,
  title: 'Certificate is signed with a broken hash',
  severity: 'medium',
  why: 'For SHA-1 and MD5 two texts with the same hash can be made, so a signature on one certificate also fits a forged one. Go, on which Kubernetes stands, refuses SHA-1 signatures.',
  attack: 'The attacker has a harmless certificate signed and moves the signature to one for a name of their choice.',
  remedy: 'Have it issued again with SHA-256 or better.',
  references: ['https://shattered.io', 'https://go.dev/doc/go1.18#sha1'],
  techniques: [],
  appliesTo: certificateKinds,
  find: (resource: Resource, { lookup }: CheckContext) =>
    sourceProblems(resource, lookup, ({ role, place, certificates }) => {
      const found = certificates.find((certificate) => isBroken(certificate, role));
      return found && `${place} holds certificate ${nameOf(found)}, which is signed with ${found.signatureAlgorithm}.`;
    }),
  repair: { kind: 'none', reason: 'A new certificate has to be issued by its CA.' },
});

/** Nobody checks the signature of a root on itself: it is trusted because it is in the bundle. */
function isBroken({ signatureAlgorithm, selfSigned, isCA }: Certificate, role: 'chain' | 'bundle'): boolean {
  if (selfSigned && (isCA || role === 'bundle')) return false;
  return /md2|md5|sha1(?!\d)/i.test(signatureAlgorithm.replace('-', ''));
}
