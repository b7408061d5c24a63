import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['bits.and', [12, 10], '8'],
  ['bits.or', [12, 10], '14'],
  ['bits.xor', [12, 10], '6'],
  ['bits.negate', [5], '-6'],
  ['bits.lsh', [1, 70], '1180591620717411303424'],
  ['bits.rsh', [-8, 1], '-4'],
  ['bits.lsh', [1, -1], 'error: operand 2 must be an unsigned integer number but got a negative integer'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
