import { expect, test } from 'vitest';
import { locationText, parseLocation } from './location.ts';

test.each([
  ['spec.containers[name:*].image', 'spec.containers[name: *].image'],
  ['spec."a.b"[\'k\': "x\\"y"].c', 'spec."a.b"[k: "x\\"y"].c'],
  [' a [ b : 12 ] ', 'a[b: 12]'],
  ['a."12"', 'a."12"'],
  ['a.', 'nothing stands behind the last "."'],
  ['a[b]', 'expected ":" behind b, found "]"'],
  ['a[b: ', 'expected a value or "*" for b, found the end'],
  ['a b', 'expected "." or the end, found "b"'],
  ['a[b: 1]c', 'expected "." or the end, found "c"'],
  ['a."b', 'position 3: unexpected "\\"b"'],
])('the location %s', (text, expected) => {
  const parsed = parseLocation(text);
  expect('problem' in parsed ? parsed.problem : locationText(parsed.location)).toBe(expected);
});
