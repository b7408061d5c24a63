import type { RefTerm, Term } from '../../ast/ast.ts';
import { hashKey } from '../../values/hash-key.ts';
import type { HashKey, RegoValue } from '../../values/value.ts';
import { constantValue } from '../constant-value.ts';
import { joinTypes } from './join-types.ts';
import { type ObjectType, type RegoType, unknownType } from './rego-type.ts';

/** What is known of the types below a reference. It grows while rules are checked. */
export class TypeTree {
  readonly key: RegoValue | undefined;
  readonly children = new Map<HashKey, TypeTree>();
  type: RegoType = unknownType;
  /** Counts the changes at and below this place. */
  version = 0;

  constructor(key?: RegoValue) {
    this.key = key;
  }

  /** A leaf: the type says everything that is known below. */
  get isLeaf(): boolean {
    return this.type.kind !== 'unknown';
  }

  child(term: Term): TypeTree | undefined {
    const key = treeKey(term);
    return key === undefined ? undefined : this.children.get(key);
  }

  #grow(term: Term): TypeTree {
    const key = treeKey(term);
    return key === undefined ? this.#child(noKey, term) : this.#child(key, term);
  }

  #child(key: HashKey, term: Term): TypeTree {
    let child = this.children.get(key);
    if (child === undefined) {
      child = new TypeTree(constantValue(term));
      this.children.set(key, child);
    }
    return child;
  }

  put(path: readonly Term[], type: RegoType): void {
    let node: TypeTree = this;
    this.version++;
    for (const term of path) node = node.#grow(term);
    node.type = type;
  }

  /** Puts a rule's type, joined with what is there; objects on the way get it as a dynamic property. */
  insert(path: readonly Term[], type: RegoType, typeOf: (term: Term) => RegoType): void {
    let node: TypeTree = this;
    path.forEach((term, at) => {
      node = node.#grow(term);
      const rest = path.slice(at + 1);
      if (rest.length > 0 && node.type.kind === 'object') node.type = insertInto(node.type, rest.map(typeOf), type);
    });
    node.type = mergeTypes(node.type, type);
    if (type.kind !== 'object' || node.children.size === 0) return;
    for (const { keys, type: leaf } of leavesOf(node, [])) {
      if (node.type.kind === 'object') node.type = insertInto(node.type, keys, leaf);
    }
  }
}

// Terms without a key share a place.
const noKey = '\u0001';

interface Leaf {
  readonly keys: readonly RegoType[];
  readonly type: RegoType;
}

function leavesOf(node: TypeTree, keys: readonly RegoType[]): Leaf[] {
  return [...node.children.values()].flatMap((child) => {
    const below = [...keys, child.key === undefined ? unknownType : keyType(child.key)];
    return child.isLeaf ? [{ keys: below, type: child.type }] : leavesOf(child, below);
  });
}

function keyType(key: RegoValue): RegoType {
  if (typeof key === 'string') return { kind: 'string' };
  if (typeof key === 'boolean') return { kind: 'boolean' };
  return key === null ? { kind: 'null' } : { kind: 'number' };
}

function insertInto(object: ObjectType, keys: readonly RegoType[], type: RegoType): ObjectType {
  const [key, ...rest] = keys;
  if (key === undefined) return object;
  const value = rest.length === 0 ? type : insertInto({ kind: 'object', properties: [] }, rest, type);
  const { rest: known } = object;
  const joined =
    known === undefined ? { key, value } : { key: joinTypes(known.key, key), value: joinTypes(known.value, value) };
  return { ...object, rest: joined };
}

/** The type of a document that two rules make. */
function mergeTypes(a: RegoType, b: RegoType): RegoType {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'object' && b.kind === 'object' && a.properties.length + b.properties.length === 0) {
    if (a.rest === undefined) return b;
    if (b.rest === undefined) return a;
    const rest = { key: joinTypes(a.rest.key, b.rest.key), value: mergeTypes(a.rest.value, b.rest.value) };
    return { kind: 'object', properties: [], rest };
  }
  if (a.kind === 'set' && b.kind === 'set') {
    return { kind: 'set', of: joinTypes(a.of ?? unknownType, b.of ?? unknownType) };
  }
  return joinTypes(a, b);
}

/** Variables and constants have keys of their own; other terms have none. */
function treeKey(term: Term): HashKey | undefined {
  if (term.type === 'var') return `\u0001${term.name}`;
  const value = constantValue(term);
  return value === undefined ? undefined : hashKey(value);
}

export function partsOf(ref: RefTerm): readonly Term[] {
  return [ref.head, ...ref.path];
}
