import type { Coverage, Skipped } from '@bulwark/model';
import { coverageSentence, type GapGroup, gapsByReason, withoutChecksText } from '../coverage-gaps.ts';
import { clipped } from '../finding-text.ts';
import { markupText } from '../inert.ts';

const gapsAtOnce = 100;
const kindsAtOnce = 50;

/** What was evaluated, and what was not and why. */
export function* coverageHtml(coverage: Coverage, verbose: boolean): Generator<string> {
  yield `<section aria-labelledby="coverage">\n<h2 id="coverage">Coverage</h2>\n<p>The evaluation is ${coverageSentence(coverage)}.</p>\n`;
  if (!coverage.complete) {
    yield '<table>\n<caption>In scope and not evaluated</caption>\n<thead><tr><th scope="col">Reason</th>';
    yield '<th scope="col">What</th><th scope="col">Detail</th><th scope="col" class="number">Count</th></tr></thead>\n<tbody>\n';
    for (const group of gapsByReason(coverage)) yield* gapRows(group, verbose ? group.gaps.length : gapsAtOnce);
    yield '</tbody>\n</table>\n';
  }
  const kinds = withoutChecksText(coverage, verbose ? Number.POSITIVE_INFINITY : kindsAtOnce);
  if (kinds !== '') yield `<p>${markupText(kinds)}.</p>\n`;
  yield '</section>\n';
}

function* gapRows(group: GapGroup, limit: number): Generator<string> {
  for (const gap of group.gaps.slice(0, limit)) yield gapRow(gap, group.meaning);
  const left = group.gaps.length - limit;
  if (left > 0)
    yield `<tr><th scope="row">${group.reason}</th><td colspan="3">${left} more lines, all with -v</td></tr>\n`;
}

function gapRow({ reason, what, detail, count }: Skipped, meaning: string): string {
  return [
    `<tr><th scope="row">${reason}: ${meaning}</th>`,
    `<td><code>${markupText(clipped(what, 1000))}</code></td>`,
    `<td>${markupText(clipped(detail, 2000))}</td><td class="number">${count}</td></tr>\n`,
  ].join('');
}
