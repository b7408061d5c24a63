import { items } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { type FoundRule, findRules, roleKinds } from './find-grants.ts';
import { isBroad } from './power.ts';
import { readVerbs, writeVerbs } from './wildcards.ts';

export default defineCheck({
  id: 'rbac-wildcard-core-read',
  version: 1,
  title: 'Role may read resources of every kind',
  severity: 'high',
  why: 'All resources include Secrets: a role meant for looking around reads every credential. With get it also reaches nodes/proxy.',
  attack: 'Code with this identity lists all Secrets and goes on with the tokens and passwords in them.',
  remedy:
    'List the resources that are needed, without Secrets; or bind the built-in view role, which leaves Secrets out.',
  accept: 'Scanners and backup tools whose service account is used by nothing else.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
  ],
  techniques: ['T1552.007', 'T1613'],
  appliesTo: roleKinds,
  find: (role, context) => findRules(role, context, judge),
  repair: { kind: 'none', reason: 'Which rights the holder needs is known only from its use: name them one by one.' },
});

const power = { lets: 'read all there is in {where}, the values of Secrets included' };

function judge(rule: JsonObject, index: number): FoundRule | undefined {
  if (!isBroad(rule) || items(rule['resourceNames']).length > 0 || writeVerbs(rule).length > 0) return undefined;
  const verbs = readVerbs(rule);
  if (verbs.length === 0) return undefined;
  const at = items(rule['resources']).indexOf('*');
  return { pointer: `/rules/${index}/resources/${at}`, does: `Grants ${verbs.join(', ')} on all resources`, power };
}
