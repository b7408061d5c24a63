import { items } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { hasPower } from './power.ts';
import { secretsCreate, secretsGet, secretsList } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-secrets-token-mint',
  version: 1,
  title: 'Role can create Secrets that hold service account tokens, and read them',
  severity: 'high',
  why: 'Into a new Secret of type kubernetes.io/service-account-token the control plane writes a token of the ServiceAccount it names, and that token never expires.',
  attack:
    'Code with this identity creates such a Secret for the most powerful ServiceAccount of the namespace, reads it back and goes on as that account.',
  remedy: 'Take create away, or reading; or forbid Secrets of that type with an admission policy.',
  accept:
    'Controllers that write Secrets by design (cert-manager, external-secrets) where an admission policy forbids the token type.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
  ],
  techniques: ['T1528', 'T1098'],
  appliesTo: roleKinds,
  find: (role, context) => (canRead(items(role.object['rules'])) ? findGrants(role, context, secretsCreate) : none),
  repair: {
    kind: 'none',
    reason:
      'Whether the holder must create Secrets is known only from its use; an admission policy can forbid just the token type.',
  },
});

function canRead(rules: readonly JsonValue[]): boolean {
  return hasPower(rules, secretsGet) || hasPower(rules, secretsList);
}
