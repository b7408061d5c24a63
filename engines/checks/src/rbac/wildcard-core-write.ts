import { items } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { type FoundRule, findRules, roleKinds } from './find-grants.ts';
import { isBroad } from './power.ts';
import { grantsEverything, verbsText, writeVerbs } from './wildcards.ts';

export default defineCheck({
  id: 'rbac-wildcard-core-write',
  version: 1,
  title: 'Role may write resources of every kind',
  severity: 'critical',
  why: 'All resources of the core group include pods, Secrets, service account tokens and exec: each of them is enough to take over.',
  attack:
    'Code with this identity starts a pod as any ServiceAccount, or creates a token for it, and goes on as that account.',
  remedy: 'List the resources that are needed.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  techniques: ['T1098', 'T1610'],
  appliesTo: roleKinds,
  find: (role, context) => findRules(role, context, judge),
  repair: { kind: 'none', reason: 'Which rights the holder needs is known only from its use: name them one by one.' },
});

const power = { lets: 'write objects of every core kind in {where} (pods and Secrets among them) and so take it over' };

function judge(rule: JsonObject, index: number): FoundRule | undefined {
  if (!isBroad(rule) || items(rule['resourceNames']).length > 0 || grantsEverything(rule)) return undefined;
  const verbs = writeVerbs(rule);
  if (verbs.length === 0) return undefined;
  const at = items(rule['resources']).indexOf('*');
  return { pointer: `/rules/${index}/resources/${at}`, does: `Grants ${verbsText(verbs)} on all resources`, power };
}
