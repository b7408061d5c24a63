import type { Certificate } from '@bulwark/certificates';
import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { certificateKinds, sourceProblems } from './certificate-sources.ts';
import { dayOf, nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-not-yet-valid',
  version: 1,
  title: 'Certificate is not valid yet',
  severity: 'medium',
  why: 'Until its first day clients refuse it. Most often a clock was wrong where it was issued, or it was put to use too early.',
  attack: 'People who are used to the warning accept a forged certificate as well.',
  remedy: 'Issue it again with a clock that is right, or use the one before until its day.',
  references: ['https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5'],
  techniques: [],
  appliesTo: certificateKinds,
  find: (resource: Resource, { lookup, at }: CheckContext) =>
    sourceProblems(resource, lookup, ({ role, place, certificates }) => {
      const isEarly = ({ notBefore }: Certificate) => notBefore > at;
      const found = role === 'chain' || certificates.every(isEarly) ? certificates.find(isEarly) : undefined;
      return (
        found && `${place} holds certificate ${nameOf(found)}, which is valid only from ${dayOf(found.notBefore)} on.`
      );
    }),
  repair: { kind: 'none', reason: 'A new certificate has to be issued by its CA.' },
});
