import { equal } from '../values/equal.ts';
import { entriesOf, get, ObjectBuilder } from '../values/object.ts';
import { membersInOrder, setOf } from '../values/set.ts';
import {
  isArray,
  isObject,
  isSet,
  kindOf,
  type RegoArray,
  type RegoObject,
  type RegoSet,
  type RegoValue,
} from '../values/value.ts';
import type { Builtin } from './builtin.ts';
import { type Args, elementsAt, objectAt, operandError } from './operands.ts';

export const jsonPathBuiltins: readonly Builtin[] = [
  { name: 'json.filter', evaluate: (args) => filterValue(objectAt(args, 0), pathTree(pathsAt(args))) },
  { name: 'json.remove', evaluate: (args) => removeFrom(objectAt(args, 0), pathTree(pathsAt(args))) },
];

function pathsAt(args: Args): readonly RegoArray[] {
  return elementsAt(args, 1, 'set', 'array').map(readPath);
}

/** The keys of a path: a list of them, or a JSON pointer (RFC 6901) whose first slash may be missing. */
export function readPath(path: RegoValue): RegoArray {
  if (isArray(path)) return path;
  if (typeof path !== 'string') {
    const problem = 'must be one of {set, array} containing string paths or array of path segments but got';
    throw operandError(1, `${problem} ${kindOf(path)}`);
  }
  if (path === '') return [];
  const keys = path.replace(/^\/+/, '').split('/');
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Paths as one tree: an object at every branch, null at the end of a path, which ends all that go on beyond it. */
type PathTree = RegoObject;

function pathTree(paths: readonly RegoArray[]): PathTree {
  const root = new Branch();
  for (const path of paths) root.add(path, 0);
  return root.build();
}

class Branch {
  readonly #children = new ObjectBuilder();
  readonly #branches: { readonly key: RegoValue; readonly branch: Branch }[] = [];

  add(path: RegoArray, depth: number): void {
    const key = path[depth];
    if (key === undefined || this.#children.get(key) === null) return;
    if (depth === path.length - 1) {
      this.#children.set(key, null);
      return;
    }
    if (this.#children.get(key) === undefined) {
      this.#children.set(key, true);
      this.#branches.push({ key, branch: new Branch() });
    }
    this.#branches.find((child) => equal(child.key, key))?.branch.add(path, depth + 1);
  }

  build(): PathTree {
    for (const { key, branch } of this.#branches) {
      if (this.#children.get(key) !== null) this.#children.set(key, branch.build());
    }
    return this.#children.build();
  }
}

/** The tree of paths that are each one key long. */
export function nullFilter(keys: RegoSet): RegoObject {
  const builder = new ObjectBuilder();
  for (const key of keys.members.values()) builder.set(key, null);
  return builder.build();
}

/** What of a value the paths keep. */
export function filterValue(value: RegoValue, filter: RegoValue): RegoValue {
  if (!isObject(filter)) return value;
  if (isArray(value)) return value.flatMap((item, at) => kept(item, get(filter, String(at))));
  if (isSet(value)) return setOf(membersInOrder(value).flatMap((item) => kept(item, get(filter, item))));
  if (!isObject(value)) return value;
  const builder = new ObjectBuilder();
  for (const [key, held] of entriesOf(value)) {
    const below = get(filter, key);
    if (below !== undefined) builder.set(key, filterValue(held, below));
  }
  return builder.build();
}

function kept(item: RegoValue, filter: RegoValue | undefined): readonly RegoValue[] {
  return filter === undefined ? [] : [filterValue(item, filter)];
}

/** What of a value the paths leave; undefined where a path ends at it. */
function removeFrom(value: RegoValue, paths: RegoValue | undefined): RegoValue | undefined {
  if (paths === null) return undefined;
  if (!isObject(paths)) return value;
  if (isArray(value)) return value.flatMap((item, at) => left(removeFrom(item, get(paths, String(at)))));
  if (isSet(value)) return setOf(membersInOrder(value).flatMap((item) => left(removeFrom(item, get(paths, item)))));
  if (!isObject(value)) return value;
  const builder = new ObjectBuilder();
  for (const [key, held] of entriesOf(value)) {
    const rest = removeFrom(held, get(paths, key));
    if (rest !== undefined) builder.set(key, rest);
  }
  return builder.build();
}

function left(value: RegoValue | undefined): readonly RegoValue[] {
  return value === undefined ? [] : [value];
}
