import { type Finding, type Report, refText, type Severity, severities } from '@bulwark/model';
import { chunks } from '../chunks.ts';
import { coverageSentence, gapsByReason, gapText, withoutChecksText } from '../coverage-gaps.ts';
import { causeText, clipped, counted, exceptionText, fixText } from '../finding-text.ts';
import type { CheckInfoLike, Format, FormatContext } from '../format.ts';
import { markdownCode, markdownProse, markdownText } from '../inert.ts';
import {
  byCheck,
  bySeverity,
  type CheckGroup,
  capped,
  countIn,
  hiddenSentences,
  listedIn,
  listing,
} from '../listing.ts';
import { severityMarks } from '../severity-mark.ts';

// A comment on GitHub holds 65536 characters.
const atOnce = 100;
const kindsAtOnce = 20;
const gapsAtOnce = 20;

export const markdown: Format = {
  name: 'markdown',
  description: 'for pull request comments, job summaries and wikis; the first 100 findings, all with -v',
  mediaType: 'text/markdown',
  extension: 'md',
  write: (report, context) => chunks(pieces(report, context)),
};

function* pieces(report: Report, context: FormatContext): Generator<string> {
  const list = listing(report, context);
  const all = byCheck(list.shown);
  const groups = context.verbose ? all : capped(all, { inAll: atOnce });
  const byCap = countIn(all) - listedIn(groups);
  yield head(report);
  for (const [severity, found] of bySeverity(groups)) {
    yield `\n## ${markOf(severity)}\n`;
    for (const group of found) yield* groupText(group, context.checks.get(group.checkId));
  }
  const hidden = hiddenSentences({ ...list, byCap });
  if (hidden.length > 0) yield `\nNot listed: ${hidden.join(', ')}.\n`;
  yield* coverageText(report, context.verbose);
}

function head({ tool, input, summary }: Report): string {
  const rows = severities.map((severity) => `| ${markOf(severity)} | ${summary[severity]} |\n`);
  const about = `Bulwark ${markdownText(tool.version)} · ${input.kind} · ${counted(input.objects, 'object')}`;
  return [
    `# Bulwark report: ${input.name === '' ? input.kind : markdownCode(clipped(input.name, 500))}\n\n`,
    `${about} · judged at ${markdownText(input.at)}\n\n`,
    '| Severity | Findings |\n| --- | ---: |\n',
    ...rows,
    summary.excepted > 0 ? `| excepted, not among them | ${summary.excepted} |\n` : '',
  ].join('');
}

function markOf(severity: Severity): string {
  const { glyph, letter, word } = severityMarks[severity];
  return `${glyph} ${letter} ${word}`;
}

function* groupText(group: CheckGroup, check: CheckInfoLike | undefined): Generator<string> {
  const title = markdownText(clipped(group.title, 500));
  yield `\n### ${title}: ${counted(group.count, 'finding')} of ${markdownCode(group.checkId)}\n\n`;
  if (check) yield `${markdownProse(check.why)} Fix: ${markdownProse(check.remedy)}\n\n`;
  yield '| Place | Object | Finding | Risk | Fix | Id |\n| --- | --- | --- | ---: | --- | --- |\n';
  for (const finding of group.findings) yield row(finding);
  const more = group.count - group.findings.length;
  if (more > 0) yield `\nand ${more} more of this check\n`;
}

function row(finding: Finding): string {
  const { exception, notes = [] } = finding;
  const message = [
    finding.message,
    ...(exception ? [exceptionText(exception)] : []),
    ...notes.map((note) => `Note: ${note}`),
  ];
  const cells = [
    codeCell(causeText(finding)),
    codeCell(refText(finding.resource)),
    message.map((text) => markdownText(clipped(text, 2000))).join('<br>'),
    String(finding.risk.score),
    markdownText(clipped(fixText(finding), 1000)),
    codeCell(finding.id),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

function codeCell(text: string): string {
  return text === '' ? '' : markdownCode(clipped(text, 1000));
}

function* coverageText({ coverage }: Report, verbose: boolean): Generator<string> {
  yield `\n## Coverage\n\nThe evaluation is ${markdownText(coverageSentence(coverage))}.\n`;
  for (const group of gapsByReason(coverage)) {
    yield `\n- **${group.reason}** (${group.count}): ${group.meaning}\n`;
    const gaps = verbose ? group.gaps : group.gaps.slice(0, gapsAtOnce);
    for (const gap of gaps) yield `  - what: ${markdownText(clipped(gapText(gap), 1000))}\n`;
    if (gaps.length < group.gaps.length) yield `  - and ${group.gaps.length - gaps.length} more (all with -v)\n`;
  }
  const kinds = withoutChecksText(coverage, verbose ? Number.POSITIVE_INFINITY : kindsAtOnce);
  if (kinds !== '') yield `\n${markdownText(kinds)}.\n`;
}
