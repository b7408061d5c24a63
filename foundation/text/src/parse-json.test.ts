import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, jsonText } from './canonical.ts';
import { diagnosticText } from './diagnostic.ts';
import { ExactDecimal, type JsonValue } from './json.ts';
import { defaultLimits } from './limits.ts';
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
  ['{"a":"\n"}', [], ['a.json:1:7: expected the end of the string, found "\\n"']],
  ['{\n  "a" 1,\n  "b": {}\n}\n{\n  "c": 3\n}\n', [{ c: 3 }], ['a.json:2:7: expected ":", found "1"']],
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

  test('of a thousand broken lines and duplicate keys the first twenty are told', () => {
    expect(parse('{b}\n'.repeat(1000)).problems).toHaveLength(21);
    expect(parse(`{${'"a":1,'.repeat(1000)}"a":2}`)).toMatchObject({ values: [{ a: 2 }], problems: { length: 20 } });
  });

  test('nodes and length are counted for each item of a List, and the file goes on after one that is too large', () => {
    const limits = { ...defaultLimits, nodes: 100, objectSize: 400 };
    const read = (text: string): unknown[] => {
      const { documents, diagnostics } = parseJson(new SourceText('a', text), limits);
      return [documents.length, ...diagnostics.map(({ code }) => code)];
    };
    const item = `{"n":[${'0,'.repeat(50)}0]}`;
    const list = (...items: string[]): string => `{"kind":"List","items":[${items.join(',\n')}]}`;
    expect(read(`${list(...Array.from({ length: 50 }, () => item))}\n{}\n`)).toEqual([2]);
    expect(read(`${list(item, `[${'0,'.repeat(100)}0]`)}\n{}\n`)).toEqual([1, 'limit']);
    expect(read(`${list(item, `["${'x'.repeat(400)}"]`)}\n{}\n`)).toEqual([1, 'limit']);
  });

  test('a number of a million digits stays as it was written', () => {
    expect(parse('9'.repeat(1_000_000)).values).toEqual([new ExactDecimal('9'.repeat(1_000_000))]);
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
