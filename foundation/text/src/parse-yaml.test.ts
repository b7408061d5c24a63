import fc from 'fast-check';
import { loadAll, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { diagnosticText } from './diagnostic.ts';
import { ExactDecimal, type JsonValue } from './json.ts';
import { defaultLimits } from './limits.ts';
import { parseYaml } from './parse-yaml.ts';
import { SourceText } from './source-text.ts';

function parse(text: string): { values: JsonValue[]; problems: string[] } {
  const { documents, diagnostics } = parseYaml(new SourceText('a.yaml', text));
  return { values: documents.map((document) => document.value), problems: diagnostics.map(diagnosticText) };
}

describe('plain scalars are read as kubectl reads them', () => {
  test.each<readonly [string, JsonValue]>([
    ['on', true],
    ['Off', false],
    ['y', true],
    ['N', false],
    ['yes', true],
    ['TRUE', true],
    ['tRue', 'tRue'],
    ['~', null],
    ['null', null],
    ['', null],
    ['NULL', null],
    ['nUll', 'nUll'],
    ['12', 12],
    ['-0', new ExactDecimal('-0')],
    ['+12', 12],
    ['0644', 420],
    ['0o644', 420],
    ['0x1F', 31],
    ['0b101', 5],
    ['-0x10', -16],
    ['1_000', 1000],
    ['08', 8],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1.0', 1],
    ['1e3', 1000],
    ['9007199254740993', 9007199254740993n],
    ['9223372036854775807', 9223372036854775807n],
    ['1e400', '1e400'],
    ['0xffffffffffffffff', 18446744073709551615n],
    ['0x10000000000000000', '0x10000000000000000'],
    ['-0x8000000000000001', '-0x8000000000000001'],
    ['1.2.3', '1.2.3'],
    ['10.0.0.1', '10.0.0.1'],
    ['500m', '500m'],
    ['1Gi', '1Gi'],
    ['2026-01-01', '2026-01-01'],
    ['-', '-'],
    ['0x', '0x'],
    ['1a', '1a'],
    ['+', '+'],
  ])('%s', (text, expected) => {
    expect(parse(`a: ${text === '-' ? '"-"' : text}`).values).toEqual([{ a: expected }]);
  });
});

describe('documents', () => {
  test.each<readonly [string, string, JsonValue[], string[]]>([
    ['several, empty ones left out', '---\na: 1\n---\n# nothing\n---\nb: 2\n...\n', [{ a: 1 }, null, { b: 2 }], []],
    ['directives stay with their document', '%YAML 1.1\n---\na: 1\n', [{ a: 1 }], []],
    [
      'a broken one spoils no other',
      'a: 1\n---\nb: [\n---\nc: 3\n',
      [{ a: 1 }, { c: 3 }],
      ['a.yaml:4:1: deficient indentation'],
    ],
    ['a duplicate key is last-wins and said', 'a: 1\na: 2\n', [{ a: 2 }], ['a.yaml:2:1: duplicate key "a"']],
    ['keys become text', 'on: 1\n8080: 2\n1.5: 3\n~: 4\n', [{ 8080: 2, true: 1, '1.5': 3, '~': 4 }], []],
    [
      'a merge key gives what is missing',
      'a: &a {x: 1, z: 2}\nb: {<<: *a, x: 3}\n',
      [{ a: { x: 1, z: 2 }, b: { x: 3, z: 2 } }],
      [],
    ],
    ['an unknown alias', 'a: *b\n', [], ['a.yaml:1:4: unknown or recursive alias *b']],
    ['an unknown tag', 'a: !python/object x\n', [], ['a.yaml:1:19: unknown tag !python/object']],
    ['a mapping as a key', '? {a: 1}\n: 2\n', [], ['a.yaml:1:3: a key must be a scalar']],
    ['CRLF', 'a: 1\r\n---\r\nb: "x"\r\n', [{ a: 1 }, { b: 'x' }], []],
    ['a byte order mark', '\ufeffa: 1\n', [{ a: 1 }], []],
    ['a control character', 'a: "\u0001"\n', [], ['a.yaml:1:5: expected valid JSON character']],
  ])('%s', (_title, text, values, problems) => {
    expect(parse(text)).toEqual({ values, problems });
  });

  test('__proto__ is only a key', () => {
    const [value] = parse('__proto__: {polluted: yes}\nconstructor: 1\n').values;
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('limits', () => {
  test('aliases that multiply are refused', () => {
    const lines = ['a0: &a0 [1,1,1,1,1,1,1,1,1,1]'];
    for (let level = 1; level < 9; level++) {
      lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(',')}]`);
    }
    const { values, problems } = parse(lines.join('\n'));
    expect({
      values,
      limit: problems.every((problem) => problem.includes('limit reached')),
      count: problems.length,
    }).toEqual({ values: [], limit: true, count: 1 });
  });

  test('deep nesting is refused, the rest goes on', () => {
    const { values, problems } = parse(`a: ${'['.repeat(100_000)}\n---\nb: 1\n`);
    expect({ values, problems: problems.length }).toEqual({ values: [{ b: 1 }], problems: 1 });
  });

  test('merge keys cannot grow without bound', () => {
    const merges = Array.from({ length: 20_000 }, () => '*a').join(', ');
    const keys = Array.from({ length: 200 }, (_, index) => `k${index}: 1`).join(', ');
    expect(parse(`a: &a {${keys}}\nb: {<<: [${merges}]}\n`).problems).toHaveLength(1);
  });

  test('documents are counted', () => {
    const { documents, diagnostics } = parseYaml(new SourceText('a', 'a: 1\n---\n'.repeat(20)), {
      ...defaultLimits,
      documents: 5,
    });
    expect({ documents: documents.length, codes: diagnostics.map((one) => one.code) }).toEqual({
      documents: 5,
      codes: ['limit'],
    });
  });
});

const jsonTree = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__' && key !== '<<'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

test('what another library writes is read back as it was', () => {
  fc.assert(
    fc.property(jsonTree, (tree) => {
      const text = stringify(tree, {
        version: '1.1',
        defaultStringType: 'QUOTE_DOUBLE',
        defaultKeyType: 'QUOTE_DOUBLE',
      });
      expect(parse(text).values).toEqual([tree]);
    }),
    { numRuns: 300 },
  );
});

test('agrees with js-yaml on arbitrary text, or both refuse', () => {
  const piece = fc.constantFrom(
    'a',
    ': ',
    '\n',
    '  ',
    '- ',
    '"x"',
    "'y'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '|',
    '>',
    '#',
    '&a ',
    '*a',
    '---\n',
    '1',
    'true',
    '~',
    '!t ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const text = pieces.join('');
      const read = parse(text);
      if (read.problems.length > 0) return;
      expect(loadAll(text, { schema: YAML11_SCHEMA }).length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});

test('never throws on bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      parse(text);
    }),
    { numRuns: 2000 },
  );
});
