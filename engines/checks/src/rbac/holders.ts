import { items, type KindKey, matchesSelector, own, type Resource, record, text } from '@bulwark/model';
import type { Lookup } from '../lookup.ts';
import { type Subject, subjectsOf } from './subjects.ts';

export const roleKind = 'Role.rbac.authorization.k8s.io';
export const clusterRoleKind = 'ClusterRole.rbac.authorization.k8s.io';
export const roleBindingKind = 'RoleBinding.rbac.authorization.k8s.io';
export const clusterRoleBindingKind = 'ClusterRoleBinding.rbac.authorization.k8s.io';

/** The kinds of checks on just one of them. */
export const clusterRoles: readonly KindKey[] = [clusterRoleKind];
export const namespaceBindings: readonly KindKey[] = [roleBindingKind];
export const clusterBindings: readonly KindKey[] = [clusterRoleBindingKind];

/** Someone who holds a role, and by what. */
export interface Holder {
  readonly subject: Subject;
  /** Where the role counts; empty for the whole cluster. */
  readonly namespace: string;
  readonly binding: Resource;
}

type HoldersByRole = ReadonlyMap<string, readonly Holder[]>;

/** Who holds a role as far as the snapshot knows, also through the ClusterRoles that it is aggregated into. */
export function holdersOf(role: Resource, lookup: Lookup): readonly Holder[] {
  const namespace = role.kind === roleKind ? role.namespace : '';
  const byRole = lookup.derive('rbac holders', `${role.kind} ${namespace}`, (look) =>
    role.kind === roleKind ? holdersInNamespace(look, namespace) : holdersOfClusterRoles(look),
  );
  const direct = byRole.get(role.name) ?? [];
  if (role.kind === roleKind) return direct;
  return [...direct, ...aggregatedInto(role, lookup).flatMap((name) => byRole.get(name) ?? [])];
}

/** The names of the ClusterRoles that take up the rules of this one, the built-in ones also where they are not known. */
export function aggregatedInto(role: Resource, lookup: Lookup): readonly string[] {
  if (role.kind !== clusterRoleKind || Object.keys(role.labels).length === 0) return [];
  const aggregating = lookup.derive('rbac aggregating roles', '', (look) =>
    look.list(clusterRoleKind).filter((other) => selectorsOf(other).length > 0),
  );
  const known = aggregating
    .filter((other) => other.name !== role.name)
    .filter((other) => selectorsOf(other).some((selector) => matchesSelector(selector, role.labels) === true))
    .map((other) => other.name);
  return [...new Set([...known, ...builtinAggregates(role)])];
}

/** The selectors of a ClusterRole's aggregationRule: where there is one, the controller writes the rules. */
export function selectorsOf(role: Resource): readonly ReturnType<typeof record>[] {
  return items(record(role.object['aggregationRule'])['clusterRoleSelectors']).map(record);
}

/** Which of admin, edit and view take up the rules of a role by its labels; edit is part of admin, view of edit. */
export function builtinAggregates(role: Resource): readonly ('view' | 'edit' | 'admin')[] {
  const labelled = (name: string): boolean =>
    own(role.labels, `rbac.authorization.k8s.io/aggregate-to-${name}`) === 'true';
  return (['view', 'edit', 'admin'] as const).filter(labelled);
}

function holdersInNamespace(lookup: Lookup, namespace: string): HoldersByRole {
  return byRoleName(lookup.list(roleBindingKind, namespace), 'Role');
}

function holdersOfClusterRoles(lookup: Lookup): HoldersByRole {
  return byRoleName([...lookup.list(clusterRoleBindingKind), ...lookup.list(roleBindingKind)], 'ClusterRole');
}

function byRoleName(bindings: readonly Resource[], kind: string): HoldersByRole {
  const holders = new Map<string, Holder[]>();
  for (const binding of bindings) {
    const roleRef = record(binding.object['roleRef']);
    const name = text(roleRef['name']);
    if (roleRef['kind'] !== kind || name === undefined) continue;
    const list = holders.get(name) ?? [];
    holders.set(name, list);
    for (const subject of subjectsOf(binding)) {
      list.push({ subject, namespace: binding.namespace, binding });
    }
  }
  return holders;
}
