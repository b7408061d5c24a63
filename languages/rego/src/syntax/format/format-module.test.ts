import { describe, expect, test } from 'vitest';
import type { RegoVersion } from '../../ast/ast.ts';
import { formatModule } from './format-module.ts';

describe('format', () => {
  test.each<[string, string]>([
    ['p:=1', 'p := 1'],
    ['p = 1', 'p := 1'],
    ['p if {input.x}', 'p if input.x'],
    ['p if {\ninput.x}', 'p if {\n\tinput.x\n}'],
    ['p if { a; b }', 'p if {\n\ta\n\tb\n}'],
    ['p if true', 'p := true'],
    ['p.q:=1\nr.s.t:=2', 'p.q := 1\nr.s.t := 2'],
    ['p.q := 1', 'p["q"] := 1'],
    ['p := 1\nq := 2\n\n\n\nr := 3', 'p := 1\nq := 2\n\nr := 3'],
    ['p := [1,2 , 3]', 'p := [1, 2, 3]'],
    ['p := [\n1, 2,\n3]', 'p := [\n\t1, 2,\n\t3,\n]'],
    ['p := {"a":1,\n"b":{"c":2}}', 'p := {\n\t"a": 1,\n\t"b": {"c": 2},\n}'],
    ['p := (a|b)&c', 'p := (a | b) & c'],
    ['p := (1+2)*3', 'p := (1 + 2) * 3'],
    ['p := [x|x:=y[_];x>1]', 'p := [x | x := y[_]; x > 1]'],
    ['p := [x |\nx := y[_]\nx > 1]', 'p := [x |\n\tx := y[_]\n\tx > 1\n]'],
    ['p if plus(1, x, 2)', 'p if 2 = 1 + x'],
    ['p := f(\n1,\n2)', 'p := f(\n\t1,\n\t2,\n)'],
    ['p if every x in y {x > 1}', 'p if every x in y { x > 1 }'],
    ['p if {\nsome x,y\nf(x, y)\n}', 'p if {\n\tsome x, y\n\tf(x, y)\n}'],
    ['p if not x.y with input as 1 with data.z as 2', 'p if not x.y with input as 1 with data.z as 2'],
    ['p := 1 if a else := 2 if b', 'p := 1 if a\n\nelse := 2 if b'],
    ['p := 1 if {\na\n} else := 2 if {\nb\n}', 'p := 1 if {\n\ta\n} else := 2 if {\n\tb\n}'],
    ['p := `raw`\nq := "\\u0041"', 'p := `raw`\nq := "\\u0041"'],
    ['p := $"a {x} \\{"', 'p := $"a {x} \\{"'],
    ['p := "a" if x == "b" else := "c" if y == "d"', 'p := "a" if x == "b"\n\nelse := "c" if y == "d"'],
  ])('%j', (text, expected) => {
    expect(format(text)).toBe(expected);
  });

  test('comments stay, above and beside what they are about', () => {
    const text = '# one\n\np := 1 # two\n\n# three\nq if {\n\t# four\n\tx # five\n\t# six\n} # seven\n\n# eight';
    expect(format(text)).toBe(text);
  });

  test('a comment inside a term keeps the term as it was', () => {
    expect(format('p if {\n  x == f(\n  # why\n  1) # because\n}\nq := 1')).toContain('# why');
  });

  test('imports are sorted in their block', () => {
    expect(format('import data.b # b\nimport data.a\n\nimport input.z as y')).toBe(
      'import data.a\nimport data.b # b\n\nimport input.z as y',
    );
  });

  test.each<[RegoVersion, RegoVersion, string, string]>([
    ['v0', 'v0', 'p[x]{x=1}', 'p[x] {\n\tx = 1\n}'],
    ['v0', 'v1', 'p[x]{x=1}\nq{a}', 'p contains x if x = 1\nq if a'],
    ['v0', 'v0v1', 'p { a; b }', 'import rego.v1\n\np if {\n\ta\n\tb\n}'],
    [
      'v0',
      'v0',
      'import future.keywords.every\np { every x in y { x } }',
      'import future.keywords.every\n\np {\n\tevery x in y { x }\n}',
    ],
    ['v0', 'v1', 'import future.keywords\np { 1 in y }', 'import future.keywords\n\np if 1 in y'],
  ])('%s to %s: %j', (version, target, text, expected) => {
    expect(format(text, version, target)).toBe(expected);
  });

  test.each<[string, string]>([
    ['import data.x\nimport input.x', 'import must not shadow import data.x'],
    ['input := 1', 'rules must not shadow input (use a different rule name)'],
    ['f(data) := 1', 'args must not shadow data (use a different variable name)'],
    ['p { input := 1 }', 'variables must not shadow input (use a different variable name)'],
    ['p { all([true]) }', 'deprecated built-in function calls in expression: all'],
    ['every := 1', 'every keyword cannot be used for rule name'],
  ])('what no layout can mend is not written for v1: %j', (text, message) => {
    const { errors } = formatModule(`package a\n${text}`, { version: 'v0', target: 'v1' });
    expect(errors.map((error) => error.message)).toEqual([message]);
    expect(formatModule(`package a\n${text}`, { version: 'v0' }).errors).toEqual([]);
  });

  test.each([
    'p := 1 # one\nq := # two\n\t2',
    'p contains # one\nx if # two\n{\n\tx := [ # three\n1]\n}',
    'f( # one\n\tx, # two\n) := 1 # three',
    'p if { some x in [ # one\n1]; g( # two\nx) }',
    '# one\np := { # two\n\t# three\n\t"a": 1, # four\n\t# five\n} # six\n# seven',
    'p if {\n\tx with input as # one\n\t\t1\n} # two\nelse := 2 if { # three\n\ty\n}',
  ])('no comment is lost, wherever it stands: %j', (text) => {
    const formatted = format(text);
    for (const comment of text.match(/# \w+/g) ?? []) expect(formatted.split(comment)).toHaveLength(2);
  });

  test('a wrong module has errors and no text', () => {
    const { text, errors } = formatModule('package a\np := ');
    expect([text, errors.length]).toEqual([undefined, 2]);
  });
});

function format(text: string, version: RegoVersion = 'v1', target = version): string {
  const formatted = formatModule(`package a\n\n${text}\n`, { version, target });
  const again = formatted.text === undefined ? formatted : formatModule(formatted.text, { version: target });
  expect(again.text).toBe(formatted.text);
  return (formatted.text ?? formatted.errors.map(({ message }) => message).join('\n'))
    .replace(/^package a\n\n/, '')
    .replace(/\n$/, '');
}
