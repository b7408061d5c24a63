import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import type { RegoValue } from '../values/value.ts';

const input = { one: 1, list: [1, 2], deep: { a: { b: 1 }, c: 2 } };

/** The value of a query in a package of these rules. */
function valueFor(rules: string, query: string, data: RegoValue = {}): unknown {
  const { policy, diagnostics } = compile({ modules: [{ name: 'p.rego', text: `package p\n\n${rules}` }], data });
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const { result, errors } = policy.evaluate({ query, input });
  return errors.length > 0 ? errors.map(({ message }) => message) : result[0]?.expressions[0]?.value;
}

const x = (rules: string): unknown => valueFor(rules, 'data.p.x');

describe('with on input', () => {
  test.each<readonly [string, string, unknown]>([
    ['as a whole', 'x := y if y := input.one with input as {"one": 5}', 5],
    ['at a place', 'x := y if y := input with input.deep.a.b as 5', { ...input, deep: { a: { b: 5 }, c: 2 } }],
    ['at a new place', 'x := y if y := input.new with input.new.a as 5', { a: 5 }],
    ['through what is no object', 'x := y if y := input.one with input.one.a as 5', { a: 5 }],
    ['twice', 'x := y if y := [input.one, input.deep.c] with input.one as 5 with input.deep.c as 6', [5, 6]],
    [
      'one inside another',
      'x := y if y := input.deep.a with input.deep.a as {"k": 1} with input.deep.a.b as 2',
      { k: 1, b: 2 },
    ],
    ['that is undefined', 'x := [1 | input.one == 1 with input.one as input.none]', []],
    [
      'that is undefined after one that is not',
      'x := [input.one | input.one with input.one as 5 with input.deep as input.none]',
      [],
    ],
    ['whose place is undefined', 'x := [1 | input.one with input.deep as [v | v := 1][7]]', []],
    ['not afterwards', 'x := [a, b] if { a := input.one with input.one as 5; b := input.one }', [5, 1]],
    [
      'not afterwards, solution by solution',
      'x := [[v, input.list[0]] | v := input.list[_] with input.list as [7, 8]]',
      [
        [7, 1],
        [8, 1],
      ],
    ],
    ['in rules that it reaches', 'y := input.one\nz := y + 1\nx := [z, b, z] if b := z with input.one as 5', [2, 6, 2]],
    [
      'one within another',
      'y := input.one\nz := [y, v] if v := y with input.one as 6\nx := v if v := z with input.one as 5',
      [5, 6],
    ],
    ['in negations', 'y if input.one == 1\nx := [1 | not y with input.one as 5]', [1]],
    ['in every', 'y := input.one\nx if every v in input.list { v > 0; y == 5 with input.one as 5; y == 1 }', true],
  ])('%s', (_name, rules, value) => {
    expect(x(rules)).toEqual(value);
  });
});

describe('with on data', () => {
  const set = 's contains v if some v in [1, 2]\n';
  const object = 'o[k] := v if some k, v in {"a": 1, "b": 2}\n';
  test.each<readonly [string, string, unknown]>([
    ['on a complete rule', 'y := 1\nx := z if z := y with data.p.y as 5', 5],
    ['on a set', `${set}x := z if z := s with data.p.s as {7}`, [7]],
    ['on a member of a set', `${set}x := [v | v := s[_] with data.p.s as {7, 8}]`, [7, 8]],
    ['on a member that is not there then', `${set}x := [1 | s[1] with data.p.s as {7}]`, []],
    ['on an object', `${object}x := z if z := o with data.p.o as {"c": 3}`, { c: 3 }],
    ['on a key of an object', `${object}x := [o.a, v] if v := o.c with data.p.o as {"c": 3}`, [1, 3]],
    ['on a key that is not there then', `${object}x := [1 | o.a with data.p.o as {"c": 3}]`, []],
    ['on another place, beside a set', `${set}x := [v | s[v] with data.q as 1]`, [1, 2]],
    ['on another place, beside an object', `${object}x := v if v := o.b with data.q as 1`, 2],
    ['on base data', 'x := [a, b] if { a := data.base.k with data.base.k as 5; b := data.base.k }', [5, 1]],
    ['on a place of base data', 'x := z if z := data.base with data.base.l as 5', { k: 1, m: 2, l: 5 }],
    ['on a rule with an else', 'y := 1 if false else := 2\nx := z if z := y with data.p.y as 5', 5],
    ['on a default', 'default y := 1\nx := z if z := y with data.p.y as 5', 5],
  ])('%s', (_name, rules, value) => {
    expect(valueFor(rules, 'data.p.x', { base: { k: 1, m: 2 } })).toEqual(value);
  });

  test('of a package, in queries', () => {
    const rules = 'a := {"k": 1}\nb := 2\nc[k] := 3 if k := "l"\nd(_) := 4';
    expect(valueFor(rules, 'data.p')).toEqual({ a: { k: 1 }, b: 2, c: { l: 3 } });
    expect(valueFor(rules, 'data.p with data.p.a as {"j": 5}')).toEqual({ a: { j: 5 }, b: 2, c: { l: 3 } });
    expect(valueFor(rules, 'data.p with data.p.a as 5 with data.p.c as 6')).toEqual({ a: 5, b: 2, c: 6 });
    expect(valueFor(rules, 'data.p with data.p as {"b": 5}')).toEqual({ b: 5 });
    expect(valueFor(rules, 'data with data as {"b": 5}')).toEqual({ b: 5 });
    expect(valueFor(rules, 'data.p.b with data as {"b": 5}')).toBeUndefined();
    expect(valueFor(rules, 'data.p.e with data.p.e as 5')).toBe(5);
  });
});

describe('with in comprehensions of queries takes away what has no value', () => {
  const { list, deep } = input;
  test.each<readonly [string, unknown]>([
    ['input with input.one as input.none', { list, deep }],
    ['input.deep with input.deep.a as input.none', { c: 2 }],
    ['input.deep with input.deep.a.b as input.none', { a: {}, c: 2 }],
    ['input.deep with input.deep.x as input.none', deep],
    ['input with input as input.none', undefined],
    ['data.base with data.base.k as input.none', { m: 2 }],
    ['data.p with data.p.y as input.none', { z: 3 }],
    ['data.base with data as input.none', undefined],
    ['data with data as input.none', {}],
    ['input.one with input.one as [v | v := 5]', [5]],
    ['input.one with input.one as [input.none]', undefined],
  ])('%s: %j', (text, value) => {
    expect(valueFor('y := 2\nz := 3', `[v | v := ${text}][0]`, { base: { k: 1, m: 2 } })).toEqual(value);
  });
});

describe('with on calls', () => {
  test.each<readonly [string, string, unknown]>([
    ['a builtin by a value', 'x := [y, count([1])] if y := count([1]) with count as 7', [7, 1]],
    ['a builtin by a place of the input', 'x := y if y := count([1]) with count as input.deep.c', 2],
    ['a builtin by what is undefined', 'x := [1 | count([1]) with count as input.none]', []],
    ['a builtin by a builtin', 'x := y if y := count([3, 4]) with count as sum', 7],
    ['a builtin by a function that calls it', 'f(a) := count(a) + 1\nx := y if y := count([1, 2]) with count as f', 3],
    ['a function by a builtin', 'f(_) := 1\nx := y if y := f([3, 4]) with f as sum', 7],
    ['a function by a value', 'f(_) := 1\nx := y if y := f([3, 4]) with f as [8]', [8]],
    ['a function by another, in rules', 'f(_) := 1\ng(a) := a\ny := f(5)\nx := [y, z] if z := y with f as g', [1, 5]],
    ['two at once', 'f(_) := 1\nx := y if y := [f(1), count([])] with f as 2 with count as 3', [2, 3]],
    ['the later of two', 'x := y if y := count([]) with count as 3 with count as 4', 4],
    [
      'one within another',
      'f := v if v := [count([]), sum([])] with sum as 2\nx := y if y := f with count as 1',
      [1, 2],
    ],
    ['calls whose value is false', 'x if not startswith("a", "a") with startswith as false', true],
  ])('%s', (_name, rules, value) => {
    expect(x(rules)).toEqual(value);
  });
});
