import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { nameOf } from './certificate-text.ts';
import { servedProblems, servingKinds } from './served-certificates.ts';

export default defineCheck({
  id: 'cert-self-signed',
  version: 1,
  title: 'Ingress or Gateway serves a self-signed certificate',
  severity: 'medium',
  why: 'No client trusts it unless it was handed the very certificate; the others show a warning, or have verification switched off.',
  attack:
    'Between client and cluster the attacker presents a self-signed certificate too, and nobody sees a difference.',
  remedy: 'Have the certificate issued by a CA that clients trust, by cert-manager and ACME for instance.',
  accept: 'Hosts for a few clients that pin the certificate.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    'https://cert-manager.io/docs/configuration/acme/',
  ],
  techniques: [],
  appliesTo: servingKinds,
  find: (resource: Resource, { lookup }: CheckContext) =>
    servedProblems(resource, lookup, ({ leaf, secret }) =>
      leaf.selfSigned
        ? `${resource.ref.kind} "${resource.name}" serves with Secret "${secret.name}", whose certificate ${nameOf(leaf)} is self-signed.`
        : undefined,
    ),
  repair: { kind: 'none', reason: 'A certificate has to be issued by a CA that clients trust.' },
});
