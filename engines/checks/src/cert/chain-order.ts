import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { certificateSources } from './certificate-sources.ts';
import { nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-chain-order',
  version: 1,
  title: 'Certificate chain does not fit together',
  severity: 'low',
  why: 'Behind each certificate the one of its issuer has to follow. Some clients repair another order, others refuse the connection, so that it works here and fails there.',
  attack: 'None by itself; clients that fail are often told to verify nothing.',
  remedy: 'Put the server certificate first and each issuer behind the certificate that it signed; leave the root out.',
  references: ['https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2'],
  techniques: [],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    certificateSources(resource, lookup).flatMap(({ role, place, pointer, certificates }) => {
      const index = role === 'chain' && !certificates[0]?.isCA ? gapOf(certificates) : -1;
      const certificate = certificates[index];
      if (certificate === undefined) return [];
      return [
        { pointer, message: `${place}: certificate ${nameOf(certificate)} is not followed by that of its issuer.` },
      ];
    }),
  repair: {
    kind: 'none',
    reason: 'The missing certificate is with the CA, and the order has to be checked by the signatures.',
  },
});

/** The first certificate whose successor is another than its issuer; -1 where all fit. */
function gapOf(certificates: readonly { readonly issuer: string; readonly subject: string }[]): number {
  return certificates.findIndex(({ issuer }, index) => {
    const next = certificates[index + 1];
    return next !== undefined && next.subject !== issuer;
  });
}
