import { expect, test } from 'vitest';
import { parseTerm } from '../syntax/parse.ts';
import { printTerm } from './print-term.ts';

test.each([
  ['[1, "a", null, true]', '[1, "a", null, true]'],
  ['{3, 1, "a", null, 1.0}', '{null, 1, 3, "a"}'],
  ['{"b": 1, "a": 2, 1: 3}', '{1: 3, "a": 2, "b": 1}'],
  ['{"a": 1, "a": 2}', '{"a": 2}'],
  ['data.a["b"].c["d e"][x][_]', 'data.a.b.c["d e"][x][_]'],
  ['data["if"].x', 'data["if"].x'],
  ['"a\\"\\n\\u0001é"', '"a\\"\\n\\x01é"'],
  ['{x + 1: x | x = y[_]}', '{(x + 1): x | x = y[_]}'],
  ['f(1, g(x))', 'f(1, g(x))'],
])('%s is written %s', (text, expected) => {
  const { term } = parseTerm(text);
  expect(term && printTerm(term)).toBe(expected);
});
