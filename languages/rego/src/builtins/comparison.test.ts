import { expect, test } from 'vitest';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['gt', [[1], {}], 'false'],
  ['lt', ['a', 'b'], 'true'],
  ['equal', [1, 1], 'true'],
  ['neq', [setOf([1]), setOf([1])], 'false'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
