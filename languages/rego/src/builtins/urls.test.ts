import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['urlquery.encode', ['a b&c=ä'], '"a+b%26c%3D%C3%A4"'],
  ['urlquery.decode', ['a+b%26'], '"a b&"'],
  ['urlquery.decode', ['%zz'], 'error: invalid URL escape "%zz"'],
  ['urlquery.encode_object', [{ a: ['1', '2'], b: 'x' }], '"a=1&a=2&b=x"'],
  ['urlquery.decode_object', ['a=1&a=2&b'], '{"a": ["1", "2"], "b": [""]}'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
