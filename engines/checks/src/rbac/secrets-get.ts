import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { hasPower } from './power.ts';
import { secretsGet, secretsList } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-secrets-get',
  version: 1,
  title: 'Role can read any Secret by name',
  severity: 'high',
  why: 'Names of Secrets are no secret: they stand in pod specs, charts and logs. Get without resourceNames reads each of them.',
  attack: 'Code with this identity reads pod specs or guesses the usual names and fetches those Secrets.',
  remedy: 'Limit the rule to the Secrets that are needed with resourceNames.',
  accept: 'Controllers that follow references to Secrets in custom resources of many users.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  techniques: ['T1552.007'],
  appliesTo: roleKinds,
  find: (role, context) =>
    // Where all can be listed, that is the finding.
    hasPower(items(role.object['rules']), secretsList) ? none : findGrants(role, context, secretsGet),
  repair: {
    kind: 'none',
    reason: 'Which Secrets the holder needs is known only from its use: name them in resourceNames.',
  },
});
