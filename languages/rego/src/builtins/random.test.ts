import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  [
    'uuid.parse',
    ['00000000-0000-1000-8000-000000000000'],
    '{"clocksequence": 0, "macvariables": "global:unicast", "nodeid": "00-00-00-00-00-00", "time": 6227451273709551616, "variant": "RFC4122", "version": 1}',
  ],
  ['uuid.parse', ['x'], 'undefined'],
  ['rand.intn', ['a', 0], '0'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
