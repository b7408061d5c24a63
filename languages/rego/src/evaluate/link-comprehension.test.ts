import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import { Trace } from './trace-text.ts';

const input = {
  keys: ['a', 'b', 'c'],
  pairs: [{ k: 'b', v: 2 }, { k: 'a', v: 1 }, { k: 'b', v: 1 }, { k: 'b', v: 2 }, { k: 'a' }],
};

/** The value of data.p.x; observed evaluations do not group, and must give the same. */
function valueFor(text: string): unknown {
  const { policy, diagnostics } = compile({ modules: [{ name: 'p.rego', text: `package p\n\n${text}` }] });
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const [plain, observed] = [{}, { observe: new Trace().observe }].map((options) => {
    const { result, errors } = policy.evaluate({ query: 'data.p.x', input, ...options });
    return errors.length > 0 ? errors.map(({ message }) => message) : result[0]?.expressions[0]?.value;
  });
  expect(observed).toEqual(plain);
  return plain;
}

describe('comprehensions', () => {
  test.each<readonly [string, string, unknown]>([
    ['an array keeps order and repetition', 'x := [p.v | some p in input.pairs]', [2, 1, 1, 2]],
    ['a set neither', 'x := {p.v | some p in input.pairs}', [1, 2]],
    [
      'an object leaves out undefined values',
      'x := {k: v | some k in input.keys; v := [p.v | some p in input.pairs; p.k == k][1]}',
      { b: 1 },
    ],
    ['an object without a value', 'x := {k: input.none | some k in input.keys}', {}],
    ['an object without a key', 'x := {input.none: k | some k in input.keys}', {}],
    ['an array without a value', 'x := [input.none | some k in input.keys]', []],
    ['a set without a value', 'x := {input.none | some k in input.keys}', []],
    ['an object of the same value twice', 'x := {p.k: 1 | some p in input.pairs}', { a: 1, b: 1 }],
    ['an object of two values for a key', 'x := {p.k: p.v | some p in input.pairs}', ['object keys must be unique']],
    [
      'one in another of the same rule',
      'x := [[b | some b in input.keys; b != a] | some a in ["a", "b"]]',
      [
        ['b', 'c'],
        ['a', 'c'],
      ],
    ],
    ['one that runs again inside itself', 'f(n) := [m | some m in [n]]\nx := [f(n) | some n in f(1)]', [[1]]],
  ])('%s', (_name, text, value) => {
    expect(valueFor(text)).toEqual(value);
  });
});

describe('comprehensions that are grouped by what is around them', () => {
  test.each<readonly [string, string, unknown]>([
    ['arrays', 'x := [v | some k in input.keys; v := [p.v | some p in input.pairs; p.k == k]]', [[1], [2, 1, 2], []]],
    ['sets', 'x := [v | some k in input.keys; v := {p.v | some p in input.pairs; p.k == k}]', [[1], [1, 2], []]],
    ['sets are sets', 'x := [1 | some k in input.keys; {p.v | some p in input.pairs; p.k == k} == {1, 2}]', [1]],
    [
      'objects',
      'x := [v | some k in input.keys; v := {p.v: p.k | some p in input.pairs; p.k == k}]',
      [{ '1': 'a' }, { '1': 'b', '2': 'b' }, {}],
    ],
    [
      'objects with undefined keys',
      'x := [v | some k in input.keys; v := {p.none: p.k | some p in input.pairs; p.k == k}]',
      [{}, {}, {}],
    ],
    [
      'objects with undefined values',
      'x := [v | some k in input.keys; v := {p.k: p.none | some p in input.pairs; p.k == k}]',
      [{}, {}, {}],
    ],
    [
      'by two',
      'x := [c | some k in input.keys; some n in [1, 2]; c := count([1 | some p in input.pairs; p.k == k; p.v == n])]',
      [1, 0, 1, 2, 0, 0],
    ],
    [
      'anew for another input',
      'y := [c | some k in ["a"]; c := count([1 | some p in input.pairs; p.k == k])]\nx := [y, z, y] if z := y with input.pairs as []',
      [[2], [0], [2]],
    ],
    ['by what is not there', 'x := [v | k := "z"; v := [p.v | some p in input.pairs; p.k == k]]', [[]]],
  ])('%s', (_name, text, value) => {
    expect(valueFor(text)).toEqual(value);
  });
});
