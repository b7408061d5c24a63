import { items, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { type FoundRule, findRules, roleKinds } from './find-grants.ts';
import { matches } from './grants.ts';
import { hasPower } from './power.ts';
import { impersonateUsers } from './powers-identity.ts';

export default defineCheck({
  id: 'rbac-impersonate-attributes',
  version: 1,
  title: 'Role can impersonate extra attributes or UIDs',
  severity: 'medium',
  why: 'Extra attributes and UIDs carry scopes and tenant marks that webhooks, policies and audit decide by.',
  attack:
    'Code with this identity claims a scope or tenant it does not belong to, together with a user that it may impersonate.',
  remedy: 'Limit the rule with resourceNames to the values that it is for, or remove it.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation'],
  techniques: ['T1078'],
  appliesTo: roleKinds,
  find: (role, context) =>
    hasPower(items(role.object['rules']), impersonateUsers)
      ? none
      : findRules(role, context, (rule, index) => attributesIn(rule, index)),
  repair: {
    kind: 'none',
    reason: 'Authenticating proxies need it; whether this holder is one is known only from its use.',
  },
});

const power = { lets: 'claim attributes of a user that webhooks and policies decide by', clusterScoped: true } as const;

/** `uids` and `userextras/<key>` of authentication.k8s.io; the keys are anyone's choice. */
function attributesIn(rule: JsonObject, index: number): FoundRule | undefined {
  const at = items(rule['verbs']).indexOf('impersonate');
  if (at === -1 || !matches(items(rule['apiGroups']), 'authentication.k8s.io')) return undefined;
  if (items(rule['resourceNames']).length > 0) return undefined;
  const found = texts(rule['resources']).filter((name) => name === 'uids' || name.startsWith('userextras'));
  if (found.length === 0) return undefined;
  return { pointer: `/rules/${index}/verbs/${at}`, does: `Grants impersonate on ${found.join(', ')}`, power };
}
