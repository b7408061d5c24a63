import type { KindKey, Resource } from '@bulwark/model';
import { none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';

// Namespaces of the cluster itself, whose pods must not be held back.
const ofTheCluster: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** The problem of a namespace with workloads that has no object of a kind. */
export function lacksObject(
  namespace: Resource,
  kind: KindKey,
  { lookup, message }: { readonly lookup: Lookup; readonly message: string },
): readonly Problem[] {
  if (ofTheCluster.has(namespace.name) || lookup.list(kind, namespace.name).length > 0) return none;
  // A folder that makes a namespace should bound it; in a cluster an empty one uses nothing.
  if (lookup.info.kind !== 'files' && lookup.workloads(namespace.name).length === 0) return none;
  return [{ pointer: '', message: `Namespace "${namespace.name}" ${message}` }];
}
