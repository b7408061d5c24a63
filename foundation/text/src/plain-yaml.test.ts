import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeDocument } from './compose-yaml.ts';
import { defaultLimits } from './limits.ts';
import { OffsetTape } from './offset-tape.ts';
import { documentsOf, parseYaml } from './parse-yaml.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { SourceText } from './source-text.ts';
import { plainScalar } from './yaml-scalar.ts';

/** Value and tape by the quick reader; undefined where it leaves the text to the whole parser. */
function quick(text: string): unknown {
  const tape = new OffsetTape();
  const read = readPlainYaml({ text, start: 0, end: text.length, tape });
  return read && { value: read.value, tape: cells(tape) };
}

/** The same by js-yaml's events; undefined for broken text and for several documents. */
function whole(text: string): unknown {
  const tape = new OffsetTape();
  const source = new SourceText('a', text);
  const chunk = { source, start: 0, end: text.length, limits: defaultLimits, tape, scalar: plainScalar };
  try {
    const [events, ...more] = [...documentsOf(text, defaultLimits)];
    if (events === undefined || more.length > 0) return undefined;
    const { document, diagnostics } = composeDocument(events, chunk);
    return document && diagnostics.length === 0 ? { value: document.value, tape: cells(tape) } : undefined;
  } catch {
    return undefined;
  }
}

function cells(tape: OffsetTape): number[] {
  return Array.from({ length: tape.length }, (_, index) => [tape.offsetAt(index), tape.after(index)]).flat();
}

test('what it reads is what the whole parser reads, positions included', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    'key',
    '"q"',
    "'s'",
    ': ',
    ':',
    '\n',
    '\n  ',
    '\n    ',
    '\n- ',
    '\n  - ',
    '- ',
    '-',
    ' ',
    '#',
    ' # c',
    '|',
    '|-',
    '>',
    '{}',
    '[]',
    '{',
    '&x ',
    '*x',
    '1',
    '0x10',
    'on',
    '~',
    'y',
    '<<',
    '---\n',
    '...',
    '/',
    '$(X)',
    '--flag',
    '? ',
    '!t ',
    '\\',
    "''",
    '""',
    '"\\n"',
    '80',
    ',',
    '%',
    '@',
    '`',
    '=',
    'é',
    '\t',
  );
  let read = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
      const text = pieces.join('');
      const value = quick(text);
      if (value === undefined) return;
      read++;
      expect({ text, ...(value as object) }).toEqual({ text, ...(whole(text) as object | undefined) });
    }),
    { numRuns: 40_000 },
  );
  expect(read).toBeGreaterThan(200);
}, 60_000);

const lines = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom(
      'a:',
      'b: 1',
      '- c: 2',
      '- d',
      '- "x"',
      'e: |',
      'f: |-',
      'text',
      '',
      '# note',
      "g: 'h' # i",
      'j: {}',
      '- k:',
      'l: - m',
      'n: o: p',
      'q: -1',
      '- - r',
      '-',
    ),
  ),
  { maxLength: 10 },
);

test('lines of any indentation', () => {
  fc.assert(
    fc.property(lines, (rows) => {
      const text = rows.map(([indent, content]) => ' '.repeat(indent * 2) + content).join('\n');
      const value = quick(text);
      if (value !== undefined)
        expect({ text, ...(value as object) }).toEqual({ text, ...(whole(text) as object | undefined) });
    }),
    { numRuns: 40_000 },
  );
}, 60_000);

const corpus = globSync('../shared/corpus/**/*.yaml');
if (corpus.length === 0) process.stdout.write('skipped: real manifests: ../shared/corpus is absent\n');

test.skipIf(corpus.length === 0)('real manifests', () => {
  let quickly = 0;
  let all = 0;
  for (const file of corpus) {
    for (const { start, end, source } of parseYaml(new SourceText(file, readFileSync(file, 'utf8'))).documents) {
      const text = source.text.slice(start, end);
      const value = quick(text);
      all++;
      if (value === undefined) continue;
      quickly++;
      expect(value).toEqual(whole(text));
    }
  }
  expect(quickly / all).toBeGreaterThan(0.5);
});
