import type { CoverageRange, CoverageReport } from '@bulwark/rego';
import { inertText } from '@bulwark/report';
import { countTests, type TestOutcome, type TestResult } from './test-result.ts';

const words: Readonly<Record<TestOutcome, string>> = { pass: 'PASS', fail: 'FAIL', skip: 'SKIPPED', error: 'ERROR' };
const rule = `${'-'.repeat(80)}\n`;

/** Results as `opa test` prints them: what did not pass, then the counts; all of them and times where `verbose`. */
export function testsText(results: readonly TestResult[], { verbose }: { readonly verbose: boolean }): string {
  const shown = results.filter(({ outcome }) => verbose || outcome !== 'pass');
  let text = '';
  let lastFile: string | undefined;
  for (const result of shown) {
    if (lastFile !== undefined && lastFile !== result.file) text += '\n';
    lastFile = result.file;
    text += oneText(result, verbose);
  }
  if (shown.length > 0) text += rule;
  const counts = countTests(results);
  const total = counts.pass + counts.fail + counts.skip + counts.error;
  for (const outcome of ['pass', 'fail', 'skip', 'error'] as const) {
    if (counts[outcome] > 0) text += `${words[outcome]}: ${counts[outcome]}/${total}\n`;
  }
  return text;
}

function oneText(result: TestResult, verbose: boolean): string {
  const { suite, name, file, line, outcome, cases, output, message, milliseconds } = result;
  const place = line === undefined ? file : `${file}:${line}:`;
  const time = verbose && outcome !== 'skip' ? ` (${milliseconds.toFixed(3)}ms)` : '';
  const head = `${inertText(place)}\n${inertText(`${suite}.${name}`)}: ${words[outcome]}${time}\n`;
  const inner = cases
    .filter((one) => verbose || one.outcome !== 'pass')
    .map(
      (one) =>
        `  ${inertText(one.name)}: ${words[one.outcome]}\n${one.message ? `    ${inertText(one.message)}\n` : ''}`,
    );
  const said = outcome === 'error' || (line === undefined && outcome === 'fail') ? `  ${inertText(message)}\n` : '';
  return head + inner.join('') + said + (output === '' ? '' : `\n${indented(output)}\n\n`);
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${inertText(line)}`)
    .join('\n');
}

/** How many lines of policies tests evaluated; which they did not where `verbose`. */
export function linesText(report: CoverageReport, { verbose }: { readonly verbose: boolean }): string {
  const { coverage, covered_lines: covered, not_covered_lines: missed } = report;
  const total = covered + missed;
  const percent = Math.round(100 * coverage) / 100;
  const lines = [`coverage: ${percent} % (${covered} of ${total} line${total === 1 ? '' : 's'})`];
  for (const [file, { not_covered: ranges }] of verbose ? Object.entries(report.files) : []) {
    if (ranges.length > 0) lines.push(`  not covered: ${file}: ${rowsText(ranges)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The lines of ranges, which may stand in each other: `3-5, 9`. */
function rowsText(ranges: readonly CoverageRange[]): string {
  const stretches: { first: number; last: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start.row - b.start.row)) {
    const open = stretches.at(-1);
    if (open !== undefined && start.row <= open.last + 1) open.last = Math.max(open.last, end.row);
    else stretches.push({ first: start.row, last: end.row });
  }
  return stretches.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
}
