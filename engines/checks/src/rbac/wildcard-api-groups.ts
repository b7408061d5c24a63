import { items, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { type FoundRule, findRules, resourcesText, roleKinds } from './find-grants.ts';

export default defineCheck({
  id: 'rbac-wildcard-api-groups',
  version: 1,
  title: 'Role names all API groups',
  severity: 'low',
  why: 'A resource of the same name in another group, also one installed later, is covered as well.',
  attack: 'An attacker uses a custom resource that happens to be named like the one that was meant.',
  remedy: 'Name the API groups of the resources.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  techniques: ['T1098.006'],
  appliesTo: roleKinds,
  find: (role, context) => findRules(role, context, judge),
  repair: { kind: 'none', reason: 'Which rights the holder needs is known only from its use: name them one by one.' },
});

const power = { lets: 'use a resource of that name in each API group there is or comes to be, in {where}' };

function judge(rule: JsonObject, index: number): FoundRule | undefined {
  const at = items(rule['apiGroups']).indexOf('*');
  if (at === -1) return undefined;
  const resources = texts(rule['resources']);
  // All resources have a finding of their own.
  if (resources.length === 0 || resources.includes('*')) return undefined;
  const does = `Grants ${texts(rule['verbs']).join(', ')} on ${resourcesText(resources)} of all API groups`;
  return { pointer: `/rules/${index}/apiGroups/${at}`, does, power };
}
