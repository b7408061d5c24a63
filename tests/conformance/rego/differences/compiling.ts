import type { DifferenceCase } from './difference-case.ts';

/** Differences found in what the compiler accepts. */
export const compilingCases: readonly DifferenceCase[] = [
  [
    'an object of arguments has no values to select by a constant key',
    { module: 'f(x) := {input.any: x | y := 1; y == 1}["a"]' },
    'rego_type_error',
  ],
  [
    'both sides of `and` refer to what is declared below',
    { module: 'import rego.v2\nr if {\n\t{ input.a } and { input.list[x] != 1 }\n\tsome x\n\tdata.base[x]\n}' },
    'rego_compile_error',
  ],
  [
    'but a body of `not` does not',
    { module: 'import rego.v2\nr if {\n\tnot { input.list[x] != 1 }\n\tsome x\n\tdata.base[x]\n}' },
    'defined',
    {},
  ],
  ['a wildcard that is declared is unused', { module: 'r if { some _ }' }, 'rego_compile_error'],
  [
    'calls in keys are taken out in the order of terms, so that the last of their types is the same',
    { module: 'r := {json.unmarshal("[]"): [], (input.a > {1}): [2]}[1]' },
    'defined',
    {},
  ],
  [
    'the other way round it is the boolean key that is not 1',
    { module: 'r := {abs(input.a): [], (input.a > {1}): [2]}["a"]' },
    'rego_type_error',
  ],
  [
    'of a package of functions nothing is known but functions',
    {
      module: 'f(x) := 1\ng(x, y) := 1\n\npackage q\n\nr := x if {"a": x} := data.p[_].list',
    },
    'rego_type_error',
  ],
  [
    'and in the order of its names',
    { module: 'f(x) := 1\ng(x, y) := 1\ne.a := 1\n\npackage q\n\nr := x if {"a": x} := data.p[_].list' },
    'rego_type_error',
  ],
  ['metadata with a colon and no key', { module: '# METADATA\n# custom:\n#   : 1\nr := 1' }, 'rego_parse_error'],
  [
    'of metadata only the first document is read',
    { module: '# METADATA\n#  title: t\n# scope: 1\nr := 1' },
    'defined',
    { r: 1 },
  ],
  ['a point before a number with a point', { module: 'r := [. 0.5]' }, 'rego_parse_error'],
  [
    'the domain of `every` is read a second time, with what its body declares',
    { module: 'r if {\n\tx = [1]\n\tevery y in x {\n\t\tsome x in [1]\n\t\tx == y\n\t}\n}' },
    'rego_unsafe_var_error',
  ],
  [
    'but what is behind it must begin like YAML',
    { module: '# METADATA\n# scope: document\n#|custom:\nr := 1' },
    'rego_parse_error',
  ],
];
