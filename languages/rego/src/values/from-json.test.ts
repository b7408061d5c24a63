import { expect, test } from 'vitest';
import { readJson } from './from-json.ts';

test.each([
  ['{"a": [1, 2.25, "1.50"]}', { a: [1, 2.25, '1.50'] }],
  ['["a\\\\", 1]', ['a\\', 1]],
  ['["\\"", -1.5]', ['"', -1.5]],
  ['"\\ud800x"', '\ufffdx'],
  ['9007199254740993', 9007199254740993n],
])('reads %s', (text, value) => {
  expect(readJson(text)).toEqual({ value });
});

test.each(['1.50', '[2.0]', '1e3', '-0', '{"a\\"": 1.0}'])('keeps how %s is written', (text) => {
  const written = text.replace(/[^-\d.e]/g, '');
  expect(JSON.stringify(readJson(text))).toContain(`"${written}"`);
});

test.each(['"abc', '"\\"', '[1', '-', '1 2', ''])('refuses %s', (text) => {
  expect(readJson(text)).toHaveProperty('problem');
});

test('counts brackets between strings only', () => {
  const brackets = '['.repeat(20_000);
  expect(readJson(brackets)).toEqual({ problem: 'exceeded max depth' });
  expect(readJson(JSON.stringify(`"${brackets}`))).toEqual({ value: `"${brackets}` });
});
