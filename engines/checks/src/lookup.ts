import type { KindKey, Resource, Snapshot, SnapshotInfo } from '@bulwark/model';
import { isWorkloadKind, type TopOwner, topOwner } from '@bulwark/model';

/** How a check reaches other objects. Whatever is asked is recorded. */
export interface Lookup {
  readonly info: SnapshotInfo;
  get(kind: KindKey, namespace: string, name: string): Resource | undefined;
  /** All objects of a kind, or those of one namespace. */
  list(kind: KindKey, namespace?: string): readonly Resource[];
  /** Objects of a namespace that describe pods, custom ones included. */
  workloads(namespace: string): readonly Resource[];
  owner(resource: Resource): TopOwner;
  /**
   * A value worked out once and shared by all who ask with the same name and argument; it is worked out again when
   * what it read has changed. `compute` must depend on nothing but the lookup and the argument.
   */
  derive<T>(name: string, argument: string, compute: (lookup: Lookup) => T): T;
}

/** What was asked: `kind|namespace|name`, `kind|namespace|*` or `kind|*`. */
export type Question = string;

export function questionsAbout(resource: Pick<Resource, 'kind' | 'namespace' | 'name'>): readonly Question[] {
  const { kind, namespace, name } = resource;
  return [`${kind}|${namespace}|${name}`, `${kind}|${namespace}|*`, `${kind}|*`, `workloads|${namespace}`];
}

interface Derived {
  readonly value: unknown;
  readonly questions: ReadonlySet<Question> | undefined;
}

/**
 * A lookup over a snapshot that can change under it. `asked` collects questions while it is set; without it nothing
 * is recorded, which is what a single full scan wants.
 */
export class SnapshotLookup implements Lookup {
  #snapshot: Snapshot;
  readonly #tracked: boolean;
  readonly #derived: Map<string, Derived> = new Map();
  readonly #workloads: Map<string, readonly Resource[]> = new Map();
  asked: Set<Question> | undefined;

  constructor(snapshot: Snapshot, tracked: boolean) {
    this.#snapshot = snapshot;
    this.#tracked = tracked;
  }

  get info(): SnapshotInfo {
    return this.#snapshot.info;
  }

  get(kind: KindKey, namespace: string, name: string): Resource | undefined {
    this.asked?.add(`${kind}|${namespace}|${name}`);
    return this.#snapshot.get(kind, namespace, name);
  }

  list(kind: KindKey, namespace?: string): readonly Resource[] {
    this.asked?.add(namespace === undefined ? `${kind}|*` : `${kind}|${namespace}|*`);
    return this.#snapshot.list(kind, namespace);
  }

  workloads(namespace: string): readonly Resource[] {
    this.asked?.add(`workloads|${namespace}`);
    let found = this.#workloads.get(namespace);
    if (found === undefined) {
      found = this.#snapshot
        .kinds()
        .flatMap((kind) => this.#snapshot.list(kind, namespace))
        .filter((resource) => isWorkloadKind(resource.kind) || resource.templates.length > 0);
      this.#workloads.set(namespace, found);
    }
    return found;
  }

  owner(resource: Resource): TopOwner {
    return topOwner(resource, this);
  }

  derive<T>(name: string, argument: string, compute: (lookup: Lookup) => T): T {
    const key = `${name}|${argument}`;
    let derived = this.#derived.get(key);
    if (derived === undefined) {
      derived = this.#compute(compute);
      this.#derived.set(key, derived);
    }
    if (this.asked) for (const question of derived.questions ?? []) this.asked.add(question);
    // The name stands for the type: a check asks for its own derived values only.
    return derived.value as T;
  }

  #compute(compute: (lookup: Lookup) => unknown): Derived {
    if (!this.#tracked) return { value: compute(this), questions: undefined };
    const outer = this.asked;
    const questions = new Set<Question>();
    this.asked = questions;
    try {
      return { value: compute(this), questions };
    } finally {
      this.asked = outer;
    }
  }

  /** Goes on with another state of the world and forgets what was derived from the questions that changed. */
  moveTo(snapshot: Snapshot, changed: ReadonlySet<Question>): void {
    this.#snapshot = snapshot;
    for (const question of changed) {
      if (question.startsWith('workloads|')) this.#workloads.delete(question.slice('workloads|'.length));
    }
    for (const [key, derived] of this.#derived) {
      if (derived.questions === undefined || !changed.isDisjointFrom(derived.questions)) this.#derived.delete(key);
    }
  }
}
