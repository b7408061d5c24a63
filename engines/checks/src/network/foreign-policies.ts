import { items, matchesSelector, own, type Resource, record, selectsEverything, text } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import type { Lookup } from '../lookup.ts';
import { isAnyAddress } from './cidr.ts';
import type { Direction } from './policy-selection.ts';

/** What policies other than NetworkPolicies do to a namespace. */
export interface ForeignCover {
  /** A policy that denies this direction by default for every pod of the namespace. */
  readonly defaultDeny: Resource | undefined;
  /** Policies of Cilium or Calico that may cover some pods; their selectors are not judged. */
  readonly unjudged: readonly Resource[];
}

const ciliumKinds = ['CiliumNetworkPolicy.cilium.io', 'CiliumClusterwideNetworkPolicy.cilium.io'] as const;
const calicoKinds = [
  'NetworkPolicy.projectcalico.org',
  'GlobalNetworkPolicy.projectcalico.org',
  'NetworkPolicy.crd.projectcalico.org',
  'GlobalNetworkPolicy.crd.projectcalico.org',
] as const;
const adminKinds = [
  'AdminNetworkPolicy.policy.networking.k8s.io',
  'BaselineAdminNetworkPolicy.policy.networking.k8s.io',
  'ClusterNetworkPolicy.policy.networking.k8s.io',
] as const;

/** How admin policies, Cilium and Calico cover a namespace in a direction. */
export function foreignCover(lookup: Lookup, namespace: string, direction: Direction): ForeignCover {
  const admin = adminPolicies(lookup).find(
    (policy) => coversNamespace(policy, namespace, lookup) && deniesEveryone(policy, direction),
  );
  if (admin) return { defaultDeny: admin, unjudged: [] };
  const others = [...inForce(lookup, ciliumKinds, namespace), ...inForce(lookup, calicoKinds, namespace)];
  const defaultDeny = others.find((policy) => deniesByDefault(policy, direction));
  return { defaultDeny, unjudged: defaultDeny ? [] : others };
}

/** AdminNetworkPolicies, BaselineAdminNetworkPolicies and ClusterNetworkPolicies of the cluster. */
export function adminPolicies(lookup: Lookup): readonly Resource[] {
  return adminKinds.flatMap((kind) => lookup.list(kind));
}

/** Policies of the namespace itself and clusterwide ones, which a file may give no namespace. */
function inForce(lookup: Lookup, kinds: readonly string[], namespace: string): readonly Resource[] {
  return kinds.flatMap((kind) =>
    kind.startsWith('Global') || kind.startsWith('CiliumClusterwide')
      ? lookup.list(kind)
      : lookup.list(kind, namespace),
  );
}

/** Whether the subject of an admin policy takes in every pod of a namespace. */
export function coversNamespace(policy: Resource, namespace: string, lookup: Lookup): boolean {
  const subject = record(record(policy.object['spec'])['subject']);
  const labels = namespaceLabels(namespace, lookup);
  if (isObject(subject['namespaces'])) return matchesSelector(subject['namespaces'], labels) === true;
  const pods = record(subject['pods']);
  return selectsEverything(pods['podSelector']) && matchesSelector(pods['namespaceSelector'], labels) === true;
}

/** Labels of a namespace; the API server adds the one with its name (KEP-2161). */
export function namespaceLabels(namespace: string, lookup: Lookup): JsonObject {
  const known = lookup.get('Namespace', '', namespace)?.labels ?? {};
  return { ...known, 'kubernetes.io/metadata.name': namespace };
}

function deniesEveryone(policy: Resource, direction: Direction): boolean {
  return items(record(policy.object['spec'])[direction]).some((item) => {
    const rule = record(item);
    if (rule['action'] !== 'Deny' || restrictsPorts(rule)) return false;
    const peers = items(rule[direction === 'ingress' ? 'from' : 'to']);
    return peers.some((peer) =>
      direction === 'ingress'
        ? selectsEverything(record(peer)['namespaces'])
        : items(record(peer)['networks']).some(isAnyAddress),
    );
  });
}

/** Whether a rule of an admin policy holds for some ports only (`ports` of v1alpha1, `protocols` of v1alpha2). */
export function restrictsPorts(rule: JsonObject): boolean {
  return items(rule['ports']).length > 0 || items(rule['protocols']).length > 0;
}

function deniesByDefault(policy: Resource, direction: Direction): boolean {
  return policy.kind.endsWith('.cilium.io')
    ? ciliumSpecs(policy).some((spec) => ciliumDenies(spec, direction))
    : calicoDenies(record(policy.object['spec']), direction);
}

function ciliumSpecs(policy: Resource): readonly JsonObject[] {
  return [policy.object['spec'], ...items(policy.object['specs'])].filter(isObject);
}

// A rule section makes Cilium enforce its direction for the selected endpoints, unless enableDefaultDeny says not to.
function ciliumDenies(spec: JsonObject, direction: Direction): boolean {
  if (!selectsEverything(spec['endpointSelector'])) return false;
  if (own(record(spec['enableDefaultDeny']), direction) === false) return false;
  return items(spec[direction]).length > 0 || items(spec[`${direction}Deny`]).length > 0;
}

function calicoDenies(spec: JsonObject, direction: Direction): boolean {
  if (!selectsAllCalico(spec['selector']) || !selectsAllCalico(spec['namespaceSelector'])) return false;
  const types = items(spec['types']);
  if (types.length > 0) return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  return direction === 'ingress' ? items(spec['egress']).length === 0 : items(spec['egress']).length > 0;
}

function selectsAllCalico(selector: JsonValue | undefined): boolean {
  const expression = text(selector)?.replaceAll(/\s/g, '') ?? '';
  return expression === '' || expression === 'all()';
}
