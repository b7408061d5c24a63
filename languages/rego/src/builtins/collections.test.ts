import { expect, test } from 'vitest';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['array.concat', [[1], [2]], '[1, 2]'],
  ['array.slice', [[1, 2, 3], 1, 5], '[2, 3]'],
  ['array.slice', [[1, 2, 3], 2, 1], '[]'],
  ['array.reverse', [[1, 2]], '[2, 1]'],
  ['array.flatten', [[1, [2, [3]], setOf([4])]], '[1, 2, [3], {4}]'],
  ['and', [setOf([1, 2]), setOf([2, 3])], '{2}'],
  ['or', [setOf([1]), setOf([2])], '{1, 2}'],
  ['intersection', [setOf([setOf([1, 2]), setOf([2])])], '{2}'],
  ['union', [setOf([setOf([1]), setOf([2])])], '{1, 2}'],
  ['intersection', [setOf([])], 'set()'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
