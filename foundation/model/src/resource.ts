import { isObject, type JsonObject, type JsonValue, type Place } from '@bulwark/text';
import { isClusterWide, type KindKey, kindKey } from './kind-key.ts';
import { type PodTemplate, podTemplatesOf } from './pod-template.ts';

/** Names one Kubernetes object. `namespace` is absent where the object states none. */
export interface ResourceRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A Kubernetes object of any kind, kept as it is. */
export interface Resource {
  readonly ref: ResourceRef;
  readonly kind: KindKey;
  /** The namespace it is looked up in: `default` where a namespaced object states none, empty for cluster-wide kinds. */
  readonly namespace: string;
  readonly name: string;
  readonly object: JsonObject;
  readonly metadata: JsonObject;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  /** The pod templates in it: one for each workload, more for some custom resources, none for the rest. */
  readonly templates: readonly PodTemplate[];
  /** Where it stands in a file; absent for objects of a live cluster. */
  readonly place?: Place;
  /** A key of it stands twice: judged last-wins. */
  readonly ambiguous: boolean;
}

export interface Origin {
  readonly place?: Place;
  readonly ambiguous?: boolean;
  /** From a cluster: an object without a namespace lives in none, also where its kind is not known here. */
  readonly fromCluster?: boolean;
}

/** The Resource of a parsed object, or undefined where it has no apiVersion and kind. */
export function toResource(object: JsonValue, origin: Origin = {}): Resource | undefined {
  if (!isObject(object)) return undefined;
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || kind === '') return undefined;
  const key = kindKey(apiVersion, kind);
  const metadata = isObject(object['metadata']) ? object['metadata'] : {};
  const stated = typeof metadata['namespace'] === 'string' ? metadata['namespace'] : '';
  const name = nameOf(metadata);
  return {
    ref: { apiVersion, kind, ...(stated === '' ? {} : { namespace: stated }), name },
    kind: key,
    namespace: isClusterWide(key) ? '' : stated || (origin.fromCluster ? '' : 'default'),
    name,
    object,
    metadata,
    labels: isObject(metadata['labels']) ? metadata['labels'] : {},
    annotations: isObject(metadata['annotations']) ? metadata['annotations'] : {},
    templates: podTemplatesOf(key, object),
    ...(origin.place ? { place: origin.place } : {}),
    ambiguous: origin.ambiguous ?? false,
  };
}

/** An object that is yet to be named by the API server goes by its generateName. */
function nameOf(metadata: JsonObject): string {
  if (typeof metadata['name'] === 'string') return metadata['name'];
  return typeof metadata['generateName'] === 'string' ? metadata['generateName'] : '';
}

/** Tells two objects apart within one snapshot. */
export function resourceKey(resource: Pick<Resource, 'kind' | 'namespace' | 'name'>): string {
  return `${resource.kind}|${resource.namespace}|${resource.name}`;
}

/** `Deployment shop/web`, as people say it. */
export function refText(ref: ResourceRef): string {
  return `${ref.kind} ${ref.namespace ? `${ref.namespace}/` : ''}${ref.name}`;
}
