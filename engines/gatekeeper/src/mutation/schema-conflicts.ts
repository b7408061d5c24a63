import type { Location, Step } from './location.ts';
import type { Mutator } from './mutator.ts';

/**
 * The mutators that disagree with another one on what an object is made of, for some kind and operation: one takes for
 * a list what another takes for an object, lists are told apart by different keys, or one goes on below an image.
 */
export function schemaConflicts(mutators: readonly Mutator[]): ReadonlySet<Mutator> {
  const roots = new Map<string, SchemaNode>();
  for (const mutator of mutators) {
    for (const binding of bindingsOf(mutator)) {
      const root = roots.get(binding) ?? new SchemaNode();
      roots.set(binding, root);
      root.add(mutator, mutator.location);
    }
  }
  const conflicts = new Set<Mutator>();
  for (const root of roots.values()) root.collect(conflicts);
  return conflicts;
}

function bindingsOf({ applyTo }: Mutator): string[] {
  return (applyTo ?? []).flatMap(({ groups, versions, kinds, operations }) =>
    groups.flatMap((group) =>
      versions.flatMap((version) =>
        kinds.flatMap((kind) => operations.map((operation) => `${group}/${version}/${kind}/${operation}`)),
      ),
    ),
  );
}

type NodeType = Step['type'] | Mutator['terminal'];

/** A part of the schema that mutators imply: below each name, one node for each type that is claimed for it. */
class SchemaNode {
  readonly #users = new Set<Mutator>();
  /** Those that nothing may stand below. */
  readonly #ends = new Set<Mutator>();
  readonly #children = new Map<string, Map<NodeType, SchemaNode>>();

  add(mutator: Mutator, [step, ...rest]: Location): void {
    this.#users.add(mutator);
    if (step === undefined) {
      if (mutator.kind === 'AssignImage') this.#ends.add(mutator);
      return;
    }
    const key = step.type === 'field' ? step.name : step.key;
    const byType = this.#children.get(key) ?? new Map<NodeType, SchemaNode>();
    this.#children.set(key, byType);
    // What follows a name tells what it is.
    const type = rest[0]?.type ?? mutator.terminal;
    const child = byType.get(type) ?? new SchemaNode();
    byType.set(type, child);
    child.add(mutator, rest);
  }

  collect(conflicts: Set<Mutator>): void {
    for (const byType of this.#children.values()) {
      const known = [...byType].filter(([type]) => type !== 'unknown');
      for (const [type, child] of known) {
        if (known.length > 1 || (type === 'element' && child.#children.size > 1)) addAll(conflicts, child.#users);
      }
      SchemaNode.#collectBelowEnds([...byType.values()], conflicts);
      for (const child of byType.values()) child.collect(conflicts);
    }
  }

  /** Nothing may stand below an image. */
  static #collectBelowEnds(nodes: readonly SchemaNode[], conflicts: Set<Mutator>): void {
    const below = nodes.flatMap((node) => [...node.#children.values()].flatMap((types) => [...types.values()]));
    if (below.length === 0 || nodes.every((node) => node.#ends.size === 0)) return;
    for (const node of nodes) addAll(conflicts, node.#ends);
    for (const node of below) addAll(conflicts, node.#users);
  }
}

function addAll(into: Set<Mutator>, mutators: Iterable<Mutator>): void {
  for (const mutator of mutators) into.add(mutator);
}
