import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { nameOf } from './certificate-text.ts';
import { servedProblems, servingKinds } from './served-certificates.ts';

export default defineCheck({
  id: 'cert-wrong-purpose',
  version: 1,
  title: 'Ingress or Gateway serves with a certificate for another purpose',
  severity: 'medium',
  why: 'The certificate says what it may be used for, and servers are not among it: clients that look, as browsers and Go do, refuse it.',
  attack: 'None by itself; clients that fail are often told to verify nothing.',
  remedy: 'Have it issued with the extended key usage serverAuth.',
  references: ['https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12'],
  techniques: [],
  appliesTo: servingKinds,
  find: (resource: Resource, { lookup }: CheckContext) =>
    servedProblems(resource, lookup, ({ leaf, secret }) => {
      const purposes = leaf.extendedKeyUsage;
      if (purposes === undefined || purposes.includes('serverAuth') || purposes.includes('anyExtendedKeyUsage'))
        return undefined;
      return `${resource.ref.kind} "${resource.name}" serves with Secret "${secret.name}", whose certificate ${nameOf(leaf)} is for ${purposes.join(', ')} only.`;
    }),
  repair: { kind: 'none', reason: 'A certificate with the right usage has to be issued by its CA.' },
});
