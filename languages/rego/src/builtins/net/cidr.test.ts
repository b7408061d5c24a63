import { expect, test } from 'vitest';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';

test.each<[string, RegoValue[], string]>([
  ['net.cidr_contains', ['10.0.0.0/8', '10.1.2.3'], 'true'],
  ['net.cidr_contains', ['10.0.0.0/8', '10.1.0.0/16'], 'true'],
  ['net.cidr_contains', ['x', '10.0.0.1'], 'error: invalid CIDR address: x'],
  ['net.cidr_intersects', ['10.0.0.0/8', '11.0.0.0/8'], 'false'],
  ['net.cidr_is_valid', ['::/0'], 'true'],
  ['net.cidr_is_valid', ['1.2.3.4'], 'false'],
  ['net.cidr_expand', ['192.168.0.0/30'], '{"192.168.0.0", "192.168.0.1", "192.168.0.2", "192.168.0.3"}'],
  ['net.cidr_merge', [['192.0.2.0/25', '192.0.2.128/25', '198.51.100.1']], '{"192.0.2.0/24", "198.51.100.1/24"}'],
  ['net.cidr_contains_matches', [['1.1.1.0/24', '2.2.2.0/24'], '1.1.1.128'], '{[0, "1.1.1.128"]}'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
