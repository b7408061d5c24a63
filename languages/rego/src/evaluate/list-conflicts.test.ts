import { describe, expect, test } from 'vitest';
import { compile, type ModuleText } from '../compile/compile.ts';

/** The values that the error of `data.p.x` lists. */
function listed(...modules: readonly (string | ModuleText)[]): string[] {
  const named = modules.map((one, at) => (typeof one === 'string' ? { name: `${at}.rego`, text: one } : one));
  const { policy, diagnostics } = compile({ modules: named });
  if (policy === undefined) throw new Error(diagnostics[0]?.message);
  const { errors } = policy.evaluate({ query: 'data.p.x', input: { a: 1 } });
  return (errors[0]?.message ?? 'no error').split('\n').slice(1);
}

describe('a conflict lists', () => {
  test('the values in the order of their places, whatever the order of evaluation', () => {
    const rules = 'x := "second" if input.a\nx := "third" if input.a';
    expect(
      listed(
        { name: 'b.rego', text: `package p\n\n${rules}` },
        { name: 'a.rego', text: 'package p\nx := "first" if input.a' },
      ),
    ).toEqual(['  "first" at a.rego:2', '  "second" at b.rego:3', '  "third" at b.rego:4']);
  });

  test('no value that the first one equals, and one of each rule', () => {
    expect(listed('package p\nx := 1 if input.a\nx := y if some y in [1, 1.0, 2, 3]\nx := 1.0 if input.a')).toEqual([
      '  1 at 0.rego:2',
      '  2 at 0.rego:3',
    ]);
  });

  test('at most ten, and says that there are more', () => {
    const rules = (count: number): string =>
      `package p\n${Array.from({ length: count }, (_, at) => `x := ${at} if input.a`).join('\n')}`;
    expect(listed(rules(10))).toHaveLength(10);
    expect(listed(rules(10)).at(-1)).toBe('  9 at 0.rego:11');
    expect(listed(rules(11))).toHaveLength(11);
    expect(listed(rules(11)).at(-1)).toBe('  ...');
  });

  test('texts of eighty characters in full, longer ones cut, all on one line', () => {
    const text = (length: number): string => JSON.stringify('é'.repeat(length - 2));
    const [first, second] = listed(`package p\nx := ${text(80)} if input.a\nx := ${text(81)} if input.a`);
    expect(first).toBe(`  ${text(80)} at 0.rego:2`);
    expect(second).toBe(`  ${text(81).slice(0, 80)}... at 0.rego:3`);
  });

  test('row and column where modules have no name', () => {
    expect(listed({ name: '', text: 'package p\nx := 1 if input.a\nx := 2 if input.a' })).toEqual([
      '  1 at 2:1',
      '  2 at 3:1',
    ]);
  });

  test('the branch of an else chain that has a value', () => {
    expect(listed('package p\nx := 1 if { input.b } else := 2 if { input.a } else := 3\nx := 4 if input.a')).toEqual([
      '  2 at 0.rego:2',
      '  4 at 0.rego:3',
    ]);
  });

  test('what functions give for the same arguments', () => {
    expect(listed('package p\nf(y) := y if y > 0\nf(y) := y + 1 if y > 1\nf(_) := 9\nx := f(1)')).toEqual([
      '  1 at 0.rego:2',
      '  9 at 0.rego:4',
    ]);
  });
});
