import { items, matchesSelector, type Resource, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import type { Lookup } from '../lookup.ts';
import { namespaceLabels } from './foreign-policies.ts';

/** A listener of a Gateway of the Gateway API, with its place. */
export interface Listener {
  readonly value: JsonObject;
  readonly pointer: string;
  readonly name: string;
  readonly protocol: string;
  /** Undefined is every host name. */
  readonly hostname: string | undefined;
}

export function listenersOf(gateway: Resource): readonly Listener[] {
  return items(record(gateway.object['spec'])['listeners']).map((item, index) => {
    const value = record(item);
    return {
      value,
      pointer: `/spec/listeners/${index}`,
      name: text(value['name']) ?? '',
      protocol: text(value['protocol']) ?? '',
      hostname: text(value['hostname']) || undefined,
    };
  });
}

/** From which namespaces a listener takes routes: `Same` where it does not say. */
export function routesFrom(listener: Listener): string {
  return text(record(record(listener.value['allowedRoutes'])['namespaces'])['from']) ?? 'Same';
}

// Classes whose Gateways are parts of a mesh or have internal addresses only.
const insideClasses: ReadonlySet<string> = new Set([
  'istio-waypoint',
  'istio-east-west',
  'istio-remote',
  'gke-l7-rilb',
  'gke-l7-rilb-mc',
  'gke-l7-cross-regional-internal-managed-mc',
  'gke-l7-internal-managed-mc',
]);

export function isInsideGateway(gateway: Resource): boolean {
  return insideClasses.has(text(record(gateway.object['spec'])['gatewayClassName']) ?? '');
}

/** A reference from one object to another, in the same namespace unless it names one. */
export interface Reference {
  readonly pointer: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Reads a reference, with what it stands for where it leaves group or kind out. */
export function referenceOf(
  value: JsonObject,
  pointer: string,
  defaults: { readonly group: string; readonly kind: string; readonly namespace: string },
): Reference {
  return {
    pointer,
    group: text(value['group']) ?? defaults.group,
    kind: text(value['kind']) ?? defaults.kind,
    namespace: text(value['namespace']) || defaults.namespace,
    name: text(value['name']) ?? '',
  };
}

/** The Services that the rules of a route forward to. */
export function routeBackends(route: Resource): readonly Reference[] {
  return items(record(route.object['spec'])['rules']).flatMap((rule, ruleIndex) =>
    items(record(rule)['backendRefs']).map((backend, index) =>
      referenceOf(record(backend), `/spec/rules/${ruleIndex}/backendRefs/${index}`, {
        group: '',
        kind: 'Service',
        namespace: route.namespace,
      }),
    ),
  );
}

/** A listener of a known Gateway that a route attaches to. */
export interface Attachment {
  readonly pointer: string;
  readonly gateway: Resource;
  readonly listener: Listener;
}

/** The listeners of known Gateways that a route attaches to by its parentRefs. */
export function attachmentsOf(route: Resource, lookup: Lookup): readonly Attachment[] {
  return items(record(route.object['spec'])['parentRefs']).flatMap((item, index) => {
    const value = record(item);
    const pointer = `/spec/parentRefs/${index}`;
    const reference = referenceOf(value, pointer, {
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      namespace: route.namespace,
    });
    const gateway = lookup.get(`${reference.kind}.${reference.group}`, reference.namespace, reference.name);
    if (gateway === undefined) return [];
    return listenersOf(gateway)
      .filter((listener) => takes(listener, { gateway, route, parent: value, lookup }))
      .map((listener) => ({ pointer, gateway, listener }));
  });
}

interface Offer {
  readonly gateway: Resource;
  readonly route: Resource;
  readonly parent: JsonObject;
  readonly lookup: Lookup;
}

function takes(listener: Listener, { gateway, route, parent, lookup }: Offer): boolean {
  if (parent['sectionName'] !== undefined && parent['sectionName'] !== listener.name) return false;
  if (parent['port'] !== undefined && parent['port'] !== listener.value['port']) return false;
  return namespaceIsAllowed(listener, gateway, { namespace: route.namespace, lookup }) && hostsMeet(listener, route);
}

function namespaceIsAllowed(
  listener: Listener,
  gateway: Resource,
  { namespace, lookup }: { readonly namespace: string; readonly lookup: Lookup },
): boolean {
  const from = routesFrom(listener);
  if (from === 'All') return true;
  if (from === 'Same') return gateway.namespace === namespace;
  const { selector } = record(record(listener.value['allowedRoutes'])['namespaces']);
  return from === 'Selector' && matchesSelector(selector, namespaceLabels(namespace, lookup)) === true;
}

function hostsMeet(listener: Listener, route: Resource): boolean {
  const hosts = items(record(route.object['spec'])['hostnames']);
  const { hostname } = listener;
  return hostname === undefined || hosts.length === 0 || hosts.some((host) => meets(hostname, text(host) ?? ''));
}

/** Whether two host names, each perhaps with a wildcard for its first labels, have a host in common. */
function meets(a: string, b: string): boolean {
  if (a === b) return true;
  const wide = a.startsWith('*.') ? a.slice(1) : undefined;
  const other = b.startsWith('*.') ? b.slice(1) : undefined;
  return (wide !== undefined && b.endsWith(wide)) || (other !== undefined && a.endsWith(other));
}
