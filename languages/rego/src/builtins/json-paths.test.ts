import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['json.filter', [{ a: { b: 1, c: 2 }, d: 3 }, ['a/b']], '{"a": {"b": 1}}'],
  ['json.remove', [{ a: [1, 2, 3] }, ['a/1']], '{"a": [1, 3]}'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
