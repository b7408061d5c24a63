import { ExactDecimal } from '@bulwark/text';
import { element } from '../builtins/comparison.ts';
import { hashKey } from '../values/hash-key.ts';
import { get, getText } from '../values/object.ts';
import { printValue } from '../values/print-value.ts';
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
  if (isArray(value)) return element(value, key);
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

/** `select` in base data, whose paths are texts to OPA: `data.x[2]` finds what stands under "2", `data.list["2.0"]` the third. */
export function selectBase(value: RegoValue | undefined, key: RegoValue): RegoValue | undefined {
  const found = select(value, key);
  if (found !== undefined) return found;
  if (isArray(value)) return value[indexOf(typeof key === 'string' ? key : isNumber(key) ? printValue(key) : '')];
  return isNumber(key) && isObject(value) ? get(value, printValue(key)) : undefined;
}

function indexOf(key: string): number {
  const [, digits] = integer.exec(key) ?? [];
  return digits === undefined || key.length > 20 ? -1 : Number(digits);
}

const integer = /^(?:\+?|-(?=0*\.?0*$))(?=.)([0-9]*)(?:\.0*)?$/;
