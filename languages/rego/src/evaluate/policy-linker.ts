import type { Builtin } from '../builtins/builtin.ts';
import type { Block, DocumentPlan, PolicyPlan, TreePlan, Value } from '../plan/plan.ts';
import { compare } from '../values/compare.ts';
import { equal } from '../values/equal.ts';
import { get, keysInOrder, ObjectBuilder } from '../values/object.ts';
import { membersInOrder } from '../values/set.ts';
import { isArray, isObject, isSet, type RegoValue } from '../values/value.ts';
import type { LinkedDocument, Linker, Read, Run } from './link.ts';
import { linkBlock } from './link-block.ts';
import { linkDocument } from './link-document.ts';
import { linkValue } from './link-value.ts';
import type { Machine } from './machine.ts';
import { select, selectBase } from './select.ts';

/** Makes the documents of a policy ready to run, each when it is first needed, and finds places below `data`. */
export class PolicyLinker implements Linker {
  readonly isObserved: boolean;
  readonly isPatient: boolean;
  readonly #plan: PolicyPlan;
  readonly #builtins: ReadonlyMap<string, Builtin>;
  readonly #documents = new Map<DocumentPlan, LinkedDocument>();

  constructor(plan: PolicyPlan, builtins: ReadonlyMap<string, Builtin>, mode?: 'observed' | 'patient') {
    this.isObserved = mode === 'observed';
    this.isPatient = mode === 'patient';
    this.#plan = plan;
    this.#builtins = builtins;
  }

  value(plan: Value): Read {
    return linkValue(plan, this);
  }

  block(block: Block, next: Run): Run {
    return linkBlock(block, this, next);
  }

  document(plan: DocumentPlan): LinkedDocument {
    let linked = this.#documents.get(plan);
    if (linked === undefined) {
      linked = linkDocument(plan, this);
      this.#documents.set(plan, linked);
    }
    return linked;
  }

  builtin(name: string): Builtin | undefined {
    return this.#builtins.get(name);
  }

  dataAt(machine: Machine, path: readonly RegoValue[]): RegoValue | undefined {
    const base = path.reduce<RegoValue | undefined>((found, key) => selectBase(found, key), machine.data);
    const place = this.#find(machine, path);
    if (place === undefined) return base;
    const { node, rest } = place;
    if (node.document === undefined) return merged(base, this.#extent(machine, node, path));
    const { kind } = node.document;
    if (kind === 'function') return base;
    const document = this.document(node.document);
    return rest.length === 0 ? document.value(machine) : followed(document, machine, rest);
  }

  keysAt(machine: Machine, path: readonly RegoValue[]): Iterable<RegoValue> {
    const place = this.#find(machine, path);
    if (place?.node.document !== undefined) return keysOf(this.dataAt(machine, path));
    const base = path.reduce<RegoValue | undefined>((found, key) => selectBase(found, key), machine.data);
    const baseKeys = keysOf(base);
    if (place === undefined) return baseKeys;
    const added = place.node.children.map((child) => child.key);
    return [...baseKeys, ...added.filter((key) => !baseKeys.some((known) => equal(known, key)))];
  }

  /** The place of the tree that a path leads to or into; undefined where rules have no part. */
  #find(machine: Machine, path: readonly RegoValue[]): Found | undefined {
    let node: TreePlan = this.#plan.root;
    if (machine.isReplaced([])) return undefined;
    for (let at = 0; at < path.length; at++) {
      if (node.document !== undefined) return { node, rest: path.slice(at) };
      const key = path[at];
      const child = key === undefined ? undefined : childOf(node, key);
      if (child === undefined || machine.isReplaced(path.slice(0, at + 1))) return undefined;
      node = child;
    }
    return { node, rest: [] };
  }

  /** All documents of a part of the tree, as one object. */
  #extent(machine: Machine, node: TreePlan, path: readonly RegoValue[]): RegoValue {
    const builder = new ObjectBuilder();
    for (const child of node.children) {
      const childPath = [...path, child.key];
      if (child.hidden || machine.isReplaced(childPath)) continue;
      const { document } = child;
      if (document === undefined) builder.set(child.key, this.#extent(machine, child, childPath));
      else {
        const value = document.kind === 'function' ? undefined : this.document(document).value(machine);
        machine.throwKept();
        if (value !== undefined) builder.set(child.key, value);
      }
    }
    return builder.build();
  }
}

interface Found {
  readonly node: TreePlan;
  /** What is left of the path inside the node's document. */
  readonly rest: readonly RegoValue[];
}

function followed(document: LinkedDocument, machine: Machine, rest: readonly RegoValue[]): RegoValue | undefined {
  const { depth, kind } = document.plan;
  const known = kind === 'complete' ? rest : rest.slice(0, depth);
  const start = document.valueAt(machine, known);
  return rest.slice(known.length).reduce<RegoValue | undefined>((found, key) => select(found, key), start);
}

function childOf(node: TreePlan, key: RegoValue): TreePlan | undefined {
  const { children } = node;
  let low = 0;
  let high = children.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle];
    if (child === undefined) return undefined;
    const order = compare(child.key, key);
    if (order === 0) return child;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function keysOf(value: RegoValue | undefined): readonly RegoValue[] {
  if (isArray(value)) return value.map((_item, at) => at);
  if (isSet(value)) return membersInOrder(value);
  return isObject(value) ? keysInOrder(value) : [];
}

/** Base data and documents together: objects are joined, anything else of the base data wins. */
function merged(base: RegoValue | undefined, virtual: RegoValue): RegoValue {
  if (base === undefined) return virtual;
  if (!isObject(base) || !isObject(virtual)) return base;
  const builder = new ObjectBuilder();
  for (const key of keysInOrder(virtual)) {
    const value = get(virtual, key);
    if (value !== undefined) builder.set(key, value);
  }
  for (const key of keysInOrder(base)) {
    const value = get(base, key);
    const other = get(virtual, key);
    if (value !== undefined) builder.set(key, other === undefined ? value : merged(value, other));
  }
  return builder.build();
}
