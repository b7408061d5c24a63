import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import { buildFunction } from '../node/codegen.ts';
import type { RegoValue } from '../values/value.ts';
import { type BuildFunction, codegenBy } from './codegen.ts';

const given: RegoValue = {
  pods: [
    { name: 'a', labels: { team: 'x' }, images: ['r/a:1', 'b'] },
    { name: 'b', labels: {}, images: [] },
  ],
};

/** One rule for every kind of step and value. */
const rules = {
  scan: 'p contains x.name if some x in input.pods',
  'keys and places': 'p[i] := k if { some i; some k, _ in input.pods[i].labels }',
  not: 'p contains x.name if { some x in input.pods; not x.labels.team }',
  every: 'p contains x.name if { some x in input.pods; every k, v in x.labels { k != v } }',
  'every over nothing': 'p if every x in input.none { x }',
  comprehensions: 'p := [{"s": {i | some i in x.images}, "o": {k: v | some k, v in x.labels}} | some x in input.pods]',
  'a function and its default':
    'default f(_) := "none"\nf(x) := x.labels.team\np := [y | some x in input.pods; y := f(x)]',
  else: 'p := 1 if { input.none } else := 2 if { input.pods[1].name == "b" } else := 3',
  'patterns of arrays and objects': 'p contains [a, b] if { [[a, 1], {"k": b}] = [[input.pods[_].name, 1], {"k": 2}] }',
  filters:
    'p contains x if { startswith(input.pods[0].name, "a"); input.pods[_].name == "b"; some x in input.pods[0].images }',
  relations: 'p contains path if { walk(input, [path, "b"]) }',
  'composite keys': 'p contains v if { s := {[1, 2], {"a": 1}}; some v in s; v == {"a": 1} }',
  'keys that are no words':
    'p := [o["a b"], o["\\"; throw 1; \\""], o["__proto__"], o["constructor"]] if { o := {"a b": 1, "\\"; throw 1; \\"": 2, "__proto__": 3, "constructor": 4} }',
  'what prototypes hold': 'p contains k if { some k in ["toString", "__proto__", "constructor", "length"]; input[k] }',
  'plain words of prototypes':
    'p contains 1 if input.toString\np contains 2 if input.pods.length\np contains 3 if input.constructor',
  numbers: 'p := [-1, 0.1, 1e400, 123456789012345678901234567890, -0] if { 1 == 1.0 }',
  'texts with line ends': 'p := ["\\u2028`$1\\\\", "\\n\'"]',
  documents: 'q[x.name] := x if some x in input.pods\np := [q.a.name, q[input.pods[1].name].name, data.base.x]',
  'errors of builtins': 'p := to_number(input.pods[0].name)',
  'print and void calls': 'p if { print(input.pods[0].name); true }',
} as const;

describe.each(Object.entries(rules))('%s', (_name, rule) => {
  test('generated code gives what closures give, in as many steps', () => {
    const [closures, generated] = [answers(rule, false), answers(rule, true)];
    expect(generated).toEqual(closures);
  });
});

/** The result, that of builtin errors that are strict, and the fewest steps that suffice. */
function answers(rule: string, isGenerated: boolean): unknown[] {
  let built = 0;
  const build = (parameters: readonly string[], text: string): unknown => {
    built++;
    return buildFunction(parameters, text);
  };
  const { policy, diagnostics } = compile({
    modules: [{ name: 'a.rego', text: `package a\n\n${rule}\n` }],
    data: { base: { x: 7 } },
  });
  if (policy === undefined) throw new Error(diagnostics[0]?.message);
  const host = isGenerated ? { codegen: codegenBy(build, 0) } : {};
  const ask = (limits = {}, strictBuiltinErrors = false): unknown =>
    policy.evaluate({ query: 'data.a.p', input: given, limits, strictBuiltinErrors, host });
  const all = [ask(), ask({}, true), Array.from({ length: 40 }, (_, steps) => ask({ steps }))];
  expect(built > 0).toBe(isGenerated);
  return all;
}

test('a rule is generated when it is used a lot, and once', () => {
  const { texts, ask } = asked('p contains x if some x in input.pods', 3);
  for (let at = 0; at < 3; at++) ask();
  expect(texts).toEqual([]);
  for (let at = 0; at < 3; at++) ask();
  expect(texts).toHaveLength(1);
});

test('no text of a policy becomes code but keys that are plain words', () => {
  const { texts, ask } = asked('p contains "evil" if { input.word; input["evil key"]; input[`evil"]`] == "evil" }', 0);
  ask();
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('.word');
  expect(texts[0]).not.toContain('evil');
});

test('a host that lets no code be made is as good, only slower', () => {
  const { texts, ask } = asked('p contains x.name if some x in input.pods', 0, () => {
    throw new EvalError('Code generation from strings disallowed for this context');
  });
  expect([ask(), ask()]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  expect(texts).toHaveLength(1);
});

test('a call that `with` replaces is replaced in generated code too', () => {
  const { ask } = asked('f(x) := x\nq := f(1)\nr := y if { y := q with data.a.f as 2 }\np := [q, r, q] if input', 0);
  expect(ask()).toEqual([1, 2, 1]);
});

/** A policy whose host generates code after so many evaluations, and the texts of that. */
function asked(rule: string, after: number, build: BuildFunction = buildFunction) {
  const texts: string[] = [];
  const { policy, diagnostics } = compile({ modules: [{ name: 'a.rego', text: `package a\n\n${rule}\n` }] });
  const kept: BuildFunction = (parameters, text) => {
    texts.push(text);
    return build(parameters, text);
  };
  const ask = (): unknown => {
    const options = { query: 'data.a.p', input: given, host: { codegen: codegenBy(kept, after) } };
    const evaluation = policy?.evaluate(options) ?? { errors: diagnostics, result: [] };
    if (evaluation.errors[0] !== undefined) throw new Error(evaluation.errors[0].message);
    return evaluation.result[0]?.expressions[0]?.value;
  };
  return { texts, ask };
}
