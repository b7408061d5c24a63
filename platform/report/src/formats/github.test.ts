import type { Finding, Report } from '@bulwark/model';
import { expect, test } from 'vitest';
import { plainReader, sampleReport, textOf } from '../../test/sample-report.ts';
import { github } from './github.ts';

function many(count: number, complete: boolean): Report {
  const findings = sampleReport.findings
    .slice(0, 6)
    .flatMap((finding, place) =>
      Array.from(
        { length: count },
        (_, index): Finding => ({ ...finding, id: `f-${place}${String(index).padStart(15, '0')}` }),
      ),
    );
  const skipped = complete ? [] : sampleReport.coverage.skipped;
  return { ...sampleReport, findings, coverage: { ...sampleReport.coverage, complete, skipped } };
}

function countsOf(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, level = ''] of text.matchAll(/^::(\w+) /gm)) counts[level] = (counts[level] ?? 0) + 1;
  return counts;
}

test.each([
  [1, true, { error: 3, warning: 1, notice: 2 }, false],
  [5, true, { error: 10, warning: 5, notice: 10 }, true],
  [50, true, { error: 10, warning: 10, notice: 10 }, true],
  [50, false, { error: 10, warning: 10, notice: 10 }, true],
])('%i of each sort, complete: %s', (count, complete, counts, hides) => {
  const text = textOf(github.write(many(count, complete), plainReader));
  expect(countsOf(text)).toEqual(counts);
  const hidden = Number(/(\d+) beyond what is listed/.exec(text)?.[1] ?? 0);
  const listed = text.match(/%0Afinding f-/g)?.length ?? 0;
  expect(listed + hidden).toBe(count * 6);
  expect(hidden > 0).toBe(hides);
});

test('verbose writes them all', () => {
  const text = textOf(github.write(many(50, true), { ...plainReader, verbose: true }));
  expect(text.match(/%0Afinding f-/g)?.length).toBe(300);
});
