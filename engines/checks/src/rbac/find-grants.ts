import { type Evidence, items, type Resource, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { type CheckContext, none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { isBuiltinRole } from './builtin-policy.ts';
import { aggregatedInto, clusterRoleKind, type Holder, holdersOf, roleKind, selectorsOf } from './holders.ts';
import { type Grant, grantIn, grantInNamespace, type Power } from './power.ts';
import { namespaceText } from './subjects.ts';

/** The kinds that grant rights. */
export const roleKinds: readonly string[] = [roleKind, clusterRoleKind];

/**
 * One problem for each rule of a role that gives the power. Built-in roles are judged by `rbac-builtin-role-changed`,
 * rules that a controller aggregated in the ClusterRoles they come from.
 */
export function findGrants(role: Resource, context: CheckContext, power: Power): readonly Problem[] {
  const find = role.kind === roleKind ? grantInNamespace : grantIn;
  return findRules(role, context, (rule, index) => {
    const grant = find(rule, power);
    return grant && { pointer: pointerOf(rule, index, { grant, power }), does: doesText(rule, grant), power };
  });
}

/** What a rule of a role is found for. */
export interface FoundRule {
  /** The field that is wrong. */
  readonly pointer: string;
  /** Starts the message: `Grants get on secrets`. */
  readonly does: string;
  readonly power: Pick<Power, 'lets' | 'clusterScoped'>;
}

/** One problem for each rule that `judge` finds something in, with who holds the role. */
export function findRules(
  role: Resource,
  context: CheckContext,
  judge: (rule: JsonObject, index: number) => FoundRule | undefined,
): readonly Problem[] {
  const rules = items(role.object['rules']);
  let found: FoundRule[] | undefined;
  for (let index = 0; index < rules.length; index++) {
    const rule = judge(record(rules[index]), index);
    if (rule) found = [...(found ?? []), rule];
  }
  if (found === undefined || isJudgedElsewhere(role, context.lookup)) return none;
  const holders = holdersOf(role, context.lookup);
  const problems = found
    .filter(({ power }) => !power.clusterScoped || reachesCluster(role, holders))
    .map((rule) => problemOf(role, rule, { holders, lookup: context.lookup }));
  return problems;
}

/** Built-in roles and aggregated ones: their rules are not written where they stand. */
export function isJudgedElsewhere(role: Resource, lookup: Lookup): boolean {
  return selectorsOf(role).length > 0 || isBuiltinRole(role, lookup);
}

/** Whether the role can count for resources without a namespace: not a Role, nor a ClusterRole bound by RoleBindings only. */
function reachesCluster(role: Resource, holders: readonly Holder[]): boolean {
  return role.kind === clusterRoleKind && (holders.length === 0 || holders.some((holder) => holder.namespace === ''));
}

/** Where the rights of a role count: `the cluster`, `namespace "shop"`, `3 namespaces`. */
function whereText(role: Resource, holders: readonly Holder[]): string {
  if (role.kind === roleKind) return namespaceText(role);
  if (reachesCluster(role, holders)) return 'the cluster';
  const namespaces = [...new Set(holders.map((holder) => holder.namespace))];
  if (namespaces.length === 1) return `namespace "${namespaces[0]}"`;
  return namespaces.length === 2
    ? `namespaces "${namespaces[0]}" and "${namespaces[1]}"`
    : `${namespaces.length} namespaces`;
}

function problemOf(
  role: Resource,
  { pointer, does, power }: FoundRule,
  { holders, lookup }: { readonly holders: readonly Holder[]; readonly lookup: Lookup },
): Problem {
  const lets = power.lets.replaceAll('{where}', whereText(role, holders));
  const message = `${does}: whoever holds ${role.ref.kind} "${role.name}" can ${lets}.${heldText(role, holders, lookup)}`;
  const value = valueIn(role, pointer);
  const context = evidenceOf(holders);
  return { pointer, message, ...(value === undefined ? {} : { value }), ...(context.length > 0 ? { context } : {}) };
}

/** Who holds it, as a sentence of its own; nothing where a folder just does not say. */
function heldText(role: Resource, holders: readonly Holder[], lookup: Lookup): string {
  const subjects = [...new Set(holders.map(({ subject }) => subject.text))];
  if (subjects.length > 0) return ` Held by ${listText(subjects)}.`;
  const into = aggregatedInto(role, lookup);
  if (into.length > 0) return ` It is aggregated into ${listText(into.map((name) => `ClusterRole ${name}`))}.`;
  return lookup.info.kind === 'files' ? '' : ' Nothing binds it yet.';
}

const namedAtMost = 3;
const resourcesAtMost = 5;

/** The resources of a rule as a message names them, the first few of them. */
export function resourcesText(resources: readonly string[]): string {
  return listText(resources, resourcesAtMost);
}

function listText(names: readonly string[], most = namedAtMost): string {
  const shown = names.slice(0, most).join(', ');
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}

function evidenceOf(holders: readonly Holder[]): readonly Evidence[] {
  return holders
    .slice(0, namedAtMost)
    .map(({ binding, subject }) => ({ resource: binding.ref, pointer: `/subjects/${subject.index}` }));
}

function pointerOf(
  rule: JsonObject,
  index: number,
  { grant, power }: { readonly grant: Grant; readonly power: Power },
): string {
  if (power.about !== 'verb') return `/rules/${index}/resources/${grant.resources[0] ?? 0}`;
  const verbs = items(rule['verbs']);
  const at = verbs.findIndex((verb) => verb === '*' || grant.verbs.some((wanted) => wanted === verb));
  return `/rules/${index}/verbs/${at}`;
}

function doesText(rule: JsonObject, grant: Grant): string {
  const verbs = items(rule['verbs']).includes('*') ? `all verbs (${grant.verbs.join(', ')})` : grant.verbs.join(', ');
  const resources = grant.resources.map((index) => text(items(rule['resources'])[index]) ?? '');
  return `Grants ${verbs} on ${resourcesText(resources)}`;
}

function valueIn(role: Resource, pointer: string): string | undefined {
  const [, , index, list = '', at] = pointer.split('/');
  return text(items(record(items(role.object['rules'])[Number(index)])[list])[Number(at)]);
}
