import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';

/** The value of data.p.x, or its error. */
function outcomeOf(text: string): unknown {
  const { policy, diagnostics } = compile({ modules: [{ name: 'p', text: `package p\n\n${text}` }] });
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const { result, errors } = policy.evaluate({ query: 'data.p.x' });
  return errors[0]?.message ?? result[0]?.expressions[0]?.value;
}

const unique = 'object keys must be unique';

describe('rules that make one object', () => {
  test.each<readonly [string, string, unknown]>([
    ['the same value twice', 'x[k] := 1 if some k in ["a"]\nx[k] := 1 if some k in ["a"]', { a: 1 }],
    ['two values for a key', 'x[k] := v if some k, v in {"a": 1}\nx[k] := 2 if some k in ["a"]', unique],
    [
      'a value inside an object',
      'x[k].b := v if some k, v in {"a": 1}\nx[k].c := 2 if some k in ["a"]',
      { a: { b: 1, c: 2 } },
    ],
    ['a value inside a value', 'x[k] := {"c": v} if some k, v in {"a": 1}\nx[k].b := 2 if some k in ["a"]', unique],
    ['a value where an object is', 'x[k].b := v if some k, v in {"a": 1}\nx[k] := 2 if some k in ["a"]', unique],
    [
      'members of one set',
      'x[k] contains v if some k, v in {"a": 1}\nx[k] contains 2 if some k in ["a"]',
      { a: [1, 2] },
    ],
    ['a member beside a value', 'x[k] contains v if some k, v in {"a": 1}\nx.a := 2', unique],
    ['a value beside a member', 'x[k] := v if some k, v in {"a": 1}\nx.a contains 2', unique],
    ['a member beside the same value', 'x[k] := 2 if some k in ["a"]\nx.a contains 2', unique],
    ['a member beside the set itself', 'x[k] := {2} if some k in ["a"]\nx.a contains 2', unique],
  ])('%s', (_name, text, wanted) => {
    expect(outcomeOf(text)).toEqual(wanted);
  });
});

describe('values that differ are listed', () => {
  const conflict = 'data.p.x produced conflicting values';
  test('with their rules, in order', () => {
    expect(outcomeOf('x := v if v := count([1])\nx := v if v := count([])')).toBe(
      `rule ${conflict}:\n  1 at p:3\n  0 at p:4`,
    );
  });

  test('of the document that has them, also where another one asks', () => {
    const inner = outcomeOf('x := v if some v in [1, 2]');
    const outer = outcomeOf('y := v if some v in [1, 2]\nx := y if y\nx := 5 if y == 5');
    expect(outer).toBe(String(inner).replace('data.p.x', 'data.p.y'));
  });

  test('at most ten', () => {
    const rules = (count: number): string =>
      Array.from({ length: count }, (_, at) => `x := count(numbers.range(1, ${at + 1}))`).join('\n');
    const lines = (count: number): string[] => String(outcomeOf(rules(count))).split('\n');
    expect([lines(10).length, lines(10).at(-1)]).toEqual([11, '  10 at p:12']);
    expect([lines(11).length, lines(11).at(-1)]).toEqual([12, '  ...']);
  });
});
