import { items, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { type FoundRule, findRules, roleKinds } from './find-grants.ts';
import { isBroad } from './power.ts';

export default defineCheck({
  id: 'rbac-wildcard-resources',
  version: 1,
  title: 'Role names all resources of an API group',
  severity: 'medium',
  why: 'The rule also covers subresources, and resources that a later version of the group adds, which nobody has looked at.',
  attack: 'An attacker uses a resource of the group that the role was never meant for.',
  remedy: 'List the resources that are needed.',
  accept: 'The operator that owns the API group.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  techniques: ['T1098.006'],
  appliesTo: roleKinds,
  find: (role, context) => findRules(role, context, judge),
  repair: { kind: 'none', reason: 'Which rights the holder needs is known only from its use: name them one by one.' },
});

const power = { lets: 'use each resource that the group has or comes to have, in {where}' };

function judge(rule: JsonObject, index: number): FoundRule | undefined {
  const at = items(rule['resources']).indexOf('*');
  if (at === -1 || isBroad(rule)) return undefined;
  const verbs = items(rule['verbs']).includes('*') ? ['all verbs'] : texts(rule['verbs']);
  const groups = texts(rule['apiGroups']);
  const does = `Grants ${verbs.join(', ')} on all resources of ${groups.join(', ')}`;
  return { pointer: `/rules/${index}/resources/${at}`, does, power };
}
