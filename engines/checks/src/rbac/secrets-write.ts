import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { hasPower } from './power.ts';
import { secretsChange, secretsGet, secretsList } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-secrets-write',
  version: 1,
  title: 'Role can replace Secrets',
  severity: 'medium',
  why: 'Who writes a Secret decides which certificate is served, which CA is trusted and where an application logs in.',
  attack:
    'Code with this identity replaces a TLS key, a database address or an image pull Secret by its own and waits for the application to use it.',
  remedy: 'Limit update and patch to the Secrets that are needed with resourceNames.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  techniques: ['T1098', 'T1550'],
  appliesTo: roleKinds,
  find: (role, context) => {
    const rules = items(role.object['rules']);
    // Who can read them has more to gain from that: one finding is enough.
    return hasPower(rules, secretsGet) || hasPower(rules, secretsList)
      ? none
      : findGrants(role, context, secretsChange);
  },
  repair: {
    kind: 'none',
    reason: 'Which Secrets the holder writes is known only from its use: name them in resourceNames.',
  },
});
