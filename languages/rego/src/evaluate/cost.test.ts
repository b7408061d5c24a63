import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import type { RegoValue } from '../values/value.ts';
import type { Evaluation, Policy, QueryOptions } from './policy.ts';

function policyOf(text: string): Policy {
  const { policy, diagnostics } = compile({ modules: [{ name: 'p.rego', text: `package p\n\n${text}` }] });
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return policy;
}

interface Cost {
  readonly value: unknown;
  /** The lines of `trace`, which tell what was evaluated. */
  readonly said: string;
  /** The fewest steps that are enough. */
  readonly steps: number;
}

function costOf(text: string, input: RegoValue = {}): Cost {
  const policy = policyOf(text);
  const evaluate = (options: QueryOptions): Evaluation => policy.evaluate({ query: 'data.p.x', input, ...options });
  let said = '';
  const trace = (line: string): void => {
    said += line;
  };
  const { result, errors } = evaluate({ host: { trace } });
  if (errors.length > 0) throw new Error(errors[0]?.message);
  return { value: result[0]?.expressions[0]?.value, said, steps: fewestSteps(evaluate) };
}

function fewestSteps(evaluate: (options: QueryOptions) => Evaluation): number {
  let [low, high] = [0, 100_000];
  while (low < high) {
    const steps = (low + high) >> 1;
    if (evaluate({ limits: { steps } }).errors.length === 0) high = steps;
    else low = steps + 1;
  }
  return low;
}

const numbers = Array.from({ length: 100 }, (_, at) => at);
const input = { list: numbers, object: Object.fromEntries(numbers.map((at) => [`k${at + 100}`, at])) };

describe('what is evaluated', () => {
  test.each<readonly [string, string, unknown, string]>([
    ['a complete rule once', 'y if trace("y")\nx := [1 | y; y; data.p.y]', [1], 'y'],
    ['one that is undefined once', 'y if { trace("y"); count([1]) > 1 }\nx if { not y; not y }', true, 'y'],
    ['a function once for the same argument in a row', 'f(_) := 1 if trace("f")\nx := f(2) + f(2)', 2, 'f'],
    ['a set once', 'y contains 1 if trace("y")\nx := [y, y, data.p.y]', [[1], [1], [1]], 'y'],
    ['an object once', 'y[1] := 2 if trace("y")\nx := [y, y][1]', { 1: 2 }, 'y'],
    [
      'a member of a set, and not the others',
      'y contains v if { some v in ["a", "b"]; trace(v) }\nx if y.b',
      true,
      'b',
    ],
    [
      'a member under a with elsewhere',
      'y contains v if { some v in ["a", "b"]; trace(v) }\nx if y.b with data.q as 1',
      true,
      'b',
    ],
    ['a value of an object, and not the others', 'y[v] := 1 if { some v in ["a", "b"]; trace(v) }\nx := y.b', 1, 'b'],
    ['nothing where a package has not the key', 'y contains 1 if trace("y")\nx := [1 | data.p.z[input.k]]', [], ''],
    ['no more rules after one with the only value', 'x if trace("a")\nx if trace("b")', true, 'a'],
    ['all rules where values may differ', 'x := 1 if trace("a")\nx := input.one if trace("b")', 1, 'ab'],
    ['one solution where a rule has a constant value', 'x := 1 if { some v in ["a", "b"]; trace(v) }', 1, 'a'],
    ['all solutions where it has none', 'x := y if { some v in ["a", "b"]; trace(v); y := 1 }', 1, 'ab'],
    ['no else after a branch that holds', 'x := 1 if trace("a") else := 2 if trace("b")', 1, 'a'],
    ['no default where a rule holds', 'default f(_) := 3\nf(1) := 2 if trace("a")\nx := f(1)', 2, 'a'],
    ['one solution of what is negated', 'x if not y\ny if { some v in ["a", "b"]; trace(v); v == "c" }', true, 'ab'],
    ['every until one does not hold', 'x := [1 | every v in ["a", "b", "c"] { trace(v); v == "a" }]', [], 'ab'],
    [
      'one solution of the body of every',
      'x if every v in ["a"] { some w in ["b", "c"]; trace(w); v != w }',
      true,
      'b',
    ],
    ['a body only until a statement fails', 'x := [1 | trace("a"); input.no; trace("b")]', [], 'a'],
    [
      'a with as often as it stands there',
      'y if trace("y")\nx := [1 | y; y with input as 1; y with input as 1; y]',
      [1],
      'yyy',
    ],
    ['what a with changed not afterwards', 'y := input.one\nx := [[y, z] | z := y with input.one as 5][0]', [1, 5], ''],
    [
      'rules not that the input leaves out',
      'x := 1 if { input.a == 1; trace("a") }\nx := 2 if { input.a == 2; trace("b") }\nx := 3 if { trace("c"); input.one > 1 }',
      2,
      'bc',
    ],
  ])('%s', (_name, text, value, said) => {
    const cost = costOf(text, { one: 1, a: 2, k: 'none', ...input });
    expect([cost.value, cost.said]).toEqual([value, said]);
  });
});

describe('how many steps', () => {
  test.each<readonly [string, string, number]>([
    ['a rule', 'x if input.list', 1],
    ['the elements of a list', 'x := [1 | input.list[_]]', 201],
    ['the elements of an object', 'x := [1 | input.object[_]]', 201],
    ['the members of a set', 'x := count({v | some v in input.list}) if { some v in {1, 2, 3}; v == 3 }', 204],
    ['one element that is looked up', 'x if input.list[7] == 7', 1],
    ['elements until one is found', 'x if input.list[_] > 6', 9],
    ['members until one is found', 'x if { some v in {1, 2, 3, 4}; v == 2 }', 3],
    ['values until one is found', 'x if input.object[_] > 6', 9],
    ['keys of packages until one is found', 'a.b := 1\na.c := 2\na.d := 3\nx if data.p.a[_] == 2', 5],
    ['keys of packages', 'a.b := 1\na.c := 2\na.d := 3\nx := count([1 | data.p.a[_] == 2])', 8],
    ['elements until one does not hold', 'x if not y\ny if every v in input.list { v < 7 }', 10],
    ['members of a set document', 'y contains v if some v in input.list\nx := count(y)', 202],
    ['one member of a set document', 'y contains v if some v in input.list\nx if 7 in y', 202],
    ['one member that is looked up', 'y contains v if some v in input.list\nx if y[7]', 103],
    ['keys of an object document', 'y[k] := v if some k, v in input.object\nx := count(y)', 202],
    ['one key that is looked up', 'y[k] := v if some k, v in input.object\nx := y.k107', 3],
    ['results of walk until one is found', 'x if { walk(input.list, [[3], v]); v == 3 }', 11],
    ['an array', 'x := [v | some v in input.list]', 201],
    ['a set', 'x := {v | some v in input.list}', 201],
    ['an object', 'x := {v: v | some v in input.list}', 201],
    [
      'a comprehension by groups, once for all',
      'x := [c | some v in input.list; c := count([w | some w in input.list; w == v])]',
      401,
    ],
    ['sets by groups', 'x := [c | some v in input.list; c := count({w | some w in input.list; w == v})]', 401],
    ['objects by groups', 'x := [c | some v in input.list; c := count({w: 1 | some w in input.list; w == v})]', 401],
    ['a function', 'f(a) := b if b := a\nx := f(1)', 2],
    [
      'a rule for each key',
      'y[k] := v if { v := input.object[k] }\nx := [a | some k in ["k107", "k108"]; a := y[k]]',
      9,
    ],
  ])('%s', (_name, text, steps) => {
    expect(costOf(text, input).steps).toBe(steps);
  });
});
