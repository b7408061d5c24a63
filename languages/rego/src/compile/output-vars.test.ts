import { expect, test } from 'vitest';
import type { Body, RefTerm } from '../ast/ast.ts';
import { parseQuery } from '../syntax/parse.ts';
import { headName } from './build-terms.ts';
import { outputsOfBody } from './output-vars.ts';

function body(text: string): Body {
  const { body: parsed, errors } = parseQuery(text);
  if (parsed === undefined) throw new Error(errors[0]?.message);
  return parsed;
}

/** `one` and `two` take as many arguments, nothing is known of others. */
const arity = (operator: RefTerm): number | undefined => ({ one: 1, two: 2 })[headName(operator) ?? ''];
const safe = new Set(['input', 'data', 's']);

test.each<readonly [string, string]>([
  ['input.a[x]', 'x'],
  ['input.a[x][y]', 'x y'],
  ['input.a.b', ''],
  ['input.a[input.b[x]]', 'x'],
  ['input.a[[x, y]]', 'x y'],
  ['input.a[other.b]', ''],
  ['other[x]', ''],
  ['other[input.a[x]]', ''],
  ['x', ''],
  ['[x, input.a[y]]', 'y'],
  ['[x | x = input.a[y]]', ''],
  ['{input.a[x]: input.b[y]}', 'x y'],
  // Calls: what comes after the arguments is output, once these are bound.
  ['one(s, x)', 'x'],
  ['one(s, [x, {"a": y}])', 'x y'],
  ['one(s, {x})', ''],
  ['one(y, x)', ''],
  ['one(input.a[y], x)', 'x y'],
  ['one(input.a[y])', 'y'],
  ['two(s, x)', ''],
  ['two(s, s, x)', 'x'],
  ['unknown(s, x)', ''],
  ['unknown(input.a[x])', ''],
  // Statement after statement.
  ['x = 1; y = x', 'x y'],
  ['y = x; x = 1', 'x'],
  ['input.a[x]; one(x, y)', 'x y'],
  ['s = x; s = 1', 'x'],
  ['x = input.a[y]', 'x y'],
  // What is negated or under a `with` of something open binds nothing.
  ['not input.a[x]', ''],
  ['input.a[x] with input as s', 'x'],
  ['input.a[x] with input as y', ''],
  ['input.a[x] with input as s with data.b as y', ''],
  ['every v in input.a[x] { v }', 'x'],
  ['some v in input.a', ''],
])('%s binds %s', (text, bound) => {
  expect([...outputsOfBody(body(text), arity, safe)].sort().join(' ')).toBe(bound);
});
