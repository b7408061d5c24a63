import { entriesOf, get, keysInOrder, ObjectBuilder, objectOf } from '../values/object.ts';
import { hasMember, setOf } from '../values/set.ts';
import {
  isArray,
  isObject,
  isSet,
  type RegoArray,
  type RegoObject,
  type RegoSet,
  type RegoValue,
} from '../values/value.ts';
import type { Builtin } from './builtin.ts';
import { element } from './comparison.ts';
import { filterValue, nullFilter } from './json-paths.ts';
import { isSubsetOf } from './object-subset.ts';
import { type Args, arrayAt, objectAt, operand, wrongElement, wrongType } from './operands.ts';

export const objectBuiltins: readonly Builtin[] = [
  { name: 'object.get', evaluate: getOr },
  { name: 'object.keys', evaluate: (args) => setOf(keysInOrder(objectAt(args, 0))) },
  { name: 'object.union', evaluate: (args) => merge(objectAt(args, 0), objectAt(args, 1)) },
  { name: 'object.union_n', evaluate: (args) => objectsAt(args).reduce<RegoObject>(merge, {}) },
  { name: 'object.remove', evaluate: remove },
  { name: 'object.filter', evaluate: (args) => filterValue(objectAt(args, 0), nullFilter(keysAt(args))) },
  { name: 'object.subset', evaluate: isSubsetOf },
];

/** With an array for a key, the value at the end of that path. */
function getOr(args: Args): RegoValue {
  const object = objectAt(args, 0);
  const key = operand(args, 1);
  const found = isArray(key) ? valueAt(object, key) : get(object, key);
  return found ?? (found === null ? null : operand(args, 2));
}

function valueAt(start: RegoValue, path: RegoArray): RegoValue | undefined {
  let value: RegoValue | undefined = start;
  for (const key of path) {
    if (value === undefined) return undefined;
    value = member(value, key);
  }
  return value;
}

/** What a reference finds in a value under a key: a set's member is its own key. */
function member(value: RegoValue, key: RegoValue): RegoValue | undefined {
  if (isArray(value)) return element(value, key);
  if (isSet(value)) return hasMember(value, key) ? key : undefined;
  return isObject(value) ? get(value, key) : undefined;
}

function objectsAt(args: Args): readonly RegoObject[] {
  return arrayAt(args, 0).map((item) =>
    isObject(item) ? item : wrongElement(args, 0, { got: item, expected: 'object' }),
  );
}

/** Objects under the same key are merged, of all else the right one wins. */
function merge(left: RegoObject, right: RegoObject): RegoObject {
  const builder = new ObjectBuilder();
  for (const [key, value] of entriesOf(left)) builder.set(key, value);
  for (const [key, value] of entriesOf(right)) {
    const held = get(left, key);
    builder.set(key, isObject(held) && isObject(value) ? merge(held, value) : value);
  }
  return builder.build();
}

function remove(args: Args): RegoObject {
  const object = objectAt(args, 0);
  const keys = keysAt(args);
  return objectOf(Array.from(entriesOf(object)).filter(([key]) => !hasMember(keys, key)));
}

/** The keys to remove or to keep: an array, a set, or the keys of an object. */
function keysAt(args: Args): RegoSet {
  const value = operand(args, 1);
  if (isArray(value)) return setOf(value);
  if (isSet(value)) return value;
  return isObject(value) ? setOf(keysInOrder(value)) : wrongType(args, 1, 'object', 'set', 'array');
}
