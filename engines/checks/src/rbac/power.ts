import { items, record, text, texts } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import { matches, matchesResource, worksWithNames } from './grants.ts';

/** Verbs on resources of API groups: any of the verbs on any of the resources. */
interface Right {
  /** `''` is the core group. */
  readonly groups: readonly string[];
  /** `['*']` is any resource of the groups, where the rule names the group. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What an attacker can do with rights that roles grant. */
export interface Power extends PowerSpec {
  /** The resources of all its rights: most rules are told by these alone. */
  readonly mentions: ReadonlySet<string>;
}

interface PowerSpec {
  /** Ends the sentence “whoever holds it can …”; `{where}` stands for the cluster or the namespaces it reaches. */
  readonly lets: string;
  /** Any of them gives the power. */
  readonly rights: readonly Right[];
  /** The resources live in no namespace, so neither a Role nor a RoleBinding can grant them. */
  readonly clusterScoped?: true;
  /** Which rules with resourceNames count: none by default, else all or those with such a name. */
  readonly named?: 'all' | ((name: string) => boolean);
  /** The verb is what is wrong (`escalate`), not the resource. */
  readonly about?: 'verb';
  /** A Role grants it also on resources that live in no namespace. */
  readonly reachesOut?: true;
  /** Leads to other people's rights, to nodes or to secrets: too much for a built-in or widely held role. */
  readonly grave?: true;
}

/** A power, ready to look for. */
export function power(words: PowerSpec): Power {
  return { ...words, mentions: new Set(words.rights.flatMap((right) => right.resources)) };
}

/** What of a rule gives a power: indexes into its resources, and the verbs. */
export interface Grant {
  readonly resources: readonly number[];
  /** The wanted verbs that the rule allows, also where it says `*`. */
  readonly verbs: readonly string[];
}

const ordinaryVerbs: ReadonlySet<string> = new Set([
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
]);

/** What in a rule gives the power; undefined where nothing does. Rules on everything are the wildcard checks' matter. */
export function grantIn(rule: JsonObject, power: Power): Grant | undefined {
  if (!mayConcern(rule, power)) return undefined;
  let found: Grant | undefined;
  for (const right of power.rights) {
    const grant = rightIn(rule, right, power);
    if (grant) found = found ? joined(found, grant) : grant;
  }
  return found;
}

// Resources without a namespace in rights that name both sorts; other powers are clusterScoped as a whole.
const clusterOnly: ReadonlySet<string> = new Set([
  'persistentvolumes',
  'clusterroles',
  'clusterrolebindings',
  'clusterissuers',
  'clusterpolicies',
  'clusteradmissionpolicies',
  'policyservers',
  'constrainttemplates',
  'validatingpolicies',
  'mutatingpolicies',
  'generatingpolicies',
  'imagevalidatingpolicies',
  'clusterworkflowtemplates',
  'clustertasks',
  'clustersecretstores',
  'clusterexternalsecrets',
  'adminnetworkpolicies',
  'baselineadminnetworkpolicies',
  'clusternetworkpolicies',
  'ciliumclusterwidenetworkpolicies',
  'globalnetworkpolicies',
  'plans',
  'machineconfigs',
  'kubeletconfigs',
]);

/** What in a rule of a Role, which counts in its namespace only, gives the power. */
export function grantInNamespace(rule: JsonObject, power: Power): Grant | undefined {
  const grant = grantIn(rule, power);
  if (grant === undefined || power.reachesOut) return grant;
  const names = items(rule['resources']);
  const resources = grant.resources.filter((index) => !clusterOnly.has(text(names[index]) ?? ''));
  return resources.length === 0 ? undefined : { ...grant, resources };
}

/** Whether any rule of a role gives the power. */
export function hasPower(rules: readonly JsonValue[], power: Power): boolean {
  return rules.some((rule) => grantIn(record(rule), power) !== undefined);
}

function mayConcern(rule: JsonObject, { mentions }: Power): boolean {
  for (const resource of items(rule['resources'])) {
    if (typeof resource === 'string' && (mentions.has(resource) || resource.startsWith('*'))) return true;
  }
  return mentions.has('*');
}

function joined(one: Grant, other: Grant): Grant {
  return {
    resources: [...new Set([...one.resources, ...other.resources])].sort((a, b) => a - b),
    verbs: [...new Set([...one.verbs, ...other.verbs])],
  };
}

function rightIn(rule: JsonObject, right: Right, power: Power): Grant | undefined {
  const granted = items(rule['resources']);
  if (!granted.some((resource) => wantedOf(resource, right) !== undefined)) return undefined;
  const groups = items(rule['apiGroups']);
  if (!right.groups.some((group) => groups.includes(group) || (groups.includes('*') && !ofAnyName(right))))
    return undefined;
  const names = items(rule['resourceNames']);
  if (names.length > 0 && !countsNamed(names, power)) return undefined;
  const all = items(rule['verbs']);
  const verbs = right.verbs.filter((verb) => matches(all, verb));
  const usable = isBroad(rule) ? verbs.filter((verb) => !ordinaryVerbs.has(verb) && all.includes(verb)) : verbs;
  return usable.length === 0 ? undefined : grantOf(granted, usable, { right, named: names.length > 0 });
}

function grantOf(
  granted: readonly JsonValue[],
  verbs: readonly string[],
  { right, named }: { readonly right: Right; readonly named: boolean },
): Grant | undefined {
  const resources: number[] = [];
  const kept = new Set<string>();
  granted.forEach((resource, index) => {
    const wanted = wantedOf(resource, right);
    if (wanted === undefined) return;
    const working = named ? verbs.filter((verb) => worksWithNames(verb, wanted)) : verbs;
    if (working.length === 0) return;
    resources.push(index);
    for (const verb of working) kept.add(verb);
  });
  return resources.length === 0 ? undefined : { resources, verbs: verbs.filter((verb) => kept.has(verb)) };
}

function wantedOf(granted: JsonValue, right: Right): string | undefined {
  if (ofAnyName(right)) return typeof granted === 'string' && !granted.includes('/') ? granted : undefined;
  return right.resources.find((wanted) => matchesResource(granted, wanted));
}

function ofAnyName(right: Right): boolean {
  return right.resources[0] === '*';
}

function countsNamed(names: readonly JsonValue[], { named }: Power): boolean {
  if (named === undefined) return false;
  return named === 'all' || texts(names).some(named);
}

/** Whether a rule is for all resources, those of the core group included. */
export function isBroad(rule: JsonObject): boolean {
  if (!items(rule['resources']).includes('*')) return false;
  const groups = items(rule['apiGroups']);
  return groups.includes('*') || groups.includes('');
}
