import { entriesInOrder, keysInOrder } from './compare.ts';
import { hashKey } from './hash-key.ts';
import { isMapObject, MapObject, type PlainObject, type RegoObject, type RegoValue } from './value.ts';

export { entriesInOrder, keysInOrder };

/** The value under a key, undefined where there is none. Never finds what JavaScript's prototypes hold. */
export function get(object: RegoObject, key: RegoValue): RegoValue | undefined {
  if (isMapObject(object)) return object.entries.get(hashKey(key))?.[1];
  return typeof key === 'string' ? getText(object, key) : undefined;
}

/** `get` for an object of string keys and a string: the fast path of references. */
export function getText(object: PlainObject, key: string): RegoValue | undefined {
  const value = object[key];
  // What Object.prototype holds are functions and `__proto__`, and no JSON value is a function.
  if (typeof value === 'function' || (key === '__proto__' && !Object.hasOwn(object, key))) return undefined;
  return value;
}

export function size(object: RegoObject): number {
  return isMapObject(object) ? object.entries.size : Object.keys(object).length;
}

/** Keys and values in no order that means anything; cheaper than `entriesInOrder`. */
export function entriesOf(object: RegoObject): Iterable<readonly [RegoValue, RegoValue]> {
  return isMapObject(object) ? object.entries.values() : Object.entries(object);
}

export const emptyObject: PlainObject = Object.freeze({});

/** The object of these keys and values; the last value of a key wins. */
export function objectOf(all: Iterable<readonly [RegoValue, RegoValue]>): RegoObject {
  const builder = new ObjectBuilder();
  for (const [key, value] of all) builder.set(key, value);
  return builder.build();
}

/** Makes an object key by key; the last value of a key wins. */
export class ObjectBuilder {
  readonly #plain: Record<string, RegoValue> = {};
  #map: MapObject | undefined;

  get(key: RegoValue): RegoValue | undefined {
    return get(this.build(), key);
  }

  set(key: RegoValue, value: RegoValue): this {
    if (this.#map !== undefined) setEntry(this.#map, key, value);
    else if (typeof key === 'string') setTextKey(this.#plain, key, value);
    else {
      this.#map = new MapObject();
      for (const [known, held] of Object.entries(this.#plain)) setEntry(this.#map, known, held);
      setEntry(this.#map, key, value);
    }
    return this;
  }

  /** The object so far, not a copy. */
  build(): RegoObject {
    return this.#map ?? this.#plain;
  }
}

/** Sets an own key of an object that is still being made, also `__proto__`, which assignment would not. */
function setTextKey(object: Record<string, RegoValue>, key: string, value: RegoValue): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function setEntry(object: MapObject, key: RegoValue, value: RegoValue): void {
  const hash = hashKey(key);
  const entry = object.entries.get(hash);
  if (entry !== undefined) entry[1] = value;
  else {
    object.entries.set(hash, [key, value]);
    object.sortedKeys = undefined;
  }
}
