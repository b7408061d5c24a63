import { describe, expect, test } from 'vitest';
import type { RegoVersion, Rule } from '../ast/ast.ts';
import { printBody, printTerm } from '../ast/print-term.ts';
import { type ParseOptions, parseModule } from './parse.ts';

describe('rules', () => {
  test.each<[string, string, RegoVersion?]>([
    ['p := 1', 'p := 1 if true'],
    ['p if input.x', 'p = true if input.x'],
    ['p if { a; b }', 'p = true if a; b'],
    ['p if {x | y}', 'p = true if {x | y}'],
    ['p if {x}', 'p = true if x'],
    ['p contains x if x := 1', 'p contains x if assign(x, 1)'],
    ['p contains 1', 'p contains 1 if true'],
    ['p.q[x].r := 1 if x := 2', 'p.q[x].r := 1 if assign(x, 2)'],
    ['p[x] if x := 1', 'p[x] = true if assign(x, 1)'],
    ['f(x, [y]) := x + y', 'f(x, [y]) := plus(x, y) if true'],
    ['f(_) if true', 'f(_) = true if true'],
    ['default p := {"a": [1]}', 'default p := {"a": [1]} if true'],
    ['default f(_, _) := 1', 'default f(_, _) := 1 if true'],
    ['p := 1 if a else := 2 if { b; c } else := 3', 'p := 1 if a else := 2 if b; c else := 3 if true'],
    ['if.x := 1', 'if.x := 1 if true'],
    ['p.if := 1', 'p["if"] := 1 if true'],
    ['input_like := 1', 'input_like := 1 if true'],
    ['p { a } { b }', 'p = true if a | p = true if b', 'v0'],
    ['p[x] { x = 1 }', 'p contains x if x = 1', 'v0'],
    ['p.q { a }', 'p contains "q" if a', 'v0'],
    ['p[x] = y { x = y }', 'p[x] = y if x = y', 'v0'],
    ['p = 1 { a } else = 2 { b }', 'p = 1 if a else = 2 if b', 'v0'],
    ['p[1]', 'p contains 1 if true', 'v0'],
    ['every := 1', 'every := 1 if true', 'v0'],
    ['import future.keywords.if\np if a', 'p = true if a', 'v0'],
    ['import rego.v1\np contains 1', 'p contains 1 if true', 'v0'],
  ])('%s', (text, expected, version = 'v1') => {
    expect(rulesOf(text, { version })).toBe(expected);
  });
});

describe('expressions', () => {
  test.each<[string, string]>([
    ['1 + 2 * 3 - 4 == -x', 'equal(minus(plus(1, mul(2, 3)), 4), minus(0, x))'],
    ['z == a | b & c', 'equal(z, or(a, and(b, c)))'],
    ['a | b & c', '{a | and(b, c)}'],
    ['(a + b) * c', 'mul(plus(a, b), c)'],
    ['x in xs', 'internal.member_2(x, xs)'],
    ['f("a", 1 in xs)', 'f("a", internal.member_2(1, xs))'],
    ['x := ("a", 1 in xs)', 'assign(x, internal.member_3("a", 1, xs))'],
    ['not x.y with input as {} with data.z as 1', 'not x.y with input as {} with data.z as 1'],
    ['some x, y', 'some x, y'],
    ['some k, v in xs', 'some k, v in xs'],
    ['every k, v in xs { v > k; true }', 'every k, v in xs { gt(v, k); true }'],
    ['x := [y | y := xs[_]; y > 1]', 'assign(x, [y | assign(y, xs[_]); gt(y, 1)])'],
    ['x := [a | b, c]', 'assign(x, [or(a, b), c])'],
    ['x := {a | b, c}', 'assign(x, {c, or(a, b)})'],
    ['x := {k + 1: v | xs[k] = v}', 'assign(x, {(k + 1): v | xs[k] = v})'],
    ['x := {, 1}', 'assign(x, {1})'],
    ['x := set()', 'assign(x, set())'],
    ['x := {}', 'assign(x, {})'],
    ['f(x)[1].y(2)', 'f(x)[1].y(2)'],
    ['{"a": 1}.a == [1][0]', 'equal({"a": 1}.a, [1][0])'],
    ['x.if["not"]["a b"]', 'x["if"]["not"]["a b"]'],
    ['x = $"a {y} {1}{f(z)} \\{"', 'x = $"a {y} 1{f(z)} \\{"'],
    ['x == `raw\\n`', 'equal(x, "raw\\\\n")'],
    ['x == "\\u00e9\\t"', 'equal(x, "é\\t")'],
    ['contains("a", "b")', 'contains("a", "b")'],
    ['x == .5e1', 'equal(x, .5e1)'],
  ])('%s', (text, expected) => {
    expect(rulesOf(`p if {\n${text}\n}`)).toBe(`p = true if ${expected}`);
  });

  test.each<[string, string]>([
    ['a and b or c', 'a and b or c'],
    ['a and (b or c)', 'a and (b or c)'],
    ['not { a; b }', 'not {a; b}'],
    ['not a', 'not a'],
    ['not (a or b) with input as 1', 'not (a or b) with input as 1'],
    ['{ a; b } or { c }', '{ a; b } or { c }'],
  ])('%s with its imports', (text, expected) => {
    expect(rulesOf(`import future.keywords\np if {\n${text}\n}`)).toBe(`p = true if ${expected}`);
  });

  test('numbers stay exact', () => {
    const { module } = parseModule('package a\np := [1.10, 12345678901234567890, 1e400]');
    const value = module?.rules[0]?.head.value;
    expect(
      value?.type === 'array' && value.items.map((item) => (item.type === 'number' ? String(item.value) : '')),
    ).toEqual(['1.10', '12345678901234567890', '1e400']);
  });

  test('every underscore is a var of its own', () => {
    const { module } = parseModule('package a\np := x[_][_]\nq := y[_]');
    const names = module?.rules.flatMap(({ head: { value } }) => {
      return value?.type === 'ref' ? value.path.map((part) => (part.type === 'var' ? part.name : '')) : [];
    });
    expect(names).toEqual(['$0', '$1', '$2']);
  });
});

describe('modules', () => {
  test('package, imports, comments and spans', () => {
    const text = 'package a.b["c-d"]\nimport data.x as y # why\nimport input\n';
    const { module } = parseModule(text);
    expect(module && printTerm(module.package.path)).toBe('data.a.b["c-d"]');
    expect(module?.imports.map(({ path, alias }) => [printTerm(path), alias])).toEqual([
      ['data.x', 'y'],
      ['input', undefined],
    ]);
    expect(module?.comments.map((comment) => [comment.text, text.slice(comment.span.start, comment.span.end)])).toEqual(
      [[' why', '# why']],
    );
  });

  test.each<[string, RegoVersion, RegoVersion]>([
    ['package a', 'v1', 'v1'],
    ['package a', 'v0', 'v0'],
    ['package a\nimport rego.v1', 'v0', 'v0v1'],
    ['package a\nimport rego.v1', 'v1', 'v1'],
  ])('%j read as %s is %s', (text, version, expected) => {
    expect(parseModule(text, { version }).module?.version).toBe(expected);
  });
});

function rulesOf(text: string, options: ParseOptions = {}): string {
  const { module, errors } = parseModule(`package test\n${text}`, options);
  return module === undefined
    ? errors.map(({ message }) => message).join('\n')
    : module.rules.map(ruleText).join(' | ');
}

function ruleText(rule: Rule): string {
  const { ref, args, key, value, assign } = rule.head;
  const signature = printTerm(ref) + (args.length > 0 ? `(${args.map(printTerm).join(', ')})` : '');
  const named =
    (rule.default ? 'default ' : '') + (key === undefined ? signature : `${signature} contains ${printTerm(key)}`);
  return `${value === undefined ? named : `${named} ${assign ? ':=' : '='} ${printTerm(value)}`}${restText(rule)}`;
}

function restText({ body, else: branch }: Rule): string {
  const rest =
    branch && ` else ${branch.head.assign ? ':=' : '='} ${branch.head.value && printTerm(branch.head.value)}`;
  return ` if ${printBody(body)}${branch === undefined ? '' : rest + restText(branch)}`;
}
