import { describe, expect, test } from 'vitest';
import { parseModule } from '../syntax/parse.ts';
import { type CompileOptions, compile } from './compile.ts';

function errorsOf(text: string, options: Partial<CompileOptions> = {}): string[] {
  const { diagnostics } = compile({ modules: [{ name: 'p.rego', text: `package p\n\n${text}` }], ...options });
  return diagnostics.map(({ code, line, column, message }) => `${line}:${column} ${code}: ${message}`);
}

describe('modules that are wrong', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['an unbound variable', 'x if y > 1', ['3:6 rego_unsafe_var_error: var y is unsafe']],
    ['a variable in a head only', 'x := y', ['3:6 rego_unsafe_var_error: var y is unsafe']],
    [
      'a variable bound in a closure only',
      'x := y if { z := [y | y := 1]; z }',
      ['3:6 rego_unsafe_var_error: var y is unsafe'],
    ],
    ['a variable assigned twice', 'x if { y := 1; y := 2 }', ['3:16 rego_compile_error: var y assigned above']],
    ['a variable declared and not used', 'x if { some y; true }', ['3:8 rego_compile_error: declared var y unused']],
    ['an argument assigned', 'f(y) if { y := 1 }', ['3:11 rego_compile_error: arg y redeclared']],
    ['an unknown function', 'x := f(1)', ['3:6 rego_type_error: undefined function f']],
    [
      'too many arguments',
      'f(_) := 1\nx := f(1, 2, 3)',
      ['4:6 rego_type_error: function data.p.f has arity 1, got 3 arguments'],
    ],
    ['an argument of a wrong type', 'x := upper(1)', ['3:6 rego_type_error: upper: invalid argument(s)']],
    ['a comparison that cannot hold', 'x if 1 == "a"', ['3:6 rego_type_error: match error']],
    ['a reference that leads nowhere', 'y := {"a": 1}\nx := y.b', ['4:6 rego_type_error: undefined ref: data.p.y.b']],
    [
      'a rule that refers to itself',
      'x if y\ny if x',
      [
        '3:1 rego_recursion_error: rule data.p.x is recursive: data.p.x -> data.p.y -> data.p.x',
        '4:1 rego_recursion_error: rule data.p.y is recursive: data.p.y -> data.p.x -> data.p.y',
      ],
    ],
    [
      'a rule that may refer to itself',
      'x := data.p[input.k]',
      ['3:1 rego_recursion_error: rule data.p.x may be recursive: data.p.x -> data.p.x'],
    ],
    ['rules of two kinds', 'x := 1\nx contains 2', ['3:1 rego_type_error: conflicting rules data.p.x found']],
    [
      'a rule inside another',
      'x := 1\nx.y := 2',
      ['3:1 rego_type_error: rule data.p.x conflicts with:\n  rule data.p.x.y at p.rego:4'],
    ],
    [
      'a with target that is none',
      'x if true with foo as 1',
      ['3:16 rego_type_error: with keyword target must reference existing input, data, or a function'],
    ],
    [
      'a deprecated builtin',
      'x := any([true])',
      ['3:6 rego_type_error: deprecated built-in function calls in expression: any'],
    ],
    [
      'a shadowed document',
      'x if { input := 1; input > 0 }',
      ['3:8 rego_compile_error: variables must not shadow input (use a different variable name)'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(errorsOf(text)).toEqual(expected);
  });

  test('all syntax errors are told', () => {
    expect(errorsOf('x := \ny := [').length).toBeGreaterThan(0);
  });

  test('strict mode tells of what is not used', () => {
    expect(errorsOf('import data.foo\nx if { y := 1; true }\nf(a) := 1', { strict: true })).toEqual([
      '3:1 rego_compile_error: import data.foo unused',
      '4:8 rego_compile_error: assigned var y unused',
      '5:1 rego_compile_error: unused argument a. (hint: use _ (wildcard variable) instead)',
    ]);
  });

  test('schemas tell what documents hold', () => {
    const text =
      '# METADATA\n# schemas:\n#   - input.user: schema.user\nx if input.user.nam == "a"\ny if input.other.nam == 1';
    const schemas = { 'schema.user': { type: 'object', properties: { name: { type: 'string' } } } };
    expect(errorsOf(text, { schemas })).toEqual(['6:6 rego_type_error: undefined ref: input.user.nam']);
    expect(
      errorsOf('x if { input.a; input.b }', { schemas: { schema: { properties: { a: { type: 'string' } } } } }),
    ).toEqual(['3:17 rego_type_error: undefined ref: input.b']);
  });

  test('a builtin that capabilities leave out is an undefined function', () => {
    expect(errorsOf('x := upper("a")', { capabilities: { builtins: ['eq', 'equal', 'assign'] } })).toEqual([
      '3:6 rego_type_error: undefined function upper: the capabilities do not allow this builtin',
    ]);
  });
});

describe('entrypoints', () => {
  const modules = [{ name: 'a.rego', text: 'package a.b\n\np[x] := 1 if some x in [1]\n\nq := 2' }];
  test.each(['data.a.b.q', 'a/b/q', 'data.a', 'a/b/p/1', 'data.a.b.p', 'data'])('%s is one', (entrypoint) => {
    expect(compile({ modules, entrypoints: [entrypoint] }).diagnostics).toEqual([]);
  });

  test.each(['data.a.c', 'a/b/r', 'input.x', 'a b', 'q'])('%s is none', (entrypoint) => {
    const message = `entrypoint ${JSON.stringify(entrypoint)} does not refer to a rule or policy decision`;
    expect(compile({ modules, entrypoints: ['data.a', entrypoint] })).toEqual({
      policy: undefined,
      diagnostics: [{ severity: 'error', code: 'rego_compile_error', message }],
    });
  });
});

describe('a deadline', () => {
  const text = `package p\n\nx if {\n${'\tinput.a == 1\n'.repeat(5000)}}\n`;
  const isOver = (): boolean => true;
  const message = 'caller cancelled query execution: no time left';

  test('ends reading, compiling and preparing', () => {
    const reading = parseModule(text, { limits: { isOver } });
    expect(reading.errors).toEqual([{ code: 'eval_cancel_error', message }]);
    const modules = [{ name: 'a.rego', text }];
    expect(compile({ modules, limits: { isOver } })).toEqual({
      policy: undefined,
      diagnostics: [{ severity: 'error', code: 'eval_cancel_error', message }],
    });
    const { policy } = compile({ modules: [] });
    const query = `x := [${'input.a, '.repeat(5000)}1]`;
    expect(policy?.prepare(query, {}, { isOver })).toEqual([{ code: 'eval_cancel_error', message }]);
    expect(policy?.evaluate({ query, limits: { isOver } }).errors).toEqual([{ code: 'eval_cancel_error', message }]);
    expect(policy?.evaluate({ query }).errors).toEqual([]);
  });

  test('that is far changes nothing', () => {
    const { diagnostics } = compile({ modules: [{ name: 'a.rego', text }], limits: { isOver: () => false } });
    expect(diagnostics).toEqual([]);
  });
});

describe('modules that are right', () => {
  test.each<readonly [string, string]>([
    ['statements in any order', 'x := z if { z = y + 1; y = 1 }'],
    ['a narrowed reference to packages', 'x if { some k in ["a", "b"]; data[k].x }'],
    ['rules with variables beside others', 'x[k] := 1 if { k := input.k }\nx.a := 2'],
    ['a closure over what is bound after it', 'x := y if { y := [z | z := w]; w = 1 }'],
  ])('%s', (_name, text) => {
    expect(errorsOf(text)).toEqual([]);
  });
});
