import { controllerOf, type Evidence, type KindKey, type Resource } from '@bulwark/model';
import type { Lookup } from '../lookup.ts';
import { foreignCover } from './foreign-policies.ts';
import { allowsEverything, type Direction, type Policy, policiesOf } from './policy-selection.ts';

/** Kinds on which a finding about a namespace may stand: the Namespace, else its first workload. */
export const namespaceCarrierKinds: readonly KindKey[] = [
  'Namespace',
  'Deployment.apps',
  'StatefulSet.apps',
  'DaemonSet.apps',
  'ReplicaSet.apps',
  'ReplicationController',
  'Job.batch',
  'CronJob.batch',
  'Pod',
];

/** A namespace that a finding may be about, with the object that carries the finding. */
export interface JudgedNamespace {
  readonly name: string;
  /** `"shop"`, and for `default` whether the objects say so. */
  readonly called: string;
  /** Where in the judged object the finding stands. */
  readonly pointer: string;
  /** Workloads on the pod network, those first in the chain of owners. */
  readonly workloads: readonly Resource[];
}

/**
 * The namespace that the finding on this object would be about: the object is its Namespace, or, where the snapshot
 * has no Namespace object, the first of its workloads. Undefined for all others, so that a namespace is judged once.
 */
export function judgedNamespace(resource: Resource, lookup: Lookup): JudgedNamespace | undefined {
  const isNamespace = resource.kind === 'Namespace';
  if (!isNamespace && lookup.get('Namespace', '', resource.namespace)) return undefined;
  const name = isNamespace ? resource.name : resource.namespace;
  const workloads = podNetworkWorkloads(lookup, name);
  if (isNamespace) {
    // A folder that makes a namespace should protect it; in a cluster an empty one has nothing to protect.
    if (lookup.info.kind !== 'files' && workloads.length === 0) return undefined;
    return { name, called: `"${name}"`, pointer: '', workloads };
  }
  if (workloads[0] !== resource) return undefined;
  const unsaid = resource.ref.namespace === undefined ? ' (the objects name none)' : '';
  return { name, called: `"${name}"${unsaid}`, pointer: '/metadata/namespace', workloads };
}

/** Workloads of a namespace that have no owner and do not share the network of their node, in order of their name. */
function podNetworkWorkloads(lookup: Lookup, namespace: string): readonly Resource[] {
  return lookup.derive('pod-network-workloads', namespace, (read) =>
    read
      .workloads(namespace)
      .filter(
        (resource) =>
          namespaceCarrierKinds.includes(resource.kind) &&
          controllerOf(resource) === undefined &&
          resource.templates.some((template) => template.spec['hostNetwork'] !== true),
      )
      .toSorted((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name)),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Whether a namespace denies a direction to every pod unless a rule allows it, and by what. */
export interface DefaultDeny {
  readonly by: Resource | undefined;
  readonly policies: readonly Policy[];
  /** Those that isolate the direction for the pods they select. */
  readonly isolating: readonly Resource[];
  /** Policies of Cilium or Calico whose selectors are not judged. */
  readonly unjudged: readonly Resource[];
}

export function defaultDenyOf(lookup: Lookup, namespace: string, direction: Direction): DefaultDeny {
  return lookup.derive(`default-deny-${direction}`, namespace, (read) => {
    const policies = policiesOf(read, namespace);
    const isolating = policies.filter((policy) => policy.isolates[direction]).map((policy) => policy.resource);
    const own = policies.find((policy) => deniesByDefault(policy, direction));
    if (own) return { by: own.resource, policies, isolating, unjudged: [] };
    const foreign = foreignCover(read, namespace, direction);
    return { by: foreign.defaultDeny, policies, isolating, unjudged: foreign.unjudged };
  });
}

/** Selects all pods and does not let everyone through again. */
function deniesByDefault(policy: Policy, direction: Direction): boolean {
  return policy.selectsAll && policy.isolates[direction] && !allowsEverything(policy.resource, direction);
}

const mostCited = 20;

/** Policies as further evidence of a finding. */
export function cited(resources: readonly Resource[]): readonly Evidence[] {
  return resources.slice(0, mostCited).map((resource) => ({ pointer: '/spec', resource: resource.ref }));
}

/** What is to be said where policies of other kinds stand beside: that they are not counted. */
export function unjudgedNote(unjudged: readonly Resource[]): string {
  if (unjudged.length === 0) return '';
  const kinds = [...new Set(unjudged.map((resource) => resource.ref.kind))].join(' and ');
  return ` (${unjudged.length} ${kinds} not counted: their selectors are not judged)`;
}
