import { describe, expect, test } from 'vitest';
import { answerQuestion } from './answer-question.ts';
import { classOf, difference } from './compare-answers.ts';
import { compilingCases } from './differences/compiling.ts';
import type { DifferenceCase } from './differences/difference-case.ts';
import { evaluatingCases } from './differences/evaluating.ts';
import { buildOracle } from './oracle/build-oracle.ts';
import { askOracle, type Question } from './oracle/question.ts';

/** What generated cases once found different from OPA, each class by its smallest case; the answers are OPA's. */
const cases: readonly DifferenceCase[] = [
  ...compilingCases,
  ...evaluatingCases,
  [
    'an object pattern on the left of a comprehension binds nothing',
    { module: 'r if {\n\t{"a": x} := {"a": y | y := 1}\n\tx == 1\n}' },
    'rego_unsafe_var_error',
  ],
  [
    'a template string in a head sees the variables of the body',
    { module: 'r contains $"{x}" if some x in ["a"]' },
    'defined',
    { r: ['a'] },
  ],
  [
    'a constant key that is repeated has the type of its last value',
    { module: 'r if {\n\tx := {"a": {}, "a": null}\n\tx == x\n}' },
    'defined',
    { r: true },
  ],
  [
    'of equal keys the last value stands, the first is never looked at',
    { module: 'r := {"a": input.none, "b": 2, "a": 1}' },
    'defined',
    { r: { a: 1, b: 2 } },
  ],
  [
    'also where the key is a call',
    { module: 'r := {count("a"): input.none, count("a"): 1}' },
    'defined',
    { r: { '1': 1 } },
  ],
  [
    'an argument of a function in a comprehension is of any type',
    { module: 'f(x) := count([x | y := 1; y == 1])\nr := f(1)' },
    'defined',
    { r: 1 },
  ],
  [
    'also as the value of an object',
    { module: 'f(x) := count({"a": x | y := 1; y == 1})\nr := f(1)' },
    'defined',
    { r: 1 },
  ],
  ['a function cannot stand for input', { module: 'f(x) := x\nr if { true with input as f }' }, 'rego_type_error'],
  [
    'every inside a comprehension inside every is no unused variable',
    { module: 'r if {\n\tevery x in [1] {\n\t\ty := [x | every z in [2] { z > 1 }]\n\t\ty == [1]\n\t}\n}' },
    'defined',
    { r: true },
  ],
  [
    'a rule whose input is not there cannot fail',
    { module: 'r if {\n\tx := json.unmarshal("{")\n\tx != input.none\n}', strict: true },
    'defined',
    {},
  ],
  [
    'nor one whose data is not there',
    { module: 'r := data.none if json.unmarshal("{") != 1', strict: true },
    'defined',
    {},
  ],
  [
    'nor one that destructures an array which is not there',
    { module: 'r if {\n\tx := json.unmarshal("{")\n\t[y] := input.none\n\tx != y\n}', strict: true },
    'defined',
    {},
  ],
  [
    'but one that destructures an object can',
    { module: 'r if {\n\tx := json.unmarshal("{")\n\t{"a": y} := input.none\n\tx != y\n}', strict: true },
    'eval_builtin_error',
  ],
  [
    'nor has one conflicts that OPA leaves out by its index',
    { module: 'r if {\n\tx := {"a": y | some y in [1, 2]}\n\tinput.none\n\tx != 1\n}' },
    'defined',
    {},
  ],
  [
    'a declaration in a query has no value to show',
    { module: '', query: 'some x; input.list[x]', input: { list: [true] } },
    'defined',
    [true],
  ],
  [
    'a call with a comprehension in it is false, not undefined, as a query',
    { module: '', query: '[x | some x in [1]] > [2]' },
    'defined',
    [false],
  ],
  [
    'of several keys that are not known the type of the last in order counts',
    { module: 'r if {} in {data.base.any: data.base.s, max(input.any): 4}' },
    'defined',
    undefined,
  ],
  [
    'startswith of what is no text: the index leaves the rule out',
    {
      module: 'r contains urlquery.encode("a b") if startswith(input.s, "1")',
      query: 'data.p.r with input.s as input.rows',
      input: { s: 'a', rows: [{ a: 1 }] },
      strict: true,
    },
    'defined',
    [[]],
  ],
  [
    'but not where a member of it starts so',
    { module: 'r if startswith(input.s, "1")', input: { s: ['1a'] }, strict: true },
    'eval_type_error',
  ],
  [
    'nor of an argument, which the index does not ask for its beginning',
    { module: 'f(x) if startswith(x, "1")\nr if f(input.s)', input: { s: {} }, strict: true },
    'eval_type_error',
  ],
  [
    'of its end, of one among several',
    {
      module: 'r if {\n\tto_number("x") == 1\n\tends := ["b", "c"]\n\tstrings.any_suffix_match(input.s, ends)\n}',
      input: { s: 'a' },
      strict: true,
    },
    'defined',
    {},
  ],
  [
    'a glob of what is no text',
    { module: 'f(x) if glob.match("a.*", ["."], x)\nr if f(input.s)', input: { s: 1 }, strict: true },
    'defined',
    {},
  ],
  [
    'a glob that the index does not know',
    { module: 'f(x) if glob.match("a?", ["."], x)\nr if f(input.s)', input: { s: 1 }, strict: true },
    'eval_type_error',
  ],
  [
    'a member that is asked for by an open reference',
    { module: 'r if {\n\tto_number("x") == 1\n\tinput.list[_] == "a"\n}', input: { list: ['b'] }, strict: true },
    'defined',
    {},
  ],
  [
    'an open reference in the value of a nested `with` of a query is unsafe',
    { module: '', query: '[1 | input.a with input as input.list[_]]', input: { list: [{ a: 1 }] } },
    'rego_unsafe_var_error',
  ],
  [
    'but not of an outer one',
    { module: '', query: 'input.a with input as input.list[_]', input: { list: [{ a: 1 }] } },
    'defined',
    [1],
  ],
  [
    'the value of a nested `with` of a query may be undefined',
    {
      module: '',
      query: 'every x in [1] { y := data.base[_] with input.a as input.none; x == x; y == y }',
      data: { base: [1] },
    },
    'defined',
    [true],
  ],
  [
    'and nothing is there then',
    { module: '', query: '[x | x := input.a with input.a as input.none]', input: { a: 1 } },
    'defined',
    [[]],
  ],
  [
    'sides of `and` are asked for by the index too',
    {
      module: 'import rego.v2\nr if {\n\tto_number("x") == 1\n\tinput.s == "b" and { count(input.s) > 0 }\n}',
      input: { s: 'a' },
      strict: true,
    },
    'defined',
    {},
  ],
  [
    'one side of `or` alone tells nothing',
    {
      module: 'import rego.v2\nr if {\n\tto_number("x") == 1\n\tinput.s == "b" or { count([1]) > 3 }\n}',
      input: { s: 'a' },
      strict: true,
    },
    'eval_builtin_error',
  ],
  [
    'a constant in a reference counts as if it stood there',
    {
      module: 'r if {\n\tto_number("x") == 1\n\tk = 10\n\t"a" in data.base.obj[k]\n}',
      data: { base: { obj: {} } },
      strict: true,
    },
    'defined',
    {},
  ],
  [
    'base data finds elements behind an open reference by what is written',
    { module: 'r := [k | some k; data.rows[k]["0"]]', query: 'data.p.r', data: { rows: [[1], { a: 1 }] } },
    'defined',
    [[0]],
  ],
  [
    'zeros behind a point do not make an index none',
    { module: '', query: 'x = [substring("abc", 1.0, 1), input.list[1.0]]', input: { list: [1, 2] } },
    'defined',
    [true],
  ],
  ['a null key of a rule has a type', { module: 'r[null] := "a"\ns if r[null] == 1' }, 'rego_type_error'],
  [
    'values of an object are evaluated in the order of their keys',
    { module: 'r := {json.unmarshal("{"): 1, "a": input.none}', strict: true },
    'defined',
    {},
  ],
  [
    'a place that is false does not leave the rule out',
    { module: 'r if {\n\tto_number("x") == 1\n\tdata.base.t\n}', data: { base: { t: false } }, strict: true },
    'eval_builtin_error',
  ],
  [
    'nor do two places that differ',
    {
      module: 'r if {\n\tto_number("x") == 1\n\tinput.a == input.b\n}',
      input: { a: 1, b: 2 },
      strict: true,
    },
    'eval_builtin_error',
  ],
  [
    'an array can fit a glob, to the index',
    { module: 'r if glob.match("*", ["/"], input.list)', input: { list: ['a'] }, strict: true },
    'eval_type_error',
  ],
  [
    'a public key that is none',
    {
      module:
        'r := io.jwt.verify_rs256("eyJhbGciOiAiUlMyNTYifQ.eyJhIjoxfQ.UF2G", "-----BEGIN PUBLIC KEY-----\\nMAA=\\n-----END PUBLIC KEY-----")',
      strict: true,
    },
    'eval_builtin_error',
  ],
];

function questionOf({ module, ...rest }: DifferenceCase[1]): Question {
  return { query: 'data.p', ...rest, modules: `package p\n\n${module}\n`.split(/^(?=package q$)/m) };
}

const oracle = buildOracle();

describe('differences found by generated cases', () => {
  for (const [name, given, wanted, value] of cases) {
    test(name, () => {
      const answer = answerQuestion(questionOf(given));
      expect(classOf(answer), JSON.stringify(answer.errors)).toBe(wanted);
      if (value === undefined) return;
      const shown = answer.result[0]?.['expressions'];
      expect(shown).toEqual(Array.isArray(value) ? value : [value]);
    });
  }

  test.skipIf('missing' in oracle)('are answered so by OPA itself', () => {
    const questions = cases.map(([, given]) => questionOf(given));
    const answers = askOracle('binary' in oracle ? oracle.binary : '', questions);
    const wrong = questions.flatMap((question, at) => {
      const theirs = answers[at];
      const problem = theirs && difference(answerQuestion(question), theirs);
      return problem === undefined ? [] : [`${cases[at]?.[0]}: ${problem}`];
    });
    expect(wrong).toEqual([]);
  });
});
