import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['json.patch', [{ a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }]], '{"a": [1, 2]}'],
  ['json.patch', [{ a: 1 }, [{ op: 'remove', path: '/b' }]], 'error: cannot delete child key "b" that does not exist'],
  [
    'json.patch',
    [
      { a: 1 },
      [
        { op: 'move', from: '/a', path: '/b' },
        { op: 'test', path: '/b', value: 1 },
      ],
    ],
    '{"b": 1}',
  ],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
