import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import { compile } from '../compile/compile.ts';
import type { RegoValue } from '../values/value.ts';
import { Coverage } from './coverage.ts';
import type { Policy, QueryOptions } from './policy.ts';
import { Profile } from './profile.ts';
import { Trace } from './trace-text.ts';

function policyOf(text: string, data?: RegoValue): Policy {
  const modules = [{ name: 'p.rego', text: `package p\n\n${text}` }];
  const { policy, diagnostics } = compile(data === undefined ? { modules } : { modules, data });
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return policy;
}

function valueFor(text: string, options: QueryOptions = {}): unknown {
  const { result, errors } = policyOf(text).evaluate({ query: 'data.p.x', ...options });
  return errors.length > 0
    ? errors.map(({ code, message }) => `${code}: ${message}`)
    : result[0]?.expressions[0]?.value;
}

const users = {
  users: [
    { name: 'ann', roles: ['a', 'b'] },
    { name: 'bob', roles: ['b'] },
  ],
};

describe('what rules give', () => {
  test.each<readonly [string, string, RegoValue | undefined, unknown]>([
    ['a complete rule', 'x := input.a if input.b', { a: 1, b: true }, 1],
    ['undefined where nothing holds', 'x := 1 if input.b', { b: false }, undefined],
    ['a default', 'default x := 2\nx := 1 if input.b', {}, 2],
    ['else', 'x := 1 if input.b else := 3 if input.c', { c: true }, 3],
    ['a set', 'x contains u.name if some u in input.users', users, ['ann', 'bob']],
    ['an object by names', 'x[u.name] := count(u.roles) if some u in input.users', users, { ann: 2, bob: 1 }],
    [
      'sets in an object',
      'x[r] contains u.name if {\n some u in input.users\n some r in u.roles\n}',
      users,
      { a: ['ann'], b: ['ann', 'bob'] },
    ],
    ['a function of patterns', 'f([a, {"k": b}]) := a + b\nx := f([1, {"k": 2}])', undefined, 3],
    ['a template in a head', 'x contains $"{n}!" if some n in ["a"]', undefined, ['a!']],
    [
      'a comprehension by groups',
      'x[k] := [v | some [n, v] in input.ps; n == k] if some k in ["a", "b"]',
      {
        ps: [
          ['a', 1],
          ['b', 2],
          ['a', 3],
        ],
      },
      { a: [1, 3], b: [2] },
    ],
    [
      'a comprehension whose term takes from around it',
      'x := [r | some k in ["a"]; some i in [1, 2]; r := [[i, v] | some [n, v] in input.ps; n == k]]',
      { ps: [['a', 7]] },
      [[[1, 7]], [[2, 7]]],
    ],
    ['every', 'x if every u in input.users { "b" in u.roles }', users, true],
    ['every over nothing', 'x if every u in [] { u }', undefined, true],
    ['not', 'x if not input.none', {}, true],
    ['a reference with variables', 'x contains n if n = input.users[_].name', users, ['ann', 'bob']],
    ['unification both ways', 'x := [a, b] if [a, 2] = [1, b]', undefined, [1, 2]],
    ['a comprehension over another', 'x := [y | y := [z | some z in [2, 1]][_]]', undefined, [2, 1]],
    ['with on input', 'q := input.a\nx := y if y := q with input.a as 5', { a: 1 }, 5],
    ['with on a builtin', 'x := y if y := count([1]) with count as 7', undefined, 7],
    ['with on a function', 'f(_) := 1\ng(_) := 2\nx := y if y := f(0) with data.p.f as g', undefined, 2],
    ['an array of another length', 'x := [1 | [_, _] = input.a]', { a: [1] }, []],
    ['an array of too few', 'x := [1 | [_] = input.a]', { a: [1, 2] }, []],
    ['an object of other keys', 'x := [1 | {"a": _, "b": _} = input]', { a: 1, c: 2 }, []],
    ['an object of more keys', 'x := [1 | {"a": _} = input]', { a: 1, c: 2 }, []],
    ['an object of another value', 'x := [v | {"a": v, "c": 3} = input]', { a: 1, c: 2 }, []],
    ['an object of these keys', 'x := [v | {"a": v, "c": 2} = input]', { a: 1, c: 2 }, [1]],
    ['an object whose value is undefined', 'x := [1 | {"a": input.none, "b": 1}]', {}, []],
    ['a head whose value is undefined', 'x := {"a": input.none, "b": 1}', {}, undefined],
    ['a set whose member is undefined', 'x := {1, input.none}', {}, undefined],
    ['a call of a rule', 'f := input.a\nx := [y | y := f()]', { a: false }, [false]],
    [
      'a call of a rule as a statement',
      'f := input.a\ng := input.b\nx := [[1 | f()], [2 | g()]]',
      { a: false, b: 3 },
      [[], [2]],
    ],
    ['walk', 'x contains v if walk(input, [["a", _], v])', { a: { b: 1 } }, [1]],
    ['a package as a whole', 'a := 1\nb contains 2\nx := y if { y := data.q } else := 0', undefined, 0],
  ])('%s', (_name, text, input, expected) => {
    expect(valueFor(text, { input })).toEqual(expected);
  });

  test('conflicting values are an error that names the rule', () => {
    expect(valueFor('x := v if some v in [1, 2]')).toEqual([
      'eval_conflict_error: rule data.p.x produced conflicting values:\n  1 at p.rego:3\n  2 at p.rego:3',
    ]);
    expect(valueFor('x[k] := v if some k, v in [[1, 2]][0]\nx[0] := 9')).toEqual([
      'eval_conflict_error: object keys must be unique',
    ]);
  });

  test('errors of builtins are undefined, or end the evaluation where errors are strict', () => {
    expect(valueFor('x := 1 / input.n', { input: { n: 0 } })).toBeUndefined();
    expect(valueFor('x := 1 / input.n', { input: { n: 0 }, strictBuiltinErrors: true })).toEqual([
      'eval_builtin_error: div: divide by zero',
    ]);
  });

  test('base data and rules make one document; data of an evaluation replaces that of the policy', () => {
    const policy = policyOf('x := data.base.k', { base: { k: 1 }, p: { y: 2 } });
    const whole = (options: QueryOptions): unknown =>
      policy.evaluate({ query: 'data.p', ...options }).result[0]?.expressions[0]?.value;
    expect(whole({})).toEqual({ x: 1, y: 2 });
    expect(whole({ data: { base: { k: 3 } } })).toEqual({ x: 3 });
  });
});

describe('queries', () => {
  test('are prepared once, of many the last hundred', () => {
    const policy = policyOf('x := 1');
    const prepare = vi.spyOn(policy, 'prepare');
    const ask = (count: number): void => {
      for (let at = 0; at < count; at++) policy.evaluate({ query: `x := ${at}` });
    };
    ask(100);
    ask(100);
    expect(prepare).toHaveBeenCalledTimes(100);
    ask(101);
    ask(1);
    expect(prepare).toHaveBeenCalledTimes(102);
  });

  test('give the values of their variables', () => {
    const { result } = policyOf('x contains 1').evaluate({ query: 'data.p.x[n]; m := n + 1' });
    expect(result.map(({ bindings }) => bindings)).toEqual([{ n: 1, m: 2 }]);
  });

  test('whose preparation was cancelled are prepared again', () => {
    const policy = policyOf('x := 1');
    const query = `${'1 == 1; '.repeat(5000)}data.p.x`;
    expect(policy.evaluate({ query, limits: { isOver: () => true } }).errors[0]?.code).toBe('eval_cancel_error');
    expect(policy.evaluate({ query }).errors).toEqual([]);
  });

  test('that do not compile say why', () => {
    const { errors } = policyOf('x := 1').evaluate({ query: 'y > 1' });
    expect(errors).toMatchObject([
      { code: 'rego_unsafe_var_error', message: 'var _ is unsafe' },
      { code: 'rego_unsafe_var_error', message: 'var y is unsafe' },
    ]);
  });
});

describe('errors', () => {
  test('say where', () => {
    const errorsOf = (text: string): unknown =>
      policyOf(text).evaluate({ query: 'data.p.x', strictBuiltinErrors: true }).errors;
    const code = 'eval_conflict_error';
    expect(errorsOf('x if {\n  1 / (count([]) + 0) > 1\n}')).toEqual([
      { code: 'eval_builtin_error', message: 'div: divide by zero', location: { file: 'p.rego', row: 4, col: 3 } },
    ]);
    const message = 'data.p.x produced conflicting values';
    expect(errorsOf('x := v if some v in [1, 2]')).toEqual([
      {
        code,
        message: `rule ${message}:\n  1 at p.rego:3\n  2 at p.rego:3`,
        location: { file: 'p.rego', row: 3, col: 1 },
      },
    ]);
    expect(errorsOf('x := v if v := count([1])\n\nx := 2 if true')).toEqual([
      {
        code,
        message: `rule ${message}:\n  1 at p.rego:3\n  2 at p.rego:5`,
        location: { file: 'p.rego', row: 5, col: 1 },
      },
    ]);
    const function_ = 'f(_) := v if v := count([1])\nf(_) := 2\nx := f(1)';
    expect(errorsOf(function_)).toMatchObject([
      {
        code,
        message: 'function data.p.f produced conflicting values for the same inputs:\n  1 at p.rego:3\n  2 at p.rego:4',
        location: { row: 4 },
      },
    ]);
  });

  test('of the host are thrown', () => {
    const trace = (): never => {
      throw new Error('broken');
    };
    expect(() => policyOf('x if trace("a")').evaluate({ query: 'data.p.x', host: { trace } })).toThrow('broken');
  });

  test('a full stack is told, not thrown', () => {
    const trace = (): never => {
      throw new RangeError('stack');
    };
    expect(policyOf('x if trace("a")').evaluate({ query: 'data.p.x', host: { trace } }).errors).toEqual([
      { code: 'eval_cancel_error', message: 'evaluation too deep: stack' },
    ]);
  });

  // In a process of its own: the getters that the test runner makes of exports swallow the error of a full stack.
  test('what nests too deep is told', () => {
    const code = `import { compile } from './src/index.ts';
      let input = 1;
      for (let depth = 0; depth < 100_000; depth++) input = [input];
      const { policy } = compile({ modules: [{ name: 'a', text: 'package p\\nx := count({input})' }] });
      console.log(policy.evaluate({ query: 'data.p.x', input }).errors[0]);`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: new URL('../..', import.meta.url),
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/eval_cancel_error[\s\S]*evaluation too deep/);
  });

  test('of a query that is asked inside another evaluation stay there', () => {
    const policy = policyOf('x contains v if { some v in [1, 2]; trace("a") }\ny := 3');
    const inner: unknown[] = [];
    const trace = (): void => {
      inner.push(policy.evaluate({ query: 'data.p.y' }).result[0]?.expressions[0]?.value);
    };
    const { result } = policy.evaluate({ query: 'data.p.x', host: { trace } });
    expect([result[0]?.expressions[0]?.value, inner]).toEqual([
      [1, 2],
      [3, 3],
    ]);
  });
});

describe('limits', () => {
  const endless = 'x := [1 | some a in numbers.range(1, 1000); some b in numbers.range(1, 1000); a + b > 0]';

  test.each<readonly [string, QueryOptions]>([
    ['steps', { limits: { steps: 10_000 } }],
    ['size', { limits: { size: 1000 } }],
    ['time', { limits: { isOver: () => true } }],
  ])('of %s end an evaluation', (_name, options) => {
    expect(policyOf(endless).evaluate({ query: 'data.p.x', ...options }).errors).toMatchObject([
      { code: 'eval_cancel_error' },
    ]);
  });

  test('a body of many statements needs no deep stack', () => {
    const body = Array.from({ length: 5_000 }, (_, at) => `input.a != ${at + 1}`).join('\n');
    expect(valueFor(`x if {\n${body}\n}`, { input: { a: 0 } })).toBe(true);
  });
});

describe('observation', () => {
  const text = 'x if {\n some v in input.list\n v > 1\n}\ny if input.none';
  const observed = (observe: NonNullable<QueryOptions['observe']>): Policy => {
    const policy = policyOf(text);
    policy.evaluate({ query: 'data.p.x', input: { list: [1, 2] }, observe });
    return policy;
  };

  test('tells in lines what happens', () => {
    const trace = new Trace();
    observed(trace.observe);
    expect(trace.lines).toEqual([
      'query:1      Enter data.p.x',
      'query:1      | Eval data.p.x',
      'p.rego:3     | Enter data.p.x',
      'p.rego:4     | | Eval some v in input.list',
      'p.rego:5     | | Eval v > 1',
      'p.rego:5     | | Fail v > 1',
      'p.rego:4     | | Redo some v in input.list',
      'p.rego:4     | | Eval some v in input.list',
      'p.rego:5     | | Eval v > 1',
      'p.rego:3     | | Exit data.p.x',
      'p.rego:5     | | Redo v > 1',
      'p.rego:4     | | Redo some v in input.list',
      'query:1      | Redo data.p.x',
    ]);
  });

  test('counts what took part and what it cost', () => {
    const coverage = new Coverage();
    const profile = new Profile(() => 0);
    const policy = observed((event) => {
      coverage.observe(event);
      profile.observe(event);
    });
    expect(coverage.report(policy.places)).toMatchObject({ covered_lines: 3, not_covered_lines: 1, coverage: 75 });
    expect(profile.report().find(({ location }) => location.row === 5)).toMatchObject({ num_eval: 2, num_redo: 1 });
  });
});
