import { expect, test } from 'vitest';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['to_number', ['-1.5e3'], '-1.5e3'],
  ['to_number', [true], '1'],
  ['to_number', ['x'], 'error: strconv.ParseFloat: parsing "x": invalid syntax'],
  ['to_number', [[1]], 'error: operand 1 must be one of {null, boolean, number, string} but got array'],
  ['is_array', [[1]], 'true'],
  ['is_set', [[1]], 'false'],
  ['is_null', [null], 'true'],
  ['type_name', [setOf([])], '"set"'],
  ['is_number', ['a'], 'false'],
  ['is_boolean', [false], 'true'],
  ['is_object', [{}], 'true'],
  ['is_string', [''], 'true'],
  ['cast_array', [setOf([2, 1])], '[1, 2]'],
  ['cast_set', [[1, 1]], '{1}'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
