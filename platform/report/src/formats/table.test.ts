import type { Finding, Report } from '@bulwark/model';
import { describe, expect, test } from 'vitest';
import { plainReader, sampleReport, textOf } from '../../test/sample-report.ts';
import type { FormatContext } from '../format.ts';
import { displayWidth } from '../terminal.ts';
import { table } from './table.ts';

function write(report: Report, context: Partial<FormatContext> = {}): string {
  return textOf(table.write(report, { ...plainReader, ...context }));
}

/** So many findings, of 120 checks. */
function many(count: number): Report {
  const [first] = sampleReport.findings;
  if (!first) throw new Error('the sample has findings');
  const findings = Array.from({ length: count }, (_, index): Finding => {
    return { ...first, id: `f-${index.toString(16).padStart(16, '0')}`, checkId: `workload-check-${index % 120}` };
  });
  return { ...sampleReport, findings };
}

describe('what is not listed is counted exactly', () => {
  test('few findings are all listed', () => {
    expect(write(many(30))).not.toContain('Not listed');
  });

  test.each([31, 100, 5_000, 20_000])('%i findings', (count) => {
    const text = write(many(count));
    const listed = text.match(/^ {2}\S+\.yaml:12:9/gm)?.length ?? 0;
    expect(text).toContain(`Listed ${listed} of ${count} findings.`);
    expect(text).toContain(`${count - listed} beyond what is listed at once (all with -v)`);
    expect(text.split('\n').length).toBeLessThan(200);
  });

  test('the counts of one check and of further checks add up', () => {
    const text = write(many(5_000));
    const listed = text.match(/^ {2}\S+\.yaml:12:9/gm)?.length ?? 0;
    const numbers = [
      ...[...text.matchAll(/and (\d+) more of this check/g)].map((match) => Number(match[1])),
      ...[...text.matchAll(/^ {2}\S \w \w+ +(\d+) {2}workload-check/gm)].map((match) => Number(match[1])),
      Number(/checks more with (\d+) findings/.exec(text)?.[1]),
    ];
    expect(numbers.reduce((sum, number) => sum + number, listed)).toBe(5_000);
  });

  test('by severity, by exception and by the cap', () => {
    const text = write(sampleReport, { severities: ['critical', 'high'] });
    expect(text).toContain('Listed 3 of 7 findings.');
    expect(text).toContain('3 of severities not asked for (--severity)');
    expect(text).toContain('1 excepted (shown with --show-suppressed)');
  });

  test('the summary counts what is hidden too', () => {
    expect(write(sampleReport, { severities: [] })).toContain('◆ 1 critical  ▲ 2 high  ■ 1 medium');
  });
});

test.each([60, 80, 120])('no line is wider than %i columns, but for places', (width) => {
  const lines = write(many(200), { width }).split('\n');
  expect(lines.filter((line) => displayWidth(line) > width && !/^(?: {2}\S+$|next| {10}bulwark)/.test(line))).toEqual(
    [],
  );
});

test('without Unicode everything is ASCII', () => {
  expect(write(sampleReport, { unicode: false, verbose: true })).toMatch(/^[\x20-\x7e\n]*$/);
});

test('a path that a shell could misread is not put into a command', () => {
  const input = { ...sampleReport.input, name: 'a; rm -rf *' };
  expect(write({ ...sampleReport, input })).toContain('bulwark fix PATH');
});

test('a clean and complete report says so', () => {
  const clean: Report = {
    ...sampleReport,
    findings: [],
    coverage: { ...sampleReport.coverage, complete: true, skipped: [] },
  };
  const text = write(clean);
  expect(text).toContain('no finding reaches --fail-on high');
  expect(text).toContain('coverage  complete: 12 objects judged by 6 checks');
});
