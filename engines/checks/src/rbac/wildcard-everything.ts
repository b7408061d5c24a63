import { items } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { type FoundRule, findRules, roleKinds } from './find-grants.ts';
import { grantsEverything } from './wildcards.ts';

export default defineCheck({
  id: 'rbac-wildcard-everything',
  version: 1,
  title: 'Role grants everything',
  severity: 'critical',
  why: 'All verbs on all resources of all groups is cluster-admin under another name; in a Role it is the whole namespace.',
  attack:
    'Code with this identity is administrator at once: it reads every Secret, runs pods anywhere and changes rights.',
  remedy:
    'List the API groups, resources and verbs that are needed. Where an administrator is meant, bind cluster-admin, which everyone recognizes.',
  accept:
    'Deployment controllers that install anything, when only cluster administrators can tell them what to install.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  techniques: ['T1098.006', 'T1078'],
  appliesTo: roleKinds,
  find: (role, context) => findRules(role, context, judge),
  repair: { kind: 'none', reason: 'Which rights the holder needs is known only from its use: name them one by one.' },
});

const power = { lets: 'do everything in {where}' };

function judge(rule: JsonObject, index: number): FoundRule | undefined {
  if (!grantsEverything(rule)) return undefined;
  const at = items(rule['verbs']).indexOf('*');
  return { pointer: `/rules/${index}/verbs/${at}`, does: 'Grants all verbs on all resources of all API groups', power };
}
