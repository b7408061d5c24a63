import { ExactDecimal } from '@bulwark/text';
import { entriesInOrder, membersInOrder } from './compare.ts';
import { canonicalNumber } from './decimal.ts';
import { type HashKey, isArray, isMapObject, isSet, type RegoArray, type RegoObject, type RegoValue } from './value.ts';
import { spend } from './work.ts';

// Composites and inexact numbers are texts behind this mark, and so are the strings that begin with it.
const mark = '\u0000';

/** The key by which a Map knows a value: strings, booleans and most numbers stand for themselves. */
export function hashKey(value: RegoValue): HashKey {
  if (typeof value === 'string') return value.charCodeAt(0) === 0 ? `${mark}s${value}` : value;
  if (typeof value === 'number') return wholeNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (!(value instanceof ExactDecimal)) return mark + canonicalText(value);
  const number = canonicalNumber(value);
  return typeof number === 'string' ? `${mark}n${number}` : number;
}

/** Integers beyond 2^53 may stand as `1e+21` or as bigint: one form for both. */
function wholeNumber(value: number): number | bigint {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value.toFixed(0)) : value;
}

function canonicalText(value: RegoValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return String(wholeNumber(value));
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof ExactDecimal) return String(canonicalNumber(value));
  if (isArray(value)) return arrayText(value);
  return isSet(value) ? `<${arrayText(membersInOrder(value))}` : objectText(value);
}

function arrayText(items: RegoArray): string {
  spend();
  let text = '[';
  for (const item of items) text += `${canonicalText(item)},`;
  return `${text}]`;
}

function objectText(object: RegoObject): string {
  spend();
  let text = isMapObject(object) ? '<{' : '{';
  for (const [key, value] of entriesInOrder(object)) text += `${canonicalText(key)}:${canonicalText(value)},`;
  return `${text}}`;
}
