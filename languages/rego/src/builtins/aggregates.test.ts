import { expect, test } from 'vitest';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['count', ['äöü'], '3'],
  ['count', [[1, 2]], '2'],
  ['count', [{ a: 1 }], '1'],
  ['count', [5], 'error: operand 1 must be one of {array, object, set, string} but got number'],
  ['sum', [[1, 2, 3.5]], '6.5'],
  ['sum', [['a']], 'error: operand 1 must be array of numbers but got array containing string'],
  ['product', [setOf([2, 3])], '6'],
  ['max', [[1, 'a', 3]], '"a"'],
  ['max', [[]], 'undefined'],
  ['min', [setOf([3, 1])], '1'],
  ['sort', [setOf([3, 1, 'a', null])], '[null, 1, 3, "a"]'],
  ['any', [[false, true]], 'true'],
  ['all', [[true, false]], 'false'],
  ['numbers.range', [1, 4], '[1, 2, 3, 4]'],
  ['numbers.range', [3, 1], '[3, 2, 1]'],
  ['numbers.range_step', [0, 10, 5], '[0, 5, 10]'],
  ['numbers.range_step', [10, 0, 5], '[10, 5, 0]'],
  ['numbers.range_step', [0, 1, 0], 'error: numbers.range_step: step must be a positive integer'],
  ['numbers.range', [1, 1.5], 'error: operand 2 must be integer number but got floating-point number'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
