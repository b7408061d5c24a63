import { compareDecimals } from './decimal.ts';
import {
  isArray,
  isMapObject,
  isNumber,
  isObject,
  isSet,
  kindOf,
  type MapObject,
  type PlainObject,
  type RegoArray,
  type RegoNumber,
  type RegoObject,
  type RegoSet,
  type RegoValue,
  type ValueKind,
} from './value.ts';
import { spend } from './work.ts';

/** OPA's order of all values: negative where `a` comes first, 0 where they are equal. */
export function compare(a: RegoValue, b: RegoValue): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (isArray(a) && isArray(b)) return compareArrays(a, b);
  spend();
  const kind = kindOf(a);
  const difference = rank[kind] - rank[kindOf(b)];
  if (difference !== 0) return difference;
  if (kind === 'boolean') return a === false ? -1 : 1;
  if (isObject(a) && isObject(b)) return compareObjects(a, b);
  return isSet(a) && isSet(b) ? compareArrays(membersInOrder(a), membersInOrder(b)) : 0;
}

const rank: Readonly<Record<ValueKind, number>> = {
  null: 0,
  boolean: 1,
  number: 2,
  string: 3,
  array: 4,
  object: 5,
  set: 6,
};

/** Order by code points, which is that of UTF-8 bytes; JavaScript's own differs from U+D800 on. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? codePointRank(x) - codePointRank(y) : x - y;
  }
  return a.length - b.length;
}

/** Surrogates stand for code points behind all others. */
function codePointRank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x2000 : unit + 0x2000;
}

/** Order of two numbers by their exact value. */
export function compareNumbers(a: RegoNumber, b: RegoNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // JavaScript compares an integer of any size with a number by their exact values.
  if (typeof a !== 'object' && typeof b !== 'object') return a < b ? -1 : a > b ? 1 : 0;
  return compareDecimals(a, b);
}

function compareArrays(a: RegoArray, b: RegoArray): number {
  spend();
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = compare(a[at] ?? null, b[at] ?? null);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareObjects(a: RegoObject, b: RegoObject): number {
  const left = entriesInOrder(a);
  const right = entriesInOrder(b);
  spend((left.length + right.length) >> 1);
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const [keyA, valueA] = left[at] ?? nothing;
    const [keyB, valueB] = right[at] ?? nothing;
    const difference = compare(keyA, keyB) || compare(valueA, valueB);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const nothing = [null, null] as const;

/** Members of a set in canonical order. */
export function membersInOrder(set: RegoSet): RegoArray {
  set.sortedMembers ??= sortedMembers([...set.members.values()]);
  return set.sortedMembers;
}

/** Texts alone are sorted natively, which is much faster. */
function sortedMembers(members: RegoValue[]): RegoArray {
  return areTexts(members) ? sortTexts(members) : members.sort(compare);
}

function areTexts(values: RegoValue[]): values is string[] {
  return values.every((value) => typeof value === 'string');
}

/** Keys of an object in canonical order. */
export function keysInOrder(object: RegoObject): RegoArray {
  return isMapObject(object) ? mapKeysInOrder(object) : textKeysInOrder(object);
}

/** Keys and values of an object in canonical order of the keys. */
export function entriesInOrder(object: RegoObject): (readonly [RegoValue, RegoValue])[] {
  if (!isMapObject(object)) return textKeysInOrder(object).map((key) => [key, object[key] ?? null]);
  return [...object.entries.values()].sort((a, b) => compare(a[0], b[0]));
}

function mapKeysInOrder(object: MapObject): RegoArray {
  object.sortedKeys ??= Array.from(object.entries.values(), (entry) => entry[0]).sort(compare);
  return object.sortedKeys;
}

/** From here on, sorting costs more than looking up what was sorted before. */
const large = 32;
const sortedKeys = new WeakMap<PlainObject, readonly string[]>();

function textKeysInOrder(object: PlainObject): readonly string[] {
  const keys = Object.keys(object);
  if (keys.length < large) return sortTexts(keys);
  const known = sortedKeys.get(object);
  // An object that is still being made has got more keys since.
  if (known?.length === keys.length) return known;
  sortTexts(keys);
  sortedKeys.set(object, keys);
  return keys;
}

const beyondSurrogates = /[\ud800-\uffff]/;

/** Sorts in place by code points. */
function sortTexts(texts: string[]): string[] {
  if (texts.length < 2) return texts;
  texts.sort();
  return texts.some((text) => beyondSurrogates.test(text)) ? texts.sort(compareText) : texts;
}
