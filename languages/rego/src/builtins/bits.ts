import { integerNumber } from '../values/number.ts';
import type { RegoNumber } from '../values/value.ts';
import { type Builtin, BuiltinError } from './builtin.ts';
import { type Args, bigIntegerAt, operandError } from './operands.ts';

export const bitBuiltins: readonly Builtin[] = [
  { name: 'bits.or', evaluate: (args) => combine(args, (a, b) => a | b) },
  { name: 'bits.and', evaluate: (args) => combine(args, (a, b) => a & b) },
  { name: 'bits.xor', evaluate: (args) => combine(args, (a, b) => a ^ b) },
  { name: 'bits.negate', evaluate: (args) => integerNumber(~bigIntegerAt(args, 0)) },
  { name: 'bits.lsh', evaluate: shiftLeft },
  { name: 'bits.rsh', evaluate: (args) => integerNumber(bigIntegerAt(args, 0) >> distanceAt(args)) },
];

function combine(args: Args, operation: (a: bigint, b: bigint) => bigint): RegoNumber {
  return integerNumber(operation(bigIntegerAt(args, 0), bigIntegerAt(args, 1)));
}

/** A number of more bits is none that OPA would calculate with. */
const mostBits = 1_000_000n;

function shiftLeft(args: Args): RegoNumber {
  const value = bigIntegerAt(args, 0);
  const distance = distanceAt(args);
  if (value !== 0n && distance > mostBits) throw new BuiltinError(`cannot shift by more than ${mostBits} bits`);
  return value === 0n ? 0 : integerNumber(value << distance);
}

function distanceAt(args: Args): bigint {
  bigIntegerAt(args, 0);
  const distance = bigIntegerAt(args, 1);
  if (distance >= 0n) return distance;
  throw operandError(1, 'must be an unsigned integer number but got a negative integer');
}
