import { items, record, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { type FoundRule, findRules, roleKinds } from './find-grants.ts';
import { grantsEverything } from './wildcards.ts';

export default defineCheck({
  id: 'rbac-wildcard-urls',
  version: 1,
  title: 'Role grants all paths outside the resource API',
  severity: 'medium',
  why: "Outside the resource API lie the API server's logs, profiles and debugging endpoints, which tell about other users and can slow it down.",
  attack:
    'An attacker reads request metrics and logs for names and addresses, or keeps profiling on to load the API server.',
  remedy: 'List the paths that are needed, for instance /metrics.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole'],
  techniques: ['T1613', 'T1499'],
  appliesTo: roleKinds,
  find: (role, context) =>
    // Who may do everything may open every path too: one finding is enough.
    items(role.object['rules']).some((rule) => grantsEverything(record(rule))) ? none : findRules(role, context, judge),
  repair: { kind: 'none', reason: 'Which rights the holder needs is known only from its use: name them one by one.' },
});

const power = {
  lets: 'open every path of the API server (metrics, logs, profiles, debugging)',
  clusterScoped: true,
} as const;

function judge(rule: JsonObject, index: number): FoundRule | undefined {
  const urls = items(rule['nonResourceURLs']);
  const at = urls.findIndex((url) => url === '*' || url === '/*');
  if (at === -1) return undefined;
  const does = `Grants ${texts(rule['verbs']).join(', ')} on all nonResourceURLs`;
  return { pointer: `/rules/${index}/nonResourceURLs/${at}`, does, power };
}
