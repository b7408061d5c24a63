import { expect, test } from 'vitest';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['object.get', [{ a: { b: 1 } }, ['a', 'b'], 0], '1'],
  ['object.get', [{ a: 1 }, 'x', 'd'], '"d"'],
  ['object.get', [{ a: 1 }, ['a', 'b'], 'd'], '"d"'],
  ['object.keys', [{ b: 1, a: 2 }], '{"a", "b"}'],
  ['object.remove', [{ a: 1, b: 2 }, ['a']], '{"b": 2}'],
  ['object.filter', [{ a: 1, b: 2 }, setOf(['a'])], '{"a": 1}'],
  ['object.union', [{ a: { b: 1 } }, { a: { c: 2 } }], '{"a": {"b": 1, "c": 2}}'],
  ['object.union_n', [[{ a: 1 }, { a: 2, b: 3 }]], '{"a": 2, "b": 3}'],
  ['object.subset', [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }], 'true'],
  [
    'object.subset',
    [
      [1, 2, 3],
      [2, 3],
    ],
    'true',
  ],
  ['object.subset', [setOf([1, 2]), setOf([1])], 'true'],
  ['object.subset', [[1, 2, 3], setOf([1, 3])], 'true'],
  ['object.get', [[1], 0, 1], 'error: operand 1 must be object but got array'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
