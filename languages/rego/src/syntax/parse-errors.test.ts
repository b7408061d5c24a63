import { describe, expect, test } from 'vitest';
import type { RegoVersion } from '../ast/ast.ts';
import { parseModule, parseQuery, parseTerm } from './parse.ts';

describe('errors say what was found, what was expected, and where', () => {
  test.each<[string, readonly string[], RegoVersion?]>([
    ['', ['1:0 empty module']],
    ['p := 1', ['1:1 package expected']],
    [
      'package a\np = \n',
      [
        '3:0 unexpected eof token',
        '3:0 unexpected eof token: expected rule value term (e.g., p[<nil>] = <VALUE> { ... })',
      ],
    ],
    [
      'package a\np := [1, 2',
      [
        '2:10 unexpected eof token: expected "," or "]"',
        '2:10 unexpected eof token: expected rule value term (e.g., p := <VALUE> { ... })',
      ],
    ],
    ['package a\np if { x y }', ['2:10 unexpected identifier token: expected \\n or ; or }']],
    ['package a\nq { }', ['2:5 found empty body'], 'v0'],
    ['package a\np { true }', ['2:1 `if` keyword is required before rule body']],
    ['package a\np[1]', ['2:1 `contains` keyword is required for partial set rules']],
    ['package a\np if { not some x }', ["2:12 unexpected some keyword: illegal negation of 'some'"]],
    ['package a\np if { some x.y }', ['2:14 unexpected . token: expected \\n or ; or }']],
    ['package a\nevery := 1', ['2:1 every keyword cannot be used for rule name']],
    ['package a\ndefault p := input.x', ['2:1 illegal default rule (value cannot contain ref)']],
    [
      'package a\nimport foo.bar',
      [
        '2:8 unexpected import path, must begin with one of: {data, future, input, rego}, got: foo (hint: if this is unexpected, try updating OPA)',
      ],
    ],
    [
      'package a\nimport data.if',
      [
        '2:13 unexpected import path, must not end with a keyword, got: if (hint: import a different path or use an alias)',
      ],
    ],
    [
      'package a\np := 01',
      [
        '2:6 unexpected number token: expected number without leading zero',
        '2:6 unexpected number token: expected rule value term (e.g., p := <VALUE> { ... })',
      ],
    ],
    [
      'package a\np := 1e999999',
      ['2:6 number too big', '2:6 unexpected number token: expected rule value term (e.g., p := <VALUE> { ... })'],
    ],
    [
      'package a\nf(x) contains 1',
      [
        '2:6 unexpected contains keyword: the contains keyword can only be used with multi-value rule definitions (e.g., f contains <VALUE> { ... })',
      ],
    ],
    [
      'package a\np { some x in xs }',
      [
        '2:12 unexpected identifier token: expected \\n or ; or } (hint: `import future.keywords.in` for `some x in xs` expressions)',
      ],
      'v0',
    ],
    [
      'package a\np if { true }',
      ['2:1 var cannot be used for rule name (hint: `import future.keywords.if` for `p if { ... }` rules)'],
      'v0',
    ],
    ['package a\nimport rego.v1\np { true }', ['3:1 `if` keyword is required before rule body'], 'v0'],
    [
      'package a\np := $"{x = 1}"',
      [
        "2:9 unexpected unification ('=') in template-string expression",
        '2:14 unexpected } token: expected rule value term (e.g., p := <VALUE> { ... })',
      ],
    ],
  ])('%j', (text, expected, version = 'v1') => {
    const { errors } = parseModule(text, { version });
    expect(errors.map(({ message, location }) => `${location?.row}:${location?.col} ${message}`)).toEqual(expected);
  });

  test('a wrong statement does not hide the next ones', () => {
    const { errors } = parseModule('package a\np := ]\n\nq if {\n  x y\n}\nr := 1\ns := )\n');
    expect(errors.map(({ location }) => location?.row)).toEqual([2, 2, 5, 8, 8]);
  });

  test('at most 100 errors', () => {
    expect(parseModule(`package a\n${'p := )\n'.repeat(1000)}`).errors).toHaveLength(100);
  });

  test('columns count code points', () => {
    expect(parseModule('package a\np := "😀é" )').errors[0]?.location).toEqual({ file: '', row: 2, col: 11 });
  });
});

describe('hostile modules end in an error at once', () => {
  const million = 1_000_000;
  test.each<[string, string]>([
    ['brackets', '['.repeat(million)],
    ['braces', '{'.repeat(million)],
    ['parentheses', '('.repeat(million)],
    ['objects', '{a:'.repeat(million)],
    ['comprehensions', '[x | '.repeat(million)],
    ['operators', `1${' + 1'.repeat(million)}`],
    ['refs', 'a['.repeat(million)],
    ['templates', '$"{'.repeat(million / 10)],
    ['branches', `1 if x ${'else := 1 if x '.repeat(million / 10)}`],
    ['lists that look like comprehensions', `${'[a | '.repeat(200)}b${', c]'.repeat(200)}`.repeat(2)],
  ])('%s', (_name, term) => {
    const { errors } = parseModule(`package a\np := ${term}`);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(100);
  });

  test('10 MB', () => {
    const { errors } = parseModule(`package a\n${'p := "aaaaaaaaaa"\n'.repeat(600_000)}`, { file: 'big.rego' });
    expect(errors).toEqual([
      {
        code: 'rego_parse_error',
        message: 'module too large: expected at most 8388608 characters, found 10800010',
        location: { file: 'big.rego', row: 1, col: 1 },
      },
    ]);
  });

  test('limits are settable', () => {
    expect(parseModule('package a\np := [[[1]]]', { limits: { depth: 3 } }).errors[0]?.message).toBe(
      'max parsing recursion depth exceeded',
    );
    expect(parseModule('package a', { limits: { size: 4 } }).errors).toHaveLength(1);
  });
});

describe('queries and terms', () => {
  test('a query is expressions, not rules', () => {
    expect(parseQuery('x := 1; data.a.b[x]').body).toHaveLength(2);
    expect(parseQuery('x := ').errors[0]?.message).toBe('unexpected eof token');
    expect(parseQuery('package a').errors[0]?.message).toBe('expected body but got package');
  });

  test('a term alone', () => {
    expect(parseTerm('{"a": {1, 2}, "b": [set()]}').term?.type).toBe('object');
    expect(parseTerm('input').term?.type).toBe('ref');
    expect(parseTerm('1 + 1').term?.type).toBe('call');
    expect(parseTerm('1; 2').errors[0]?.message).toBe('expected exactly one term but got 2 expressions');
    expect(parseTerm('not x').errors[0]?.message).toBe('expected exactly one term but got an expression');
  });
});
