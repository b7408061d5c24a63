import { items, matchesSelector, type Resource, record, selectsEverything } from '@bulwark/model';
import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import type { Lookup } from '../lookup.ts';
import { type Cidr, contains, parseCidr } from './cidr.ts';
import { type LabelIndex, labelIndex } from './label-index.ts';

export type Direction = 'ingress' | 'egress';

/** A NetworkPolicy read once. */
export interface Policy {
  readonly resource: Resource;
  /** Selects every pod of its namespace. */
  readonly selectsAll: boolean;
  readonly isolates: Readonly<Record<Direction, boolean>>;
}

interface NamespacePolicies {
  readonly all: readonly Policy[];
  readonly byLabels: LabelIndex<Policy>;
}

/** All NetworkPolicies of a namespace. */
export function policiesOf(lookup: Lookup, namespace: string): readonly Policy[] {
  return namespacePolicies(lookup, namespace).all;
}

/** The NetworkPolicies of a namespace that select pods with these labels. */
export function policiesSelecting(lookup: Lookup, namespace: string, labels: JsonObject): readonly Policy[] {
  const { all, byLabels } = namespacePolicies(lookup, namespace);
  if (all.length === 0) return all;
  return byLabels.candidates(labels).filter((policy) => policy.selectsAll || selects(policy.resource, labels));
}

function namespacePolicies(lookup: Lookup, namespace: string): NamespacePolicies {
  return lookup.derive('network-policies', namespace, (read) => {
    const all = read.list('NetworkPolicy.networking.k8s.io', namespace).map(policyOf);
    const byLabels = labelIndex(
      all.map((policy) => [record(record(specOf(policy.resource)['podSelector'])['matchLabels']), policy] as const),
    );
    return { all, byLabels };
  });
}

function policyOf(resource: Resource): Policy {
  return {
    resource,
    selectsAll: selectsAllPods(resource),
    isolates: { ingress: isolates(resource, 'ingress'), egress: isolates(resource, 'egress') },
  };
}

function specOf(policy: Resource): JsonObject {
  return record(policy.object['spec']);
}

/** Whether the policy selects every pod of its namespace: an empty selector, or none at all. */
export function selectsAllPods(policy: Resource): boolean {
  const selector = specOf(policy)['podSelector'];
  return selector === undefined || selector === null || selectsEverything(selector);
}

/** Whether the policy selects pods with these labels; no where the API server refuses its selector. */
export function selects(policy: Resource, labels: JsonObject): boolean {
  return selectsAllPods(policy) || matchesSelector(specOf(policy)['podSelector'], labels) === true;
}

/**
 * Whether selected pods are isolated in a direction. Without `policyTypes` a policy always isolates ingress, and
 * egress only where it has egress rules (networking.k8s.io/v1 NetworkPolicySpec).
 */
export function isolates(policy: Resource, direction: Direction): boolean {
  const spec = specOf(policy);
  const types = items(spec['policyTypes']);
  if (types.length === 0) return direction === 'ingress' || items(spec['egress']).length > 0;
  return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
}

/** A rule of a policy with its place. */
export interface PolicyRule {
  readonly value: JsonObject;
  readonly pointer: string;
  /** Who may connect, or be connected to; undefined is everyone. */
  readonly peers: readonly JsonValue[] | undefined;
  /** Undefined is every port. */
  readonly ports: readonly JsonValue[] | undefined;
}

const noRules: readonly PolicyRule[] = Object.freeze([]);

/** The rules of a direction that are in force: none where the policy does not isolate in that direction. */
export function rulesOf(policy: Resource, direction: Direction): readonly PolicyRule[] {
  const rules = specOf(policy)[direction];
  if (!isList(rules) || rules.length === 0 || !isolates(policy, direction)) return noRules;
  const key = direction === 'ingress' ? 'from' : 'to';
  return rules.map((rule, index) => {
    const value = record(rule);
    return { value, pointer: `/spec/${direction}/${index}`, peers: filled(value[key]), ports: filled(value['ports']) };
  });
}

/** A list with at least one element; an absent and an empty list both mean everything here. */
function filled(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return isList(value) && value.length > 0 ? value : undefined;
}

/** Whether some rule lets everyone in (or out) on every port. */
export function allowsEverything(policy: Resource, direction: Direction): boolean {
  return rulesOf(policy, direction).some((rule) => rule.peers === undefined && rule.ports === undefined);
}

/** An IP address and a TCP port outside the cluster. */
export interface Destination {
  readonly address: Cidr;
  readonly port: number;
}

/** The first egress rule in force that lets selected pods reach an outside address over TCP. */
export function ruleReaching(policy: Resource, destination: Destination): PolicyRule | undefined {
  return rulesOf(policy, 'egress').find(
    (rule) => portsReach(rule.ports, destination.port) && peersReach(rule.peers, destination.address),
  );
}

function peersReach(peers: readonly JsonValue[] | undefined, address: Cidr): boolean {
  if (peers === undefined) return true;
  return peers.some((peer) => {
    const block = record(peer)['ipBlock'];
    return isObject(block) && blockContains(block, address);
  });
}

/** Whether an `ipBlock` covers an address that none of its `except` takes out. */
function blockContains(block: JsonObject, address: Cidr): boolean {
  const cidr = parseCidr(block['cidr']);
  if (cidr === undefined || !contains(cidr, address)) return false;
  return !items(block['except']).some((except) => {
    const range = parseCidr(except);
    return range !== undefined && contains(range, address);
  });
}

/** Whether ports of a rule cover a TCP port; a named port stands for no port of an outside address. */
function portsReach(ports: readonly JsonValue[] | undefined, wanted: number): boolean {
  if (ports === undefined) return true;
  return ports.some((entry) => {
    const { protocol, port, endPort } = record(entry);
    if (protocol !== undefined && protocol !== 'TCP') return false;
    if (port === undefined || port === null) return true;
    if (typeof port !== 'number') return false;
    return typeof endPort === 'number' ? port <= wanted && wanted <= endPort : port === wanted;
  });
}
