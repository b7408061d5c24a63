import { describe, expect, test } from 'vitest';
import type { RefTerm } from '../ast/ast.ts';
import { parseQuery } from '../syntax/parse.ts';
import { headName } from './build-terms.ts';
import { orderForSafety } from './check-safety.ts';
import { compile } from './compile.ts';

const arity = (operator: RefTerm): number | undefined => ({ one: 1, plus: 2 })[headName(operator) ?? ''];
const globals = new Set(['input', 'data', 's']);

/** The statements in their order, then what is unsafe in which. */
function ordered(text: string): string {
  const { body, errors } = parseQuery(text);
  if (body === undefined) throw new Error(errors[0]?.message);
  const result = orderForSafety(body, arity, globals);
  const shown = ({ span }: (typeof body)[number]): string => text.slice(span.start, span.end);
  const unsafe = [...result.unsafe].map(([expr, names]) => `${[...names].sort().join(' ')} in ${shown(expr)}`);
  return [result.body.map(shown).join('; '), ...unsafe].join(' | ');
}

describe('bodies are ordered as little as possible', () => {
  test.each<readonly [string, string]>([
    ['x = 1; y = x', 'x = 1; y = x'],
    ['y = x; x = 1', 'x = 1; y = x'],
    ['z = y; y = x; x = 1; s', 'x = 1; s; y = x; z = y'],
    ['x > 1; one(s, x)', 'one(s, x); x > 1'],
    ['one(x, y); one(y, z); one(s, x)', 'one(s, x); one(x, y); one(y, z)'],
    ['not x; x = 1', 'x = 1; not x'],
    ['input.a[x] with input as y; y = 1', 'y = 1; input.a[x] with input as y'],
    ['every v in x { v }; x = [1]', 'x = [1]; every v in x { v }'],
    ['[x, y] = [1, x]; y > 1', '[x, y] = [1, x]; y > 1'],
  ])('%s -> %s', (text, wanted) => {
    expect(ordered(text)).toBe(wanted);
  });
});

describe('what nothing binds is unsafe', () => {
  test.each<readonly [string, string]>([
    ['x > 1', ' | x in x > 1'],
    ['x > y; y = 1', 'y = 1 | x in x > y'],
    ['y = x; x = y', ' | x y in y = x | x y in x = y'],
    ['one(x, y)', ' | x y in one(x, y)'],
    ['unknown(s, x)', ' | x in unknown(s, x)'],
    ['not input.a[x]', ' | x in not input.a[x]'],
    ['s; x', 's | x in x'],
  ])('%s -> %s', (text, wanted) => {
    expect(ordered(text)).toBe(wanted);
  });
});

describe('closures are ordered in their turn', () => {
  test.each<readonly [string, string]>([
    ['x = [y | y = z]; z = 1', 'z = 1; x = [y | y = z]'],
    ['x = {y: z | y = 1; z = w}; w = 1', 'w = 1; x = {y: z | y = 1; z = w}'],
    ['every v in s { v > x }; x = 1', 'x = 1; every v in s { v > x }'],
    ['x = [y | z > 1; y = z]', 'x = [y | z > 1; y = z] | z in z > 1 | y z in y = z'],
    ['x = [y | true]', 'x = [y | true] | y in x = [y | true]'],
    ['x = {y: 1 | true}', 'x = {y: 1 | true} | y in x = {y: 1 | true}'],
    ['x = {1: y | true}', 'x = {1: y | true} | y in x = {1: y | true}'],
    ['x = [s | true]', 'x = [s | true]'],
    ['x = [y | y = x]', ' | x in x = [y | y = x]'],
    ['every v in s { w > v }', 'every v in s { w > v } | w in w > v'],
    ['every k, v in s { k > v }', 'every k, v in s { k > v }'],
  ])('%s -> %s', (text, wanted) => {
    expect(ordered(text)).toBe(wanted);
  });
});

describe('in modules', () => {
  test.each<readonly [string, readonly string[]]>([
    ['x := [a, b]', ['3:6 var a is unsafe', '3:6 var b is unsafe']],
    ['x[a] := [a, b] if b := 1', ['3:3 var a is unsafe']],
    ['x contains [a, input.b[a]]', []],
    ['f(a) := [a, c]', ['3:9 var c is unsafe']],
    ['f(a) := a', []],
    ['x := input.a', []],
    ['x := data.q.a', []],
    ['x := input.a[_]', []],
    ['y if { a > 1 } x := 1', ['3:8 var a is unsafe in rule y']],
    ['y if { a > 1 } y if { true }', ['3:8 var a is unsafe']],
    ['y[k].z := a if { k := 1 } x := 1', ['3:11 var a is unsafe in rule y']],
    ['y := 1 if a > 1\nx := 1', ['3:11 var a is unsafe']],
    ['y.z["a b"] := 1 if { a > 1 } x := 1', ['3:22 var a is unsafe in rule y.z["a b"]']],
    ['x := 1 if y = [z | z = y]', ['3:11 var y is unsafe']],
    ['x := 1 if { not y; z := w }', ['3:13 var y is unsafe', '3:20 var w is unsafe']],
  ])('%s: %j', (text, wanted) => {
    const { diagnostics } = compile({ modules: [{ name: 'p.rego', text: `package p\n\n${text}` }] });
    expect(diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(wanted);
  });
});
