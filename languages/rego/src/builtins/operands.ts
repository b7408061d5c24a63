import { integerOf, writtenInteger } from '../values/number.ts';
import { membersInOrder } from '../values/set.ts';
import {
  isArray,
  isNumber,
  isObject,
  isSet,
  kindOf,
  type RegoArray,
  type RegoNumber,
  type RegoObject,
  type RegoSet,
  type RegoValue,
} from '../values/value.ts';
import { BuiltinError } from './builtin.ts';

export type Args = readonly RegoValue[];

/** The operand at an index, which the compiler has counted. */
export function operand(args: Args, index: number): RegoValue {
  const value = args[index];
  if (value === undefined) throw new Error(`A builtin was called without operand ${index + 1}.`);
  return value;
}

export function textAt(args: Args, index: number): string {
  const value = args[index];
  return typeof value === 'string' ? value : wrongType(args, index, 'string');
}

export function numberAt(args: Args, index: number): RegoNumber {
  const value = operand(args, index);
  return isNumber(value) ? value : wrongType(args, index, 'number');
}

/** An integer that is written as one and fits into 64 bits (`1.0` is none to OPA). */
export function integerAt(args: Args, index: number): number {
  const integer = writtenInteger(numberAt(args, index));
  if (integer === undefined) {
    throw operandError(index, 'must be integer number but got floating-point number');
  }
  return Number(integer);
}

/** An integer of any size, however it is written. */
export function bigIntegerAt(args: Args, index: number): bigint {
  const value = operand(args, index);
  if (!isNumber(value)) return wrongType(args, index, 'integer');
  const integer = integerOf(value);
  if (integer !== undefined) return integer;
  throw operandError(index, 'must be integer number but got floating-point number');
}

export function arrayAt(args: Args, index: number): RegoArray {
  const value = operand(args, index);
  return isArray(value) ? value : wrongType(args, index, 'array');
}

export function setAt(args: Args, index: number): RegoSet {
  const value = operand(args, index);
  return isSet(value) ? value : wrongType(args, index, 'set');
}

export function objectAt(args: Args, index: number): RegoObject {
  const value = operand(args, index);
  return isObject(value) ? value : wrongType(args, index, 'object');
}

/** The elements of an array or, in order, of a set. `expected` is how OPA lists the two. */
export function elementsAt(args: Args, index: number, ...expected: readonly string[]): RegoArray {
  const value = operand(args, index);
  if (isArray(value)) return value;
  if (isSet(value)) return membersInOrder(value);
  return wrongType(args, index, ...(expected.length > 0 ? expected : ['array', 'set']));
}

/** The strings of an array or set of nothing but strings. */
export function textsAt(args: Args, index: number, ...expected: readonly string[]): readonly string[] {
  return elementsAt(args, index, ...expected).map((element) =>
    typeof element === 'string' ? element : wrongElement(args, index, { got: element, expected: 'string' }),
  );
}

export function wrongType(args: Args, index: number, ...expected: readonly string[]): never {
  const got = kindOf(operand(args, index));
  const wanted = expected.length === 1 ? expected[0] : `one of {${expected.join(', ')}}`;
  throw operandError(index, `must be ${wanted} but got ${got}`);
}

/** `got` is the element of the operand that is not what it should be. */
export function wrongElement(
  args: Args,
  index: number,
  { got, expected }: { readonly got: RegoValue; readonly expected: string },
): never {
  const composite = kindOf(operand(args, index));
  const held = kindOf(got);
  throw operandError(index, `must be ${composite} of ${expected}s but got ${composite} containing ${held}`);
}

/** An error about an operand: one of type, as OPA classes them. */
export function operandError(index: number, message: string): BuiltinError {
  return new BuiltinError(`operand ${index + 1} ${message}`, 'eval_type_error');
}
