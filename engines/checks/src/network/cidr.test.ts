import { expect, test } from 'vitest';
import { contains, isAnyAddress, parseAddress, parseCidr } from './cidr.ts';

test.each([
  ['10.0.0.0/8', true],
  ['10.1.2.3/8', true],
  ['0.0.0.0/0', true],
  ['10.0.0.0', false],
  ['10.0.0.0/33', false],
  ['10.0.0.0/08', false],
  ['10.0.0/8', false],
  ['010.0.0.0/8', false],
  ['256.0.0.0/8', false],
  ['2001:db8::/32', true],
  ['::/0', true],
  ['::ffff:10.0.0.1/128', true],
  ['2001:db8::1::/32', false],
  ['1:2:3:4:5:6:7:8:9/64', false],
  ['fe80::g/64', false],
  ['', false],
])('parses %s: %s', (text, valid) => {
  expect(parseCidr(text) !== undefined).toBe(valid);
});

test.each([
  ['10.0.0.0/8', '10.1.0.0/16', true],
  ['10.1.0.0/16', '10.0.0.0/8', false],
  ['10.0.0.0/8', '11.0.0.0/16', false],
  ['0.0.0.0/0', '::/0', false],
  ['fd00::/8', 'fd00:ec2::254/128', true],
])('%s contains %s: %s', (outer, inner, expected) => {
  const [a, b] = [parseCidr(outer), parseCidr(inner)];
  if (a === undefined || b === undefined) throw new Error('both are ranges');
  expect(contains(a, b)).toBe(expected);
});

test('a bare address is a range of one', () => {
  expect(parseAddress('169.254.169.254')).toEqual(parseCidr('169.254.169.254/32'));
  expect(parseAddress('name')).toBeUndefined();
});

test('any address, in any spelling', () => {
  expect(['0.0.0.0/0', '1.2.3.4/0', '::/0', '0::/0'].map(isAnyAddress)).toEqual([true, true, true, true]);
  expect(['0.0.0.0/1', 'x/0', '/0', undefined].map((value) => isAnyAddress(value))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
