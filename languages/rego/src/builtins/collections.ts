import { integerNumber } from '../values/number.ts';
import { difference, intersection, union } from '../values/set.ts';
import { isArray, isSet, kindOf, type RegoArray, RegoSet } from '../values/value.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { type Args, arrayAt, bigIntegerAt, integerAt, operandError, setAt } from './operands.ts';

export const collectionBuiltins: readonly Builtin[] = [
  { name: 'array.concat', evaluate: concat },
  { name: 'array.flatten', evaluate: (args) => arrayAt(args, 0).flatMap((item) => (isArray(item) ? item : [item])) },
  { name: 'array.reverse', evaluate: (args) => arrayAt(args, 0).toReversed() },
  { name: 'array.slice', evaluate: slice },
  { name: 'and', evaluate: (args) => intersection(setAt(args, 0), setAt(args, 1)) },
  { name: 'or', evaluate: (args) => union([setAt(args, 0), setAt(args, 1)]) },
  { name: 'set_diff', evaluate: (args) => difference(setAt(args, 0), setAt(args, 1)) },
  { name: 'union', evaluate: (args) => union(setsAt(args)) },
  { name: 'intersection', evaluate: (args) => intersectAll(setsAt(args)) },
  { name: 'numbers.range', evaluate: (args, context) => range(args, 1n, context) },
  { name: 'numbers.range_step', evaluate: (args, context) => range(args, stepAt(args), context) },
];

function concat(args: Args, context: BuiltinContext): RegoArray {
  const [left, right] = [arrayAt(args, 0), arrayAt(args, 1)];
  context.count(1, left.length + right.length);
  if (left.length === 0) return right;
  return right.length === 0 ? left : [...left, ...right];
}

function slice(args: Args): RegoArray {
  const array = arrayAt(args, 0);
  const start = integerAt(args, 1);
  const stop = Math.min(Math.max(integerAt(args, 2), 0), array.length);
  return array.slice(Math.min(Math.max(start, 0), stop), stop);
}

function setsAt(args: Args): readonly RegoSet[] {
  return [...setAt(args, 0).members.values()].map((member) => {
    if (isSet(member)) return member;
    throw operandError(0, `must be set but got ${kindOf(member)}`);
  });
}

function intersectAll(sets: readonly RegoSet[]): RegoSet {
  const [first, ...rest] = sets;
  return first === undefined ? new RegoSet() : rest.reduce(intersection, first);
}

function stepAt(args: Args): bigint {
  bigIntegerAt(args, 0);
  bigIntegerAt(args, 1);
  const step = bigIntegerAt(args, 2);
  if (step <= 0n) throw new BuiltinError('numbers.range_step: step must be a positive integer');
  return step;
}

/** Counted piece by piece, so that a limit stops it while it grows. */
const piece = 1024;

function range(args: Args, step: bigint, context: BuiltinContext): RegoArray {
  const from = bigIntegerAt(args, 0);
  const to = bigIntegerAt(args, 1);
  const stride = from <= to ? step : -step;
  const numbers = [];
  for (let next = from; stride > 0n ? next <= to : next >= to; next += stride) {
    numbers.push(integerNumber(next));
    if (numbers.length % piece === 0) context.count(piece, piece);
  }
  return numbers;
}
