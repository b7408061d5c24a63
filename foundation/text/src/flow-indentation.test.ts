import { expect, test } from 'vitest';
import { parseYaml } from './parse-yaml.ts';
import { SourceText } from './source-text.ts';

function read(text: string): unknown {
  const { documents, diagnostics } = parseYaml(new SourceText('a.yaml', text));
  return [documents.map(({ value }) => value), diagnostics.map(({ severity, line }) => `${severity} ${line}`)];
}

test.each([
  [
    'quotes that go on at the indent of their key',
    'a:\n  b: "x\n  y"\n  c: 1\n',
    [[{ a: { b: 'x y', c: 1 } }], ['warning 3']],
  ],
  ['quotes that go on at the margin', "a:\n  b: 'x\ny'\n", [[{ a: { b: 'x y' } }], ['warning 3']]],
  [
    'brackets that close at the margin',
    'a:\n  b: [\n1,\n2\n]\n',
    [[{ a: { b: [1, 2] } }], ['warning 3', 'warning 4', 'warning 5']],
  ],
  ['quotes that never close', 'a:\n  b: "x\n  y\n', [[], ['error 3']]],
  ['nothing of the kind', 'a:\n  b: "x\n   y"\n', [[{ a: { b: 'x y' } }], []]],
])('%s', (_name, text, expected) => {
  expect(read(text)).toEqual(expected);
});
