import * as number from '../values/number.ts';
import { difference } from '../values/set.ts';
import { isNumber, isSet, type RegoNumber, type RegoValue } from '../values/value.ts';
import { type Builtin, BuiltinError } from './builtin.ts';
import { type Args, numberAt, operand, wrongType } from './operands.ts';

export const arithmeticBuiltins: readonly Builtin[] = [
  { name: 'plus', evaluate: (args) => number.plus(operandAt(args, 0), operandAt(args, 1)) },
  { name: 'minus', evaluate: minus },
  { name: 'mul', evaluate: (args) => number.times(operandAt(args, 0), operandAt(args, 1)) },
  { name: 'div', evaluate: (args) => divide(operandAt(args, 0), operandAt(args, 1)) },
  { name: 'rem', evaluate: (args) => remainder(operandAt(args, 0), operandAt(args, 1)) },
  { name: 'abs', evaluate: (args) => number.absolute(operandAt(args, 0)) },
  { name: 'round', evaluate: (args) => number.roundNumber(operandAt(args, 0)) },
  { name: 'ceil', evaluate: (args) => number.ceiling(operandAt(args, 0)) },
  { name: 'floor', evaluate: (args) => number.floorOf(operandAt(args, 0)) },
];

function operandAt(args: Args, index: number): RegoNumber {
  const value = numberAt(args, index);
  if (number.isManageable(value)) return value;
  throw new BuiltinError('number too big');
}

/** Numbers or sets: the operator is both. */
function minus(args: Args): RegoValue {
  const left = operand(args, 0);
  const right = operand(args, 1);
  if (isNumber(left) && isNumber(right)) return number.minus(operandAt(args, 0), operandAt(args, 1));
  if (isSet(left) && isSet(right)) return difference(left, right);
  if (!isNumber(left) && !isSet(left)) return wrongType(args, 0, 'number', 'set');
  return wrongType(args, 1, isNumber(right) ? 'set' : 'number');
}

function divide(left: RegoNumber, right: RegoNumber): RegoNumber {
  const result = number.dividedBy(left, right);
  if (result === undefined) throw new BuiltinError('divide by zero');
  return result;
}

function remainder(left: RegoNumber, right: RegoNumber): RegoNumber {
  if (number.integerOf(left) === undefined || number.integerOf(right) === undefined) {
    throw new BuiltinError('modulo on floating-point number');
  }
  if (number.isZero(right)) throw new BuiltinError('modulo by zero');
  return number.remainder(left, right) ?? 0;
}
