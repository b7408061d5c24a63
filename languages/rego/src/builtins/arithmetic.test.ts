import { expect, test } from 'vitest';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['plus', [1, 2], '3'],
  ['plus', [9007199254740993n, 1], '9007199254740994'],
  ['plus', [0.1, 0.2], '0.3'],
  ['minus', [setOf([1, 2, 3]), setOf([2])], '{1, 3}'],
  ['minus', [1, setOf([2])], 'error: operand 2 must be number but got set'],
  ['mul', [123456789012345678n, 10], '1234567890123456780'],
  ['div', [1, 3], '0.33333333333333333334'],
  ['div', [6, 2], '3'],
  ['div', [1, 0], 'error: divide by zero'],
  ['rem', [-7, 3], '-1'],
  ['rem', [5, 1.5], 'error: modulo on floating-point number'],
  ['rem', [5, 0], 'error: modulo by zero'],
  ['round', [2.5], '3'],
  ['round', [-2.5], '-3'],
  ['ceil', [1.1], '2'],
  ['floor', [-1.1], '-2'],
  ['abs', [-3], '3'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
