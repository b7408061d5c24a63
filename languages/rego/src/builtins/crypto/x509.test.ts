import { expect, test } from 'vitest';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';

test.each<[string, RegoValue[], string]>([
  ['crypto.x509.parse_certificates', ['x'], 'error: illegal base64 data at input byte 0'],
  ['crypto.parse_private_keys', ['x'], '[]'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
