import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { certificateKinds, sourceProblems } from './certificate-sources.ts';
import { dayOf, nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-stale-bundle',
  version: 1,
  title: 'CA bundle keeps a certificate that has expired',
  severity: 'info',
  why: 'It does no harm by itself, but shows that old CAs are not taken out of the bundle; one that was replaced since its key leaked would still be trusted.',
  attack: 'A CA that was given up but is still trusted signs for the attacker, or for clients with a wrong clock.',
  remedy: 'Take CAs out of the bundle when they are replaced.',
  references: ['https://cert-manager.io/docs/trust/trust-manager/'],
  techniques: [],
  appliesTo: certificateKinds,
  find: (resource: Resource, { lookup, at }: CheckContext) =>
    sourceProblems(resource, lookup, ({ role, place, certificates }) => {
      // Bundles of all public roots are kept by others.
      if (role !== 'bundle' || certificates.length > mostOwn) return undefined;
      const expired = certificates.find(({ notAfter }) => notAfter < at);
      if (expired === undefined || certificates.every(({ notAfter }) => notAfter < at)) return undefined;
      return `${place} still has CA ${nameOf(expired)}, which expired on ${dayOf(expired.notAfter)}.`;
    }),
  repair: { kind: 'none', reason: 'The bundle is most often written by a controller, whose source has to change.' },
});

const mostOwn = 20;
