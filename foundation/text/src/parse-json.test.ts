import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, jsonText } from './canonical.ts';
import { diagnosticText } from './diagnostic.ts';
import { ExactDecimal, type JsonValue } from './json.ts';
import { parseJson } from './parse-json.ts';
import { SourceText } from './source-text.ts';

function parse(text: string): { values: JsonValue[]; problems: string[] } {
  const { documents, diagnostics } = parseJson(new SourceText('a.json', text));
  return { values: documents.map((document) => document.value), problems: diagnostics.map(diagnosticText) };
}

test.each<readonly [string, JsonValue[], string[]]>([
  ['{"a": [1, "x", true, null, {}]}', [{ a: [1, 'x', true, null, {}] }], []],
  ['{"a":1}\n{"b":2}\n', [{ a: 1 }, { b: 2 }], []],
  [
    '{"a":9007199254740993,"b":1.0,"c":1e400,"d":-0}',
    [{ a: 9007199254740993n, b: new ExactDecimal('1.0'), c: new ExactDecimal('1e400'), d: new ExactDecimal('-0') }],
    [],
  ],
  ['{"a":1,"a":2}', [{ a: 2 }], ['a.json:1:8: duplicate key "a"']],
  ['{"a":1,"\\u0061":2}', [{ a: 2 }], ['a.json:1:8: duplicate key "a"']],
  ['{"a":1}\n{"b":\n{"c":3}\n', [{ a: 1 }], ['a.json:4:1: expected "," or "}", found the end of the text']],
  ['{"a":1}\n{b:1}\n{"c":3}\n', [{ a: 1 }, { c: 3 }], ['a.json:2:2: expected a key in double quotes, found "b"']],
  ['{"a":01}', [], ['a.json:1:6: expected a number as JSON writes it, found "0"']],
  [
    '{"a":"\n"}',
    [],
    [
      'a.json:1:7: expected the end of the string, found "\\n"',
      'a.json:2:3: expected the end of the string, found the end of the text',
    ],
  ],
  ['{"a":"\\x"}', [], ['a.json:1:7: expected an escape of JSON, found "\\\\"']],
  ['[1,]', [], ['a.json:1:4: expected a JSON value, found "]"']],
  ['{"a":nul}', [], ['a.json:1:6: expected a JSON value, found "n"']],
  ['', [], []],
])('%s', (text, values, problems) => {
  expect(parse(text)).toEqual({ values, problems });
});

describe('hostile input', () => {
  test('100,000 brackets are refused', () => {
    expect(parse('['.repeat(100_000)).problems).toEqual(['a.json:1:514: limit reached: nested deeper than 512']);
  });

  test('__proto__ is only a key', () => {
    const [value] = parse('{"__proto__":{"polluted":true}}').values;
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

test('reads what JSON.stringify writes, and writes it back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      const read = parse(text).values;
      expect(JSON.parse(jsonText(read[0] ?? null))).toEqual(JSON.parse(text));
      expect(canonicalJson(read[0] ?? null)).toBe(
        canonicalJson(parse(canonicalJson(read[0] ?? null)).values[0] ?? null),
      );
    }),
  );
});

test('agrees with JSON.parse on which texts are JSON', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"',
    '1',
    '-',
    '.',
    'e',
    'true',
    'null',
    ' ',
    '\\',
    '0',
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      const { values, problems } = parse(text);
      // Several values in a row are JSON lines here and no JSON there.
      if (valid)
        expect({ text, problems: problems.filter((one) => !one.includes('duplicate')) }).toEqual({
          text,
          problems: [],
        });
      else expect({ text, refused: problems.length > 0 || values.length !== 1 }).toEqual({ text, refused: true });
    }),
    { numRuns: 3000 },
  );
});
