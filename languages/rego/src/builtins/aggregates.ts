import { compare } from '../values/compare.ts';
import { productOf, sumOf } from '../values/number.ts';
import { size } from '../values/object.ts';
import { hasMember } from '../values/set.ts';
import {
  isArray,
  isNumber,
  isObject,
  isSet,
  type RegoArray,
  type RegoNumber,
  type RegoValue,
} from '../values/value.ts';
import type { Builtin } from './builtin.ts';
import { type Args, elementsAt, operand, wrongElement, wrongType } from './operands.ts';

export const aggregateBuiltins: readonly Builtin[] = [
  { name: 'count', evaluate: count },
  { name: 'sum', evaluate: (args) => sumOf(numbersOf(args)) },
  { name: 'product', evaluate: (args) => productOf(numbersOf(args)) },
  { name: 'max', evaluate: (args) => extreme(elementsAt(args, 0, 'set', 'array'), 1) },
  { name: 'min', evaluate: (args) => extreme(elementsAt(args, 0, 'set', 'array'), -1) },
  { name: 'sort', evaluate: (args) => sorted(operand(args, 0), elementsAt(args, 0, 'set', 'array')) },
  { name: 'all', evaluate: (args) => elementsAt(args, 0).every((element) => element === true) },
  { name: 'any', evaluate: (args) => isAnyTrue(args) },
];

function count(args: Args): number {
  const value = operand(args, 0);
  if (isArray(value)) return value.length;
  if (isSet(value)) return value.size;
  if (isObject(value)) return size(value);
  return typeof value === 'string' ? characterCount(value) : wrongType(args, 0, 'array', 'object', 'set', 'string');
}

/** Code points, not UTF-16 units. */
export function characterCount(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const next = text.charCodeAt(at + 1);
    if (next >= 0xdc00 && next <= 0xdfff) pairs++;
  }
  return text.length - pairs;
}

function numbersOf(args: Args): readonly RegoNumber[] {
  return elementsAt(args, 0, 'set', 'array').map((element) =>
    isNumber(element) ? element : wrongElement(args, 0, { got: element, expected: 'number' }),
  );
}

/** The greatest (1) or least (-1) element; undefined of none. */
function extreme(elements: RegoArray, sign: 1 | -1): RegoValue | undefined {
  let best = elements[0];
  for (const element of elements) if (best === undefined || compare(element, best) * sign >= 0) best = element;
  return best;
}

function sorted(value: RegoValue, elements: RegoArray): RegoArray {
  return isSet(value) ? elements : [...elements].sort(compare);
}

function isAnyTrue(args: Args): boolean {
  const value = operand(args, 0);
  return isSet(value) ? hasMember(value, true) : elementsAt(args, 0).includes(true);
}
