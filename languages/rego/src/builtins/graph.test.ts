import { expect, test } from 'vitest';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['walk', [{ a: [1] }], '[[], {"a": [1]}] [["a"], [1]] [["a", 0], 1]'],
  ['graph.reachable', [{ a: ['b'], b: ['a', 'c'], c: [] }, ['a']], '{"a", "b", "c"}'],
  ['graph.reachable_paths', [{ a: ['b', 'c'], b: [], c: ['a'] }, ['a']], '{["a", "b"], ["a", "c"]}'],
  ['graph.reachable', [{ a: setOf(['b']) }, setOf(['x'])], 'set()'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
