import type { JsonObject } from '@bulwark/text';
import type { Skipped } from './coverage.ts';
import type { KindKey } from './kind-key.ts';
import type { Resource } from './resource.ts';

/** What is known of the world a snapshot was taken from. */
export interface SnapshotInfo {
  /** A cluster is the whole truth about itself; files may leave things out. */
  readonly kind: 'files' | 'cluster' | 'snapshot';
  readonly name: string;
  /** ISO 8601; expiry is judged at this moment. */
  readonly takenAt: string;
  /** `1.36`, where the cluster said so. */
  readonly kubeVersion?: string;
  readonly cluster?: JsonObject;
  /** What could not be read. */
  readonly skipped: readonly Skipped[];
  /** Kinds that could not be listed, or not in full. */
  readonly incompleteKinds: readonly KindKey[];
}

interface Bucket {
  readonly byName: ReadonlyMap<string, Resource>;
  readonly list: readonly Resource[];
}

type Kinds = ReadonlyMap<KindKey, ReadonlyMap<string, Bucket>>;

const nothing: readonly Resource[] = Object.freeze([]);

/** Immutable state of a cluster or folder at one time, indexed by kind, namespace and name. */
export class Snapshot {
  readonly info: SnapshotInfo;
  readonly size: number;
  readonly #kinds: Kinds;
  readonly #lists: Map<KindKey, readonly Resource[]> = new Map();

  private constructor(info: SnapshotInfo, kinds: Kinds, size: number) {
    this.info = info;
    this.#kinds = kinds;
    this.size = size;
  }

  /** Of two objects with one name the later one stays. */
  static of(resources: Iterable<Resource>, info: SnapshotInfo): Snapshot {
    const kinds = new Map<KindKey, Map<string, Map<string, Resource>>>();
    for (const resource of resources) {
      const namespaces = childMap(kinds, resource.kind);
      const names = childMap(namespaces, resource.namespace);
      names.set(resource.name, resource);
    }
    let size = 0;
    const frozen = new Map<KindKey, ReadonlyMap<string, Bucket>>();
    for (const [kind, namespaces] of kinds) {
      const buckets = new Map<string, Bucket>();
      for (const [namespace, byName] of namespaces) {
        buckets.set(namespace, { byName, list: [...byName.values()] });
        size += byName.size;
      }
      frozen.set(kind, buckets);
    }
    return new Snapshot(info, frozen, size);
  }

  get(kind: KindKey, namespace: string, name: string): Resource | undefined {
    return this.#kinds.get(kind)?.get(namespace)?.byName.get(name);
  }

  /** All objects of a kind, or those of one namespace, in the order they were read. */
  list(kind: KindKey, namespace?: string): readonly Resource[] {
    if (namespace !== undefined) return this.#kinds.get(kind)?.get(namespace)?.list ?? nothing;
    let list = this.#lists.get(kind);
    if (list === undefined) {
      const buckets = this.#kinds.get(kind);
      list = buckets ? [...buckets.values()].flatMap((bucket) => bucket.list) : nothing;
      this.#lists.set(kind, list);
    }
    return list;
  }

  kinds(): readonly KindKey[] {
    return [...this.#kinds.keys()];
  }

  *resources(): Generator<Resource> {
    for (const namespaces of this.#kinds.values()) {
      for (const bucket of namespaces.values()) yield* bucket.list;
    }
  }

  /** This snapshot with one object added or replaced. */
  with(resource: Resource): Snapshot {
    const known = this.get(resource.kind, resource.namespace, resource.name) !== undefined;
    return this.#edited(resource, this.size + (known ? 0 : 1), (names) => names.set(resource.name, resource));
  }

  without(resource: Pick<Resource, 'kind' | 'namespace' | 'name'>): Snapshot {
    if (!this.get(resource.kind, resource.namespace, resource.name)) return this;
    return this.#edited(resource, this.size - 1, (names) => names.delete(resource.name));
  }

  #edited(
    at: Pick<Resource, 'kind' | 'namespace'>,
    size: number,
    edit: (names: Map<string, Resource>) => void,
  ): Snapshot {
    const namespaces = new Map(this.#kinds.get(at.kind));
    const names = new Map(namespaces.get(at.namespace)?.byName);
    edit(names);
    if (names.size > 0) namespaces.set(at.namespace, { byName: names, list: [...names.values()] });
    else namespaces.delete(at.namespace);
    const kinds = new Map(this.#kinds);
    if (namespaces.size > 0) kinds.set(at.kind, namespaces);
    else kinds.delete(at.kind);
    return new Snapshot(this.info, kinds, size);
  }
}

/** The map under a key, made where it is missing. */
function childMap<K, V>(parent: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let child = parent.get(key);
  if (child === undefined) {
    child = new Map();
    parent.set(key, child);
  }
  return child;
}
