import { ExactDecimal } from '@bulwark/text';
import { hashKey } from '../values/hash-key.ts';
import { get, getText } from '../values/object.ts';
import { hasMember } from '../values/set.ts';
import {
  isArray,
  isMapObject,
  isNumber,
  isObject,
  isSet,
  MapObject,
  RegoSet,
  type RegoValue,
} from '../values/value.ts';

/** What a reference finds under a key: an element, a value, the member itself of a set. */
export function select(value: RegoValue | undefined, key: RegoValue): RegoValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  if (isSet(value)) return hasMember(value, key) ? key : undefined;
  return isObject(value) ? get(value, key) : undefined;
}

const samples: readonly object[] = [
  {},
  [],
  new RegoSet(),
  new MapObject(),
  new ExactDecimal('0'),
  Object(''),
  Object(0),
  Object(false),
  Object(0n),
];

/** Whether no value of the engine has a property of this name but objects that hold it as a key. */
export function isPlainKey(key: string): boolean {
  return !/^\d/.test(key) && samples.every((sample) => !(key in sample));
}

/** `select` for a text. */
export function selectText(value: RegoValue | undefined, key: string): RegoValue | undefined {
  if (typeof value !== 'object' || value === null || isArray(value)) return undefined;
  if (isSet(value)) return hasMember(value, key) ? key : undefined;
  if (isMapObject(value)) return value.entries.get(hashKey(key))?.[1];
  return isNumber(value) ? undefined : getText(value, key);
}

/** `select` in base data, whose paths are texts to OPA: `data.x[2]` finds what stands under "2". */
export function selectBase(value: RegoValue | undefined, key: RegoValue): RegoValue | undefined {
  const found = select(value, key);
  if (found !== undefined) return found;
  if (typeof key === 'number' && isObject(value)) return get(value, String(key));
  return typeof key === 'string' && isArray(value) && integer.test(key) ? value[Number(key)] : undefined;
}

const integer = /^(?:0|[1-9]\d*)$/;
