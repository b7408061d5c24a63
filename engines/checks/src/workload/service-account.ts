import { isWorkloadKind, items, own, type PodTemplate, type Resource, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import type { CheckContext } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { isControlPlanePod, mirrorAnnotation } from './control-plane.ts';

/** Who a pod is to the API server, and whether its containers get the token that proves it. */
export interface Identity {
  readonly name: string;
  readonly namespace: string;
  /** Whether the object itself names the account. */
  readonly isNamed: boolean;
  readonly isTokenMounted: boolean;
}

/** The service account of a pod by the rules of the ServiceAccount admission controller; static pods have none. */
export function identityOf(pod: PodTemplate, resource: Resource, context: CheckContext): Identity | undefined {
  if (!isWorkloadKind(resource.kind) || isStaticPod(resource, context)) return undefined;
  const named = text(pod.spec['serviceAccountName']) || text(pod.spec['serviceAccount']);
  const name = named || 'default';
  const choice = pod.spec['automountServiceAccountToken'];
  return {
    name,
    namespace: resource.namespace,
    isNamed: Boolean(named) && named !== 'default',
    isTokenMounted: typeof choice === 'boolean' ? choice : accountMounts(resource.namespace, name, context.lookup),
  };
}

function isStaticPod(resource: Resource, context: CheckContext): boolean {
  return own(resource.annotations, mirrorAnnotation) !== undefined || isControlPlanePod(resource, context);
}

function accountMounts(namespace: string, name: string, lookup: Lookup): boolean {
  return lookup.get('ServiceAccount', namespace, name)?.object['automountServiceAccountToken'] !== false;
}

/**
 * Whether a binding names the account of a pod, or the group of all accounts of its namespace. In files an object may
 * leave its namespace to the command that applies it: then the name alone decides.
 */
export function isBound(identity: Identity, resource: Resource, lookup: Lookup): boolean {
  const bound = lookup.derive('workload-bound-accounts', '', boundAccounts);
  const { namespace, name } = identity;
  if (bound.has(`${namespace}/${name}`) || bound.has(`${namespace}/*`) || bound.has('*/*')) return true;
  return resource.ref.namespace === undefined && lookup.info.kind === 'files' && bound.has(`*/${name}`);
}

/** `namespace/name` of each account that a binding names, with `*` for all namespaces or all names. */
function boundAccounts(lookup: Lookup): ReadonlySet<string> {
  const bound = new Set<string>();
  const add = (binding: Resource): void => {
    for (const subject of items(binding.object['subjects'])) addSubject(bound, subject, binding.namespace);
  };
  lookup.list('RoleBinding.rbac.authorization.k8s.io').forEach(add);
  lookup.list('ClusterRoleBinding.rbac.authorization.k8s.io').forEach(add);
  return bound;
}

const userPrefix = 'system:serviceaccount:';
const groupOfAll = 'system:serviceaccounts';

function addSubject(bound: Set<string>, value: JsonValue, namespace: string): void {
  const subject = record(value);
  const name = text(subject['name']) ?? '';
  if (subject['kind'] === 'ServiceAccount') {
    bound.add(`${text(subject['namespace']) || namespace}/${name}`).add(`*/${name}`);
  } else if (subject['kind'] === 'User' && name.startsWith(userPrefix)) {
    bound.add(name.slice(userPrefix.length).replace(':', '/'));
  } else if (subject['kind'] === 'Group' && name === groupOfAll) {
    bound.add('*/*');
  } else if (subject['kind'] === 'Group' && name.startsWith(`${groupOfAll}:`)) {
    bound.add(`${name.slice(groupOfAll.length + 1)}/*`);
  }
}
