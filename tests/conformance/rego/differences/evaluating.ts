import type { DifferenceCase } from './difference-case.ts';

const failing = 'x := lower(data.base.list)\n\tdata.base.t[data.base.s]';
const data = { base: { t: {}, s: 'b', list: [] } };

/** Differences found in results and errors of evaluation. */
export const evaluatingCases: readonly DifferenceCase[] = [
  [
    'a key that base data has not leaves the rule out',
    { module: `r contains x if {\n\t${failing}\n}`, data, strict: true },
    'defined',
    { r: [] },
  ],
  ['also a rule of one value', { module: `r := x if {\n\t${failing}\n}`, data, strict: true }, 'defined', {}],
  [
    'but not where the first rule that holds is enough',
    { module: `r if {\n\t${failing}\n\tx != 1\n}`, data, strict: true },
    'eval_type_error',
  ],
  [
    'nor an array that has no such element',
    { module: `r := x if {\n\t${failing}\n}`, data: { base: { ...data.base, t: [1] } }, strict: true },
    'eval_type_error',
  ],
  [
    'constraints of a token are read before the token',
    { module: 'r := io.jwt.decode_verify(input.none, {"secret": "x", "zz": 1})', input: { none: 1 }, strict: true },
    'eval_builtin_error',
  ],
  [
    'members of a set are evaluated in the order of their terms',
    { module: 'r := {upper(input.a), json.unmarshal(input.s)}', input: { a: [], s: 'x' }, strict: true },
    'eval_builtin_error',
  ],
  [
    'the index knows the values of an object, whatever its keys',
    {
      module: 'r if {\n\tx := json.unmarshal("{")\n\tx != 1\n\tinput.a in {round(10): 4}\n}',
      input: { a: 1 },
      strict: true,
    },
    'defined',
    {},
  ],
  [
    'results of a query come in the order of its evaluation',
    { module: '', query: 'not x != x; x = input.a; {x}', input: { a: 1 } },
    'defined',
    [true, [1], true],
  ],
  [
    'what follows the first value of a rule fails before another value is looked for',
    { module: 'a := x if some x in ["a", "b"]\nr := json.unmarshal(a)', query: 'data.p.r', strict: true },
    'eval_builtin_error',
  ],
  [
    'the same of a function',
    { module: 'f(y) := x if some x in ["a", y]\nr := json.unmarshal(f("b"))', query: 'data.p.r', strict: true },
    'eval_builtin_error',
  ],
  [
    'and of errors of the rule behind its first value',
    {
      module: 'a := x if {\n\tsome y in ["a", [], "a"]\n\tx := upper(y)\n}\nr := json.unmarshal(a)',
      query: 'data.p.r',
      strict: true,
    },
    'eval_builtin_error',
  ],
  [
    'a conflict comes where nothing that follows fails',
    { module: 'a := x if some x in ["a", "b"]\nr if not a == "c"', query: 'data.p.r', strict: true },
    'eval_conflict_error',
  ],
  [
    'a value behind which something went wrong is not evaluated again',
    {
      module: 'a := x if some x in ["1", "b"]\nr if [a, json.unmarshal("{")] == [input.x, a]',
      query: 'data.p.r',
      input: { x: 1 },
      strict: true,
    },
    'eval_builtin_error',
  ],
  [
    '`with` replaces places named by plain texts only',
    { module: 'r if { true with input[input.s] as 5 }', input: { s: 'a' } },
    'eval_conflict_error',
  ],
  ['not by a call', { module: 'r if { true with data.a[lower("A")] as 5 }' }, 'eval_conflict_error'],
  [
    'paths of metadata are texts',
    { module: 'r[-1][true] := rego.metadata.chain()', query: 'data.p.r[-1][true]' },
    'defined',
    [[{ path: ['p', 'r', '-1', 'true'] }]],
  ],
  [
    'a large integer that prints as a double does is exact',
    { module: 'r if input.n == 9007199254740993000', input: { n: 9007199254740993000n } },
    'defined',
    { r: true },
  ],
  [
    'of a place that one side of `or` alone reads, the index does not ask',
    {
      module: 'import rego.v2\nr if {\n\tlower(input.list)\n\tinput.s == "b" or { data.base.t }\n}',
      input: { s: 'a', list: [] },
      strict: true,
    },
    'eval_type_error',
  ],
  [
    'but of its value it does',
    {
      module: 'import rego.v2\nr if {\n\tlower(input.list)\n\t{ x := input.s; x == "b" } or { input.t == 1 }\n}',
      input: { s: 'a', list: [] },
      strict: true,
    },
    'defined',
    {},
  ],
];
