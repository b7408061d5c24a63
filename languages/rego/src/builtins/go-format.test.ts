import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['sprintf', ['%s-%d-%v', ['a', 1, { k: [1] }]], '"a-1-{\\"k\\": [1]}"'],
  ['sprintf', ['%5.2f|%-5d|%05d', [1.005, 3, 4]], '" 1.00|3    |00004"'],
  ['sprintf', ['%d', ['x']], '"%!d(string=x)"'],
  ['sprintf', ['%s', []], '"%!s(MISSING)"'],
  ['sprintf', ['a', [1]], '"a%!(EXTRA int64=1)"'],
  ['sprintf', ['%[2]s%[1]s', ['a', 'b']], '"ba"'],
  ['sprintf', ['%x %X %o %b %q', [255, 'hi', 8, 5, 'a"b']], '"ff 6869 10 101 \\"a\\\\\\"b\\""'],
  ['sprintf', ['%d', [1.5]], '"%!d(float64=1.5)"'],
  ['sprintf', ['%.3e', [12345.678]], '"1.235e+04"'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
