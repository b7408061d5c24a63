import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { issuersWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-cert-manager-issuers-write',
  version: 1,
  title: 'Role can write certificate issuers',
  severity: 'medium',
  why: 'An issuer names the key that signs and the account that proves the domain; certificates are trusted because of it.',
  attack:
    'An attacker points an issuer at a CA key that lies in a Secret and has it sign certificates for internal names.',
  remedy: 'Leave issuers to administrators; applications need certificates only.',
  accept: 'cert-manager itself.',
  references: ['https://cert-manager.io/docs/configuration/'],
  techniques: ['T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, issuersWrite),
  repair: {
    kind: 'none',
    reason: 'cert-manager and those who set it up need it; whether this holder is one is known only from its use.',
  },
});
