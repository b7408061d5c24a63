import { compare } from '../values/compare.ts';
import { equal } from '../values/equal.ts';
import { writtenInteger } from '../values/number.ts';
import { entriesOf, get } from '../values/object.ts';
import { hasMember } from '../values/set.ts';
import { isArray, isNumber, isObject, isSet, type RegoArray, type RegoValue } from '../values/value.ts';
import { spend } from '../values/work.ts';
import type { Builtin } from './builtin.ts';
import { operand } from './operands.ts';

export const comparisonBuiltins: readonly Builtin[] = [
  { name: 'equal', evaluate: (args) => equal(operand(args, 0), operand(args, 1)) },
  { name: 'neq', evaluate: (args) => !equal(operand(args, 0), operand(args, 1)) },
  { name: 'lt', evaluate: (args) => compare(operand(args, 0), operand(args, 1)) < 0 },
  { name: 'lte', evaluate: (args) => compare(operand(args, 0), operand(args, 1)) <= 0 },
  { name: 'gt', evaluate: (args) => compare(operand(args, 0), operand(args, 1)) > 0 },
  { name: 'gte', evaluate: (args) => compare(operand(args, 0), operand(args, 1)) >= 0 },
  { name: 'internal.member_2', evaluate: (args) => isMember(operand(args, 0), operand(args, 1)) },
  {
    name: 'internal.member_3',
    evaluate: (args) => isMemberAt(operand(args, 0), operand(args, 1), operand(args, 2)),
  },
];

/** `value in collection`; false for what is no collection. */
function isMember(value: RegoValue, collection: RegoValue): boolean {
  if (isSet(collection)) return hasMember(collection, value);
  if (isArray(collection)) spend(collection.length >> 4);
  if (isArray(collection)) return collection.some((element) => equal(element, value));
  if (!isObject(collection)) return false;
  for (const [, held] of entriesOf(collection)) if (equal(held, value)) return true;
  return false;
}

/** `key, value in collection`; false for what is no collection. */
function isMemberAt(key: RegoValue, value: RegoValue, collection: RegoValue): boolean {
  if (isSet(collection)) return equal(key, value) && hasMember(collection, key);
  const held = isArray(collection) ? element(collection, key) : isObject(collection) ? get(collection, key) : undefined;
  return held !== undefined && equal(held, value);
}

/** The element of an array at an index; undefined for what is no index of it. */
export function element(array: RegoArray, index: RegoValue): RegoValue | undefined {
  if (typeof index === 'number') return array[index];
  const whole = isNumber(index) ? writtenInteger(index) : undefined;
  return whole === undefined ? undefined : array[Number(whole)];
}
