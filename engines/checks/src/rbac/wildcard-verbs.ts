import { items, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { type FoundRule, findRules, resourcesText, roleKinds } from './find-grants.ts';

export default defineCheck({
  id: 'rbac-wildcard-verbs',
  version: 1,
  title: 'Role grants all verbs',
  severity: 'medium',
  why: 'All verbs include deletecollection and the special ones (escalate, bind, impersonate, approve, sign, use), where the resource has them.',
  attack: 'An attacker uses a verb that the role was never meant for, for instance to delete all objects at once.',
  remedy:
    'List the verbs that are needed; most controllers get by with get, list, watch, create, update, patch and delete.',
  accept: 'The operator that owns the resource.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  techniques: ['T1098.006'],
  appliesTo: roleKinds,
  find: (role, context) => findRules(role, context, judge),
  repair: { kind: 'none', reason: 'Which rights the holder needs is known only from its use: name them one by one.' },
});

const power = { lets: 'use each verb there is or comes to be, special ones and mass deletion included, in {where}' };

function judge(rule: JsonObject, index: number): FoundRule | undefined {
  const at = items(rule['verbs']).indexOf('*');
  if (at === -1) return undefined;
  const resources = texts(rule['resources']);
  // All resources, and paths outside the resource API, have findings of their own.
  if (resources.length === 0 || resources.includes('*')) return undefined;
  return { pointer: `/rules/${index}/verbs/${at}`, does: `Grants all verbs on ${resourcesText(resources)}`, power };
}
