import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['units.parse', ['10K'], '10000'],
  ['units.parse', ['1.5Mi'], '1572864'],
  ['units.parse', ['200m'], '0.2000000000'],
  ['units.parse', ['x'], 'error: units.parse: no amount provided'],
  ['units.parse_bytes', ['1.5MiB'], '1572864'],
  ['units.parse_bytes', ['1KB'], '1000'],
  ['units.parse_bytes', [''], 'error: units.parse_bytes: no byte amount provided'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
