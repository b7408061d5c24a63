import type { Resource } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';

/**
 * `data.inventory`: objects by `cluster[groupVersion][kind][name]` and `namespace[namespace][groupVersion][kind][name]`.
 * Objects are held, never copied; the maps over them are made when asked for, those that changed only.
 */
export class Inventory {
  readonly #root = new Branch();
  readonly #namespaces = new Map<string, JsonObject>();

  add({ ref, object }: Resource): void {
    this.#root.set(pathOf(ref), object);
    if (ref.kind === 'Namespace' && ref.apiVersion === 'v1') this.#namespaces.set(ref.name, object);
  }

  remove({ ref }: Pick<Resource, 'ref'>): void {
    this.#root.delete(pathOf(ref));
    if (ref.kind === 'Namespace' && ref.apiVersion === 'v1') this.#namespaces.delete(ref.name);
  }

  /** The Namespace of that name, where it is known. */
  namespace(name: string): JsonObject | undefined {
    return this.#namespaces.get(name);
  }

  /** The document as it is now; later changes do not show in it. Undefined where nothing is known. */
  document(): JsonObject | undefined {
    return this.#root.isEmpty ? undefined : this.#root.document();
  }
}

/** The Namespace of that name; `default` is there without being written. */
export function knownNamespace(inventory: Inventory, name: string): JsonObject | undefined {
  return inventory.namespace(name) ?? (name === 'default' ? defaultNamespace : undefined);
}

const defaultNamespace: JsonObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } };

function pathOf({ apiVersion, kind, namespace, name }: Resource['ref']): readonly string[] {
  return namespace ? ['namespace', namespace, apiVersion, kind, name] : ['cluster', apiVersion, kind, name];
}

/** A map whose leaves are objects; its document is kept until something below it changes. */
class Branch {
  readonly #branches = new Map<string, Branch>();
  readonly #leaves = new Map<string, JsonObject>();
  #document: JsonObject | undefined;

  get isEmpty(): boolean {
    return this.#branches.size === 0 && this.#leaves.size === 0;
  }

  set([first = '', ...rest]: readonly string[], object: JsonObject): void {
    this.#document = undefined;
    if (rest.length === 0) {
      this.#leaves.set(first, object);
      return;
    }
    const branch = this.#branches.get(first) ?? new Branch();
    this.#branches.set(first, branch);
    branch.set(rest, object);
  }

  delete([first = '', ...rest]: readonly string[]): void {
    this.#document = undefined;
    this.#leaves.delete(first);
    const branch = rest.length === 0 ? undefined : this.#branches.get(first);
    branch?.delete(rest);
    if (branch?.isEmpty) this.#branches.delete(first);
  }

  document(): JsonObject {
    this.#document ??= Object.fromEntries([
      ...this.#leaves,
      ...[...this.#branches].map(([name, branch]): [string, JsonObject] => [name, branch.document()]),
    ]);
    return this.#document;
  }
}
