import { items, record, texts } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { isJudgedElsewhere, roleKinds } from './find-grants.ts';
import { matches, worksWithNames } from './grants.ts';
import { roleKind } from './holders.ts';

export default defineCheck({
  id: 'rbac-ineffective-rule',
  version: 1,
  title: 'Rule of a role grants nothing',
  severity: 'low',
  why: 'Whoever wrote the rule believes it grants something; the next one, looking for what is missing, grants too much.',
  attack: 'Nobody gains by it directly: the danger is the wildcard that is added when it does not work.',
  remedy: 'Write the element as the API does, or remove it.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  techniques: ['T1098.006'],
  appliesTo: roleKinds,
  find: (role, { lookup }) =>
    isJudgedElsewhere(role, lookup)
      ? none
      : items(role.object['rules']).flatMap((rule, index) =>
          emptyElements(record(rule), index, role.kind === roleKind),
        ),
  repair: {
    kind: 'edit',
    summary: 'remove the element that grants nothing',
    disruption: 'none',
    edits: (problem, role) => {
      const [, , index, field = ''] = problem.pointer.split('/');
      const list = items(record(items(role.object['rules'])[Number(index)])[field]);
      return list.length > 1
        ? [remove(problem.pointer)]
        : 'it is the only one in its list: what was meant must be decided';
    },
  },
});

const verbs: ReadonlySet<string> = new Set([
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
]);

// Core and built-in resources without a namespace; namespaces themselves are not here, a Role works on its own one.
const clusterScoped: ReadonlySet<string> = new Set([
  'nodes',
  'nodes/proxy',
  'nodes/metrics',
  'nodes/stats',
  'nodes/status',
  'persistentvolumes',
  'clusterroles',
  'clusterrolebindings',
  'customresourcedefinitions',
  'storageclasses',
  'csidrivers',
  'csinodes',
  'volumeattachments',
  'apiservices',
  'mutatingwebhookconfigurations',
  'validatingwebhookconfigurations',
  'certificatesigningrequests',
  'priorityclasses',
  'ingressclasses',
  'tokenreviews',
  'subjectaccessreviews',
]);

function emptyElements(rule: JsonObject, index: number, inRole: boolean): readonly Problem[] {
  const at = `/rules/${index}`;
  const resources = texts(rule['resources']);
  const named = items(rule['resourceNames']).length > 0;
  const list = (field: string, why: (value: string) => string | undefined): readonly Problem[] =>
    items(rule[field]).flatMap((value, place) => {
      const message = typeof value === 'string' ? why(value) : undefined;
      return message === undefined ? [] : [{ pointer: `${at}/${field}/${place}`, value, message }];
    });
  return [
    ...list('apiGroups', groupProblem),
    ...list('resources', (resource) => resourceProblem(resource, inRole && !isBound(resource, rule))),
    ...list('verbs', (verb) => verbProblem(verb, resources, named)),
  ];
}

/** Binding a ClusterRole in a namespace asks for the verb bind in that namespace, so a Role can grant it. */
function isBound(resource: string, rule: JsonObject): boolean {
  return resource === 'clusterroles' && matches(items(rule['verbs']), 'bind');
}

function groupProblem(group: string): string | undefined {
  if (!group.includes('/')) return undefined;
  return `"${group}" is no API group: a rule names "${group.slice(0, group.indexOf('/'))}", without the version, so this grants nothing.`;
}

function resourceProblem(resource: string, inRole: boolean): string | undefined {
  if (resource.endsWith('/*'))
    return `"${resource}" grants nothing: a rule names each subresource, such as "${resource.slice(0, -1)}status".`;
  if (/[A-Z]/.test(resource)) return `"${resource}" grants nothing: resources are written in lower case and plural.`;
  return inRole && clusterScoped.has(resource)
    ? `"${resource}" lives in no namespace: a Role cannot grant it, only a ClusterRole bound in the whole cluster.`
    : undefined;
}

function verbProblem(verb: string, resources: readonly string[], named: boolean): string | undefined {
  const lower = verb.toLowerCase();
  if (verb !== lower && verbs.has(lower)) return `"${verb}" grants nothing: verbs are written in lower case.`;
  if (!named || resources.length === 0 || resources.some((resource) => worksWithNames(verb, resource)))
    return undefined;
  return `${verb} grants nothing in a rule with resourceNames: the request has no name yet.`;
}
