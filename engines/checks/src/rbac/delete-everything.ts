import { items } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { type FoundRule, findRules, roleKinds } from './find-grants.ts';
import { isBroad } from './power.ts';
import { writeVerbs } from './wildcards.ts';

export default defineCheck({
  id: 'rbac-delete-everything',
  version: 1,
  title: 'Role may delete resources of every kind',
  severity: 'high',
  why: 'All resources include namespaces, volumes and Secrets: deleting them destroys applications and their data.',
  attack: 'An attacker with this identity deletes what it can reach, backups kept in the cluster included.',
  remedy: 'List the resources whose objects the holder cleans up.',
  accept: 'Clean-up tools in namespaces of short life.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  techniques: ['T1485'],
  appliesTo: roleKinds,
  find: (role, context) => findRules(role, context, judge),
  repair: { kind: 'none', reason: 'Which rights the holder needs is known only from its use: name them one by one.' },
});

const power = { lets: 'delete all there is in {where}' };

function judge(rule: JsonObject, index: number): FoundRule | undefined {
  if (!isBroad(rule) || items(rule['resourceNames']).length > 0 || writeVerbs(rule).length > 0) return undefined;
  const verbs = ['delete', 'deletecollection'].filter((verb) => items(rule['verbs']).includes(verb));
  if (verbs.length === 0) return undefined;
  const at = items(rule['resources']).indexOf('*');
  return { pointer: `/rules/${index}/resources/${at}`, does: `Grants ${verbs.join(', ')} on all resources`, power };
}
