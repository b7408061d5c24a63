import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { certificateKinds, sourceProblems } from './certificate-sources.ts';
import { day, nameOf } from './certificate-text.ts';

export default defineCheck({
  id: 'cert-long-lived',
  version: 1,
  title: 'Certificate is valid for too long',
  severity: 'low',
  why: 'A certificate cannot be taken back in practice, so its lifetime is how long a stolen key works. Long ones are also renewed by hand, and forgotten.',
  attack: 'A private key from an old backup still passes for the server years later.',
  remedy: 'Issue certificates for at most 90 days and let something renew them.',
  accept: 'Certificates within the cluster whose CA lives as long and is kept apart.',
  references: [
    'https://cabforum.org/working-groups/server/baseline-requirements/documents/',
    'https://cert-manager.io/docs/usage/certificate/',
  ],
  techniques: ['T1552'],
  parameters: { days: { default: 398, about: 'Days that a certificate which is presented may be valid for.' } },
  appliesTo: certificateKinds,
  find: (resource: Resource, { lookup, parameters }: CheckContext) =>
    sourceProblems(resource, lookup, ({ role, place, certificates: [leaf] }) => {
      if (role !== 'chain' || leaf === undefined || leaf.isCA) return undefined;
      const days = Math.floor((leaf.notAfter - leaf.notBefore) / day);
      return days > Number(parameters['days'])
        ? `${place} holds certificate ${nameOf(leaf)}, which is valid for ${days} days.`
        : undefined;
    }),
  repair: { kind: 'none', reason: 'A new certificate has to be issued by its CA.' },
});
