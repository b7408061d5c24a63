import { expect, test } from 'vitest';
import { diagnosticText } from './diagnostic.ts';
import type { JsonValue } from './json.ts';
import { parseText } from './parse-text.ts';
import { SourceText } from './source-text.ts';

function parse(text: string): { values: JsonValue[]; problems: string[] } {
  const { documents, diagnostics } = parseText(new SourceText('a', text));
  return { values: documents.map((document) => document.value), problems: diagnostics.map(diagnosticText) };
}

test.each<readonly [string, string, JsonValue[], string[]]>([
  ['JSON', '{"a":1}', [{ a: 1 }], []],
  ['JSON after white space and a byte order mark', '\ufeff\n {"a":1}', [{ a: 1 }], []],
  ['a flow mapping', '{a: 1}', [{ a: 1 }], []],
  ['JSON parted by markers', '{"a":1}\n---\n{"b":1}\n', [{ a: 1 }, { b: 1 }], []],
  ['broken JSON lines', '{"a":1}\n{"b"\n{"c":1}\n', [{ a: 1 }, { c: 1 }], ['a:3:1: expected ":", found "{"']],
  ['YAML', 'a: 1\n', [{ a: 1 }], []],
])('%s', (_title, text, values, problems) => {
  expect(parse(text)).toEqual({ values, problems });
});

test.each([
  ['a flow list of zeros', `[${'0,'.repeat(1_100_000)}0]`],
  ['lines of a list', '- a\n'.repeat(600_000)],
  ['lists in lists', `${'- '.repeat(200)}a\n`.repeat(6000)],
  ['a broken one', `{${'[],'.repeat(600_000)}`],
])('a document too dense to be read is refused, what stands around it is read: %s', (_title, dense) => {
  const text = `a: 1\n---\n${dense}\n---\nb: [\n---\nc: 3\n`;
  const { documents, diagnostics } = parseText(new SourceText('a', text));
  const lines = text.split('\n').length;
  expect({
    values: documents.map((document) => document.value),
    problems: diagnostics.map(({ code, line }) => [code, line]),
  }).toEqual({
    values: [{ a: 1 }, { c: 3 }],
    problems: [
      ['limit', 2],
      ['unparsed', lines - 2],
    ],
  });
});

test('a long document that is not dense is read', () => {
  expect(parse(`a: ${'x'.repeat(2_000_000)}\n`).problems).toEqual([]);
});
