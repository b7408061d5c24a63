import { type Resource, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import type { Lookup } from '../lookup.ts';
import { builtinBindings } from './builtin-bindings.ts';
import { builtinRoles } from './builtin-roles.ts';

/** The minor version whose default policy the tables hold. */
export const builtinPolicyMinor = 37;

/** The roles and bindings that every API server (and kubeadm) makes by itself. */
export interface BuiltinPolicy {
  /** Rules by `ClusterRole/edit` or `Role/kube-system/…`; admin, edit and view hold what is aggregated into them. */
  readonly roles: ReadonlyMap<string, readonly JsonObject[]>;
  /** Role and subjects by `ClusterRoleBinding/…` or `RoleBinding/<namespace>/…`. */
  readonly bindings: ReadonlyMap<string, BuiltinBinding>;
}

interface BuiltinBinding {
  /** `ClusterRole/edit`. */
  readonly role: string;
  /** `Group devs`, `ServiceAccount kube-system/x`. */
  readonly subjects: ReadonlySet<string>;
}

/** Kubernetes' own policy, read once for each lookup. */
export function builtinPolicy(lookup: Lookup): BuiltinPolicy {
  return lookup.derive('rbac built-in policy', '', readBuiltinPolicy);
}

/** Kubernetes' own policy, read from its tables. */
export function readBuiltinPolicy(): BuiltinPolicy {
  return { roles: parseRoles(), bindings: parseBindings() };
}

const plainNames: ReadonlySet<string> = new Set([
  'cluster-admin',
  'admin',
  'edit',
  'view',
  'extension-apiserver-authentication-reader',
  'kube-proxy',
]);

/** Whether Kubernetes has a role of its own with this name: what it grants is judged against the built-in policy. */
export function isBuiltinRole(role: Resource, lookup: Lookup): boolean {
  return mayBeBuiltin(role.name) && builtinPolicy(lookup).roles.has(builtinKey(role));
}

/** Whether Kubernetes itself names this subject in this binding. */
export function isBuiltinSubject(binding: Resource, subject: { readonly text: string }, lookup: Lookup): boolean {
  const builtin = builtinBinding(binding, lookup);
  return builtin?.subjects.has(subject.text) ?? false;
}

/** Kubernetes' own binding of this name, where it binds the same role. */
export function builtinBinding(binding: Resource, lookup: Lookup): BuiltinBinding | undefined {
  if (!mayBeBuiltin(binding.name)) return undefined;
  const builtin = builtinPolicy(lookup).bindings.get(builtinKey(binding));
  const roleRef = record(binding.object['roleRef']);
  return builtin?.role === `${text(roleRef['kind'])}/${text(roleRef['name'])}` ? builtin : undefined;
}

/** The key of a role or binding in the built-in policy. */
export function builtinKey(resource: Resource): string {
  const { kind } = resource.ref;
  return resource.namespace === '' ? `${kind}/${resource.name}` : `${kind}/${resource.namespace}/${resource.name}`;
}

function mayBeBuiltin(name: string): boolean {
  return name.startsWith('system:') || name.startsWith('kubeadm:') || plainNames.has(name);
}

function parseRoles(): ReadonlyMap<string, readonly JsonObject[]> {
  const roles = new Map<string, JsonObject[]>();
  let rules: JsonObject[] = [];
  for (const line of builtinRoles.trim().split('\n')) {
    if (line.startsWith('@')) {
      rules = [];
      roles.set(line.slice(1).replace(' ', '/'), rules);
    } else rules.push(...parseRule(line));
  }
  const rulesOf = (name: string): JsonObject[] => roles.get(`ClusterRole/${name}`) ?? [];
  rulesOf('view').push(...rulesOf('system:aggregate-to-view'));
  rulesOf('edit').push(...rulesOf('system:aggregate-to-edit'), ...rulesOf('view'));
  rulesOf('admin').push(...rulesOf('system:aggregate-to-admin'), ...rulesOf('edit'));
  return roles;
}

/** `get,list pods deployments.apps /healthz =name,name`: each thing becomes a rule. */
function parseRule(line: string): JsonObject[] {
  const [verbsText = '', ...things] = line.split(' ');
  const verbs = verbsText.split(',');
  const names = things.at(-1)?.startsWith('=') ? things.pop()?.slice(1).split(',') : undefined;
  return things.map((thing) => {
    if (thing.startsWith('/') || thing === '*') return { verbs, nonResourceURLs: [thing] };
    const dot = thing.indexOf('.');
    const resources = [dot === -1 ? thing : thing.slice(0, dot)];
    const apiGroups = [dot === -1 ? '' : thing.slice(dot + 1)];
    return { verbs, apiGroups, resources, ...(names ? { resourceNames: names } : {}) };
  });
}

function parseBindings(): ReadonlyMap<string, BuiltinBinding> {
  return new Map(
    builtinBindings
      .trim()
      .split('\n')
      .map((line) => {
        const [kind = '', name = '', role = '', ...subjects] = line.split(' ');
        const texts = subjects.map((subject) => subject.replace(':', ' '));
        return [`${kind}/${name}`, { role, subjects: new Set(texts) }] as const;
      }),
  );
}
