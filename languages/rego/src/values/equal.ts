import { ExactDecimal } from '@bulwark/text';
import { compareNumbers } from './compare.ts';
import { entriesOf, get, getText, size } from './object.ts';
import { isSubset } from './set.ts';
import {
  isArray,
  isMapObject,
  isNumber,
  isSet,
  type PlainObject,
  type RegoArray,
  type RegoObject,
  type RegoSet,
  type RegoValue,
} from './value.ts';
import { spend } from './work.ts';

/** Whether `compare` gives 0; allocates nothing but for exotic numbers. */
export function equal(a: RegoValue, b: RegoValue): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof b === 'string' || a === null || b === null) return false;
  if (typeof a === 'object' && typeof b === 'object') return equalReferences(a, b);
  return isNumber(a) && isNumber(b) && compareNumbers(a, b) === 0;
}

type Reference = RegoArray | RegoObject | RegoSet | ExactDecimal;

function equalReferences(a: Reference, b: Reference): boolean {
  spend();
  if (isArray(a)) return isArray(b) && equalArrays(a, b);
  if (isArray(b)) return false;
  if (isSet(a)) return isSet(b) && a.size === b.size && isSubset(a, b);
  if (isSet(b)) return false;
  if (a instanceof ExactDecimal) return b instanceof ExactDecimal && compareNumbers(a, b) === 0;
  if (b instanceof ExactDecimal) return false;
  return isMapObject(a) || isMapObject(b) ? equalMaps(a, b) : equalPlain(a, b);
}

function equalArrays(a: RegoArray, b: RegoArray): boolean {
  if (a.length !== b.length) return false;
  spend(a.length >> 4);
  for (let at = 0; at < a.length; at++) if (!equal(a[at] ?? null, b[at] ?? null)) return false;
  return true;
}

function equalPlain(a: PlainObject, b: PlainObject): boolean {
  const keys = Object.keys(a);
  const others = Object.keys(b);
  spend(keys.length + others.length);
  if (keys.length !== others.length) return false;
  for (const key of keys) {
    const other = getText(b, key);
    if (other === undefined || !equal(a[key] ?? null, other)) return false;
  }
  return true;
}

function equalMaps(a: RegoObject, b: RegoObject): boolean {
  if (size(a) !== size(b)) return false;
  for (const [key, value] of entriesOf(a)) {
    const other = get(b, key);
    if (other === undefined || !equal(value, other)) return false;
  }
  return true;
}
