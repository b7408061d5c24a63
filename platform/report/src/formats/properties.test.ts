import { type Finding, type Report, type Severity, severities } from '@bulwark/model';
import { canonicalJson, ExactDecimal, type JsonValue, parseJson, SourceText } from '@bulwark/text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { arbitraryReport as report } from '../../test/arbitrary-report.ts';
import { plainReader, textOf, thoroughReader } from '../../test/sample-report.ts';
import { reasonMeanings } from '../coverage-gaps.ts';
import { exitCode } from '../exit-code.ts';
import { formats } from './index.ts';

const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours begin with one
const colours = /\u001b\[\d+(?:;\d+)?m/g;
const machines = ['json', 'yaml', 'sarif', 'junit', 'csv'];
const idsIn = (text: string) => new Set(text.match(/f-[0-9a-f]{16}/g) ?? []);
const idsOf = (findings: readonly Finding[]) => new Set(findings.map(({ id }) => id));
const formatNamed = (name: string) => {
  const format = formats.find((one) => one.name === name);
  if (!format) throw new Error(`no format ${name}`);
  return format;
};

describe.each(formats.map((format) => [format.name, format] as const))('%s', (name, format) => {
  test('holds every finding and no character that cannot be seen', () => {
    fc.assert(
      fc.property(report, (given) => {
        const text = textOf(format.write(given, thoroughReader));
        expect(idsIn(text)).toEqual(idsOf(given.findings));
        expect(invisible.exec(name === 'csv' ? text.replaceAll('\r\n', '\n') : text)?.[0]).toBeUndefined();
      }),
    );
  });

  test('filters for readers, never for machines', () => {
    const asked: readonly Severity[] = ['critical', 'medium'];
    fc.assert(
      fc.property(report, (given) => {
        const text = textOf(format.write(given, { ...plainReader, verbose: true, severities: asked }));
        const shown = given.findings.filter((one) => one.exception === null && asked.includes(one.severity));
        expect(idsIn(text)).toEqual(idsOf(machines.includes(name) ? given.findings : shown));
        if (!machines.includes(name) && shown.length < given.findings.length) {
          expect(text).toMatch(/severities not asked for|excepted \(shown with/);
        }
      }),
    );
  });

  test('never throws for a reader of any kind', () => {
    fc.assert(
      fc.property(report, fc.boolean(), fc.nat(200), (given, unicode, width) => {
        const context = { ...plainReader, colour: true, unicode, width };
        const text = textOf(format.write(given, context)).replace(colours, '');
        expect(invisible.test(name === 'csv' ? text.replaceAll('\r\n', '\n') : text)).toBe(false);
      }),
    );
  });
});

test('JSON is exactly the report', () => {
  fc.assert(
    fc.property(report, (given) => {
      const text = textOf(formatNamed('json').write(given, plainReader));
      const [document] = parseJson(new SourceText('report.json', text)).documents;
      expect(document && canonicalJson(document.value)).toBe(canonicalJson(given as unknown as JsonValue));
    }),
  );
});

test.each(['1.1', '1.2'] as const)('YAML %s is exactly the report', (version) => {
  fc.assert(
    fc.property(report, (given) => {
      const text = textOf(formatNamed('yaml').write(given, plainReader));
      const read = parseYaml(text, { version, intAsBigInt: true, merge: version === '1.1' });
      expect(comparable(read)).toEqual(comparable(given));
    }),
  );
});

/** Numbers as YAML's readers have them; lone surrogates as the replacement character that stands for them in UTF-8. */
function comparable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'bigint' || typeof value === 'number') return Number(value) + 0;
  if (value instanceof ExactDecimal) return Number(value.text) + 0;
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, member]) => [key.toWellFormed(), comparable(member)]);
}

test('a CSV row is a record of 21 cells', () => {
  fc.assert(
    fc.property(report, (given) => {
      const rows = parseCsv(textOf(formatNamed('csv').write(given, plainReader)));
      expect(rows.length).toBe(1 + given.findings.length + given.coverage.skipped.length);
      for (const row of rows) expect(row.length).toBe(21);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  return text
    .slice(0, -2)
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map((match) =>
        (match[1] ?? match[2] ?? '').replaceAll('""', '"'),
      ),
    );
}

test.each(['html', 'junit'])('%s: no text becomes markup', (name) => {
  const tags = (given: Report) =>
    textOf(formatNamed(name).write(given, thoroughReader))
      .match(/<[^>]*>/g)
      ?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
  fc.assert(
    fc.property(report, (given) => {
      expect(tags(given)).toEqual(tags(harmless(given)));
    }),
  );
});

/** The same report with each special character as a letter, so that equal stays equal and empty stays empty. */
function harmless<T>(value: T): T {
  const words = new Set([
    'files',
    'cluster',
    'snapshot',
    ...severities,
    ...Object.keys(reasonMeanings),
    'missing-tool',
  ]);
  const letters = (text: string) =>
    words.has(text) || /^(?:f-[0-9a-f]{16}|[a-z]+(?:-[a-z]+)+|rego:)$/.test(text)
      ? text
      : text.replace(/[^A-Za-z0-9:]/gu, (character) => `z${character.codePointAt(0)?.toString(36)}z`);
  const walk = (node: unknown): unknown => {
    if (typeof node === 'string') return letters(node);
    if (node instanceof ExactDecimal || typeof node !== 'object' || node === null) return node;
    if (Array.isArray(node)) return node.map(walk);
    return Object.fromEntries(Object.entries(node).map(([key, member]) => [key, walk(member)]));
  };
  return walk(value) as T;
}

test('GitHub reads our commands only, one a line', () => {
  fc.assert(
    fc.property(report, (given) => {
      const lines = textOf(formatNamed('github').write(given, thoroughReader)).split('\n');
      expect(lines.pop()).toBe('');
      for (const line of lines)
        expect(line).toMatch(/^::(?:error|warning|notice) (?:file=[^,:]*,)?(?:line=\d+,col=\d+,)?title=[^,:]*::/);
      expect(lines.length).toBe(given.findings.length + (given.coverage.complete ? 0 : 1));
    }),
  );
});

test('the exit code agrees with what JSON says', () => {
  const failing: Readonly<Record<string, (one: Finding) => boolean>> = {
    none: () => false,
    critical: (one) => one.severity === 'critical',
    medium: (one) => ['critical', 'high', 'medium'].includes(one.severity),
    info: () => true,
    'risk=50': (one) => one.risk.score >= 50,
  };
  fc.assert(
    fc.property(report, fc.constantFrom(...Object.entries(failing)), (given, [failOn, fails]) => {
      const read: Report = JSON.parse(textOf(formatNamed('json').write(given, plainReader)));
      const isFailing = read.findings.some((one) => one.exception === null && fails(one));
      const code = exitCode(given, { failOn, allowIncomplete: false });
      expect(code).toBe(isFailing ? 1 : read.coverage.skipped.length > 0 ? 3 : 0);
    }),
  );
});

test('the same report gives the same bytes', () => {
  fc.assert(
    fc.property(report, (given) => {
      for (const format of formats) {
        expect(textOf(format.write(structuredCloneOf(given), plainReader))).toBe(
          textOf(format.write(given, plainReader)),
        );
      }
    }),
    { numRuns: 20 },
  );
});

function structuredCloneOf(given: Report): Report {
  return { ...given, findings: given.findings.map((one) => ({ ...one })) };
}
