import { equal } from '../values/equal.ts';
import { writtenInteger } from '../values/number.ts';
import { entriesOf, get, ObjectBuilder, objectOf, size } from '../values/object.ts';
import { printValue } from '../values/print-value.ts';
import { hasMember, setOf } from '../values/set.ts';
import {
  isArray,
  isNumber,
  isObject,
  isSet,
  kindOf,
  type RegoArray,
  type RegoObject,
  type RegoSet,
  type RegoValue,
} from '../values/value.ts';
import { spend } from '../values/work.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { readPath } from './json-paths.ts';
import { type Args, arrayAt, operand } from './operands.ts';

export const jsonPatchBuiltins: readonly Builtin[] = [{ name: 'json.patch', evaluate: patch }];

/** Applies JSON Patch operations (RFC 6902), also to sets, whose members are their own keys. */
function patch(args: Args, context: BuiltinContext): RegoValue | undefined {
  let value: RegoValue | undefined = operand(args, 0);
  for (const operation of arrayAt(args, 1)) {
    if (!isObject(operation)) {
      throw new BuiltinError('must be an array of JSON-Patch objects, but at least one element is not an object');
    }
    value = apply(value, operation);
    context.count(1, 1);
  }
  return value;
}

function apply(value: RegoValue | undefined, operation: RegoObject): RegoValue | undefined {
  const path = attribute(operation, 'path');
  const name = attribute(operation, 'op');
  if (typeof name !== 'string') {
    throw new BuiltinError(`attribute 'op' must be a string but found: ${kindOf(name)}`);
  }
  const keys = readPath(path);
  switch (name) {
    case 'add':
      return insertAt(value, keys, attribute(operation, 'value'));
    case 'remove':
      return deleteAt(value, keys);
    case 'replace':
      return insertAt(deleteAt(value, keys), keys, attribute(operation, 'value'));
    case 'move': {
      const from = readPath(attribute(operation, 'from'));
      const moved = find(value, from);
      return insertAt(deleteAt(value, from), keys, moved);
    }
    case 'copy':
      return insertAt(value, keys, find(value, readPath(attribute(operation, 'from'))));
    case 'test':
      return test(value, keys, attribute(operation, 'value'));
    default:
      throw new BuiltinError(`unrecognized op: '${name}'`);
  }
}

function attribute(operation: RegoObject, name: string): RegoValue {
  const value = get(operation, name);
  if (value === undefined) throw new BuiltinError(`missing required attribute '${name}'`);
  return value;
}

function test(value: RegoValue | undefined, path: RegoArray, expected: RegoValue): RegoValue | undefined {
  const found = find(value, path);
  if (equal(found, expected)) return value;
  const texts = `Expected: ${printValue(expected)}\n\nFound: ${printValue(found)}`;
  throw new BuiltinError(`value from EditTree != patch value.\n\n${texts}`);
}

function find(value: RegoValue | undefined, path: RegoArray): RegoValue {
  let found = present(value);
  for (const key of path) found = child(found, key);
  return found;
}

function present(value: RegoValue | undefined): RegoValue {
  if (value === undefined) throw new BuiltinError('deleted node encountered during insert operation');
  return value;
}

function child(parent: RegoValue, key: RegoValue): RegoValue {
  const found = isObject(parent)
    ? get(parent, key)
    : isArray(parent)
      ? parent[indexOf(parent, key)]
      : isSet(parent) && hasMember(parent, key)
        ? key
        : undefined;
  if (found !== undefined) return found;
  throw new BuiltinError(`path ${printValue(key)} does not exist in ${kindOf(parent)} term ${printValue(parent)}`);
}

function insertAt(value: RegoValue | undefined, path: RegoArray, inserted: RegoValue): RegoValue {
  const [key, ...rest] = path;
  if (key === undefined) return inserted;
  const parent = counted(present(value));
  return rest.length === 0
    ? insert(parent, key, inserted)
    : replaceChild(parent, key, insertAt(child(parent, key), rest, inserted));
}

/** A value whose copy is paid for. */
function counted(parent: RegoValue): RegoValue {
  if (isArray(parent)) spend(parent.length >> 2);
  else if (isSet(parent)) spend(parent.size);
  else if (isObject(parent)) spend(size(parent));
  return parent;
}

function insert(parent: RegoValue, key: RegoValue, value: RegoValue): RegoValue {
  if (isObject(parent)) return withKey(parent, key, value);
  if (isArray(parent)) return insertItem(parent, key, value);
  if (!isSet(parent)) throw new BuiltinError(`expected composite type, found value: ${printValue(parent)}`);
  if (equal(key, value)) return setOf([...parent.members.values(), value]);
  throw new BuiltinError(`set key ${printValue(key)} does not equal value to be inserted ${printValue(value)}`);
}

function insertItem(parent: RegoArray, key: RegoValue, value: RegoValue): RegoArray {
  const index = indexOf(parent, key);
  if (index < 0 || index > parent.length) throw new BuiltinError('index for array insertion out of bounds');
  return parent.toSpliced(index, 0, value);
}

function deleteAt(value: RegoValue | undefined, path: RegoArray): RegoValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  const parent = counted(present(value));
  if (rest.length === 0) return remove(parent, key);
  return replaceChild(parent, key, deleteAt(child(parent, key), rest) ?? null);
}

function remove(parent: RegoValue, key: RegoValue): RegoValue {
  if (isArray(parent)) {
    const index = indexOf(parent, key);
    if (index < 0 || index >= parent.length) throw new BuiltinError('index for array delete out of bounds');
    return parent.toSpliced(index, 1);
  }
  if (!isObject(parent) && !isSet(parent)) {
    throw new BuiltinError(`expected composite type, found value: ${printValue(parent)}`);
  }
  const exists = isSet(parent) ? hasMember(parent, key) : get(parent, key) !== undefined;
  if (!exists) throw new BuiltinError(`cannot delete child key ${printValue(key)} that does not exist`);
  if (isSet(parent)) return setOf([...parent.members.values()].filter((held) => !equal(held, key)));
  return objectOf([...entriesOf(parent)].filter(([held]) => !equal(held, key)));
}

/** The parent with another value where `key` is; a set forgets the old one. */
function replaceChild(parent: RegoValue, key: RegoValue, value: RegoValue): RegoValue {
  if (isObject(parent)) return withKey(parent, key, value);
  if (isArray(parent)) return parent.with(indexOf(parent, key), value);
  return isSet(parent) ? replaceMember(parent, key, value) : parent;
}

function replaceMember(parent: RegoSet, key: RegoValue, value: RegoValue): RegoSet {
  return setOf([...parent.members.values()].map((held) => (equal(held, key) ? value : held)));
}

function withKey(parent: RegoObject, key: RegoValue, value: RegoValue): RegoObject {
  const builder = new ObjectBuilder();
  for (const [held, old] of entriesOf(parent)) builder.set(held, old);
  return builder.set(key, value).build();
}

/** The index that a key names; `-` is the one behind the last (RFC 6902). */
function indexOf(array: RegoArray, key: RegoValue): number {
  if (key === '-') return array.length;
  if (isNumber(key)) {
    const index = writtenInteger(key);
    if (index === undefined) throw new BuiltinError('invalid number type for indexing');
    return Number(index);
  }
  if (typeof key !== 'string') throw new BuiltinError('invalid type for indexing');
  if (!/^[-+]?\d+$/.test(key)) throw new BuiltinError('invalid string for indexing');
  if (key !== '0' && key.startsWith('0')) throw new BuiltinError('leading zeros are not allowed in JSON paths');
  return Number(key);
}
