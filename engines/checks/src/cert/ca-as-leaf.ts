import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { nameOf } from './certificate-text.ts';
import { servedProblems, servingKinds } from './served-certificates.ts';

export default defineCheck({
  id: 'cert-ca-as-leaf',
  version: 1,
  title: 'Ingress or Gateway serves with the certificate of a CA',
  severity: 'medium',
  why: 'The key of a CA belongs on no server: whoever takes it there can issue certificates for every name. Many clients refuse such a certificate as well.',
  attack:
    "With the key from the ingress controller's memory or Secret the attacker issues certificates that all who trust the CA accept.",
  remedy: 'Issue a server certificate by the CA, and take the key of the CA out of the namespace.',
  references: ['https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9'],
  techniques: ['T1552.007'],
  appliesTo: servingKinds,
  find: (resource: Resource, { lookup }: CheckContext) =>
    servedProblems(resource, lookup, ({ leaf, secret }) =>
      leaf.isCA
        ? `${resource.ref.kind} "${resource.name}" serves with Secret "${secret.name}", whose certificate ${nameOf(leaf)} is that of a CA.`
        : undefined,
    ),
  repair: { kind: 'none', reason: 'A server certificate has to be issued first.' },
});
