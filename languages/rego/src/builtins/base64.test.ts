import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['base64.encode', ['äb'], '"w6Ri"'],
  ['base64.decode', ['w6Ri'], '"äb"'],
  ['base64.decode', ['w6R'], 'error: illegal base64 data at input byte 0'],
  ['base64.is_valid', ['a=b'], 'false'],
  ['base64url.encode', ['??>'], '"Pz8-"'],
  ['base64url.encode_no_pad', ['a'], '"YQ"'],
  ['base64url.decode', ['Pz8-'], '"??>"'],
  ['hex.encode', ['az'], '"617a"'],
  ['hex.decode', ['617A'], '"az"'],
  ['hex.decode', ['6'], 'error: encoding/hex: odd length hex string'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
