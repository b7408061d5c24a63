import { describe, expect, test } from 'vitest';
import type { Term } from '../ast/ast.ts';
import { parseTerm } from '../syntax/parse.ts';
import { isRefSafe, sameKey, unifiedVars } from './unify-vars.ts';

function term(text: string): Term {
  const { term: parsed, errors } = parseTerm(text);
  if (parsed === undefined) throw new Error(errors[0]?.message);
  return parsed;
}

const names = (found: ReadonlySet<string>): string => [...found].sort().join(' ');
const safe = new Set(['input', 's', 't']);

describe('what `a = b` binds where s and t are bound', () => {
  test.each<readonly [string, string, string]>([
    // Variables.
    ['x', '1', 'x'],
    ['x', 's', 'x'],
    ['s', 'x', 'x'],
    ['x', 'y', ''],
    ['x', '{1}', 'x'],
    ['x', 'input.a', 'x'],
    ['x', 'other.a', ''],
    ['x', 'count(s)', 'x'],
    ['x', 'count(y)', ''],
    ['count(y)', 'x', ''],
    ['x', '[y | y = 1]', 'x'],
    // Arrays and objects that a variable stands for.
    ['s', '[x, [y], input.z]', 'x y'],
    ['s', '{"a": x, y: 1}', 'x'],
    ['x', '[s, 1]', 'x'],
    ['x', '[s, y]', ''],
    ['x', '{"a": s}', 'x'],
    ['x', '{"a": y}', ''],
    // Variables that wait for others.
    ['[x, y, 1]', '[y, z, z]', 'x y z'],
    ['[x, x, y]', '[y, z, 1]', 'x y z'],
    ['[x, y, z]', '[[y, z], 1, 2]', 'x y z'],
    ['[x, y]', '[[y, z], 1]', 'y'],
    ['[x, x, 2]', '[[y, z], 1, z]', 'x y z'],
    // Arrays and objects with each other.
    ['[x, 1]', '[1, y]', 'x y'],
    ['[x, 1]', '[1]', ''],
    ['{"a": x, "b": 1}', '{"b": y, "a": 2}', 'x y'],
    ['{"a": x}', '{"a": 1, "b": 2}', ''],
    ['{"a": x}', '{"b": 1}', ''],
    ['[x]', '{"a": 1}', ''],
    ['{1: x, true: y}', '{2: 1, false: 2}', ''],
    ['{1: x, true: y, null: z}', '{null: 3, 1: 1, true: 2}', 'x y z'],
    ['{["a", 1]: x}', '{["a", 1]: 1}', 'x'],
    // What is looked up or called binds what it is destructured into.
    ['input.a', '[x, {"k": y}]', 'x y'],
    ['[x, {"k": y}]', 'input.a', 'x y'],
    ['other.a', '[x]', ''],
    ['[x]', 'other.a', ''],
    ['f(s)', '[x]', 'x'],
    ['f(y)', '[x]', ''],
    ['{"a": x}', 'f(s)', 'x'],
    ['input.a', '{x}', ''],
    ['input.a', 'f(x)', ''],
    // Comprehensions: on the right any binds an array, on the left only one of its kind.
    ['[x]', '[y | y = 1]', 'x'],
    ['[x]', '{y | y = 1}', 'x'],
    ['[x]', '{y: 1 | y = 1}', 'x'],
    ['{"a": x}', '{y: 1 | y = 1}', ''],
    ['[y | y = 1]', '[x]', 'x'],
    ['{y | y = 1}', '[x]', ''],
    ['{y: 1 | y = 1}', '[x]', ''],
    ['{y: 1 | y = 1}', '{"a": x}', 'x'],
    ['[y | y = 1]', '{"a": x}', ''],
    ['{y | y = 1}', '{"a": x}', ''],
    ['{y: 1 | y = 1}', '{x}', ''],
  ])('%s = %s: %s', (a, b, bound) => {
    expect(names(unifiedVars(safe, term(a), term(b)))).toBe(bound);
  });
});

test('a reference can be looked up where its head is bound', () => {
  const texts = ['input.a', 's[x]', 'x.a', 'f(s).a', 'f(x).a', '[s, t][0]', '[s, x][0]'];
  const looked = texts.map(term).filter((one) => one.type === 'ref' && isRefSafe(one, safe));
  expect(looked.length).toBe(4);
});

test('keys are the same as they stand', () => {
  const texts = ['"a"', '"b"', '1', '1.5', 'true', 'false', 'null', 'x', 'y', '[]', '["a"]', '["a", 1]', '["b", 1]'];
  const pairs = texts.flatMap((a) => texts.filter((b) => sameKey(term(a), term(b))).map((b) => [a, b]));
  expect(pairs).toEqual(texts.map((text) => [text, text]));
  expect(sameKey(term('{"a": 1}'), term('{"a": 1}'))).toBe(false);
});
