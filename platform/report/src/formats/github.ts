import { type Finding, type Report, refText, type Severity } from '@bulwark/model';
import { chunks } from '../chunks.ts';
import { coverageSentence, gapsByReason, gapText } from '../coverage-gaps.ts';
import { clipped, counted, exceptionText } from '../finding-text.ts';
import type { Format, FormatContext } from '../format.ts';
import { annotationMessage, annotationProperty } from '../inert.ts';
import { hiddenSentences, type Listing, listing } from '../listing.ts';

export const github: Format = {
  name: 'github',
  description: 'annotations for GitHub Actions (workflow commands), the first ten of each level',
  mediaType: 'text/plain',
  extension: 'txt',
  write: (report, context) => chunks(commands(report, context)),
};

type Level = 'error' | 'warning' | 'notice';

const levels: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

// GitHub shows ten annotations of each level for a step.
const shownOfLevel = 10;

function* commands(report: Report, context: FormatContext): Generator<string> {
  const list = listing(report, context);
  const room = roomFor(report, list, context.verbose);
  if (!report.coverage.complete) yield coverageCommand(report);
  const byCap = list.shown.length - cappedCount(list.shown, room);
  const hidden = hiddenSentences({ ...list, byCap });
  if (hidden.length > 0) {
    const text = `${counted(report.findings.length, 'finding')}; not shown here: ${hidden.join(', ')}`;
    yield command('notice', 'title=Bulwark', [text]);
  }
  const left = { ...room };
  for (const finding of list.shown) {
    const level = levels[finding.severity];
    if (left[level]-- > 0) yield findingCommand(level, finding);
  }
}

/** How many findings of each level fit beside the lines about coverage and about what is hidden. */
function roomFor(report: Report, list: Listing, verbose: boolean): Record<Level, number> {
  const all = Number.POSITIVE_INFINITY;
  if (verbose) return { error: all, warning: all, notice: all };
  const warning = shownOfLevel - (report.coverage.complete ? 0 : 1);
  const room = { error: shownOfLevel, warning, notice: shownOfLevel };
  const hides = list.hiddenBySeverity + list.hiddenByException > 0 || cappedCount(list.shown, room) < list.shown.length;
  return hides ? { ...room, notice: shownOfLevel - 1 } : room;
}

function cappedCount(findings: readonly Finding[], room: Readonly<Record<Level, number>>): number {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of findings) counts[levels[severity]]++;
  return (['error', 'warning', 'notice'] as const).reduce(
    (sum, level) => sum + Math.min(counts[level], room[level]),
    0,
  );
}

function coverageCommand({ coverage }: Report): string {
  const gaps = gapsByReason(coverage).map((group) => {
    const first = group.gaps[0];
    const more = group.gaps.length > 1 ? ' and more' : '';
    return `${group.reason} (${group.count}): ${first ? clipped(gapText(first), 400) : ''}${more}`;
  });
  return command('warning', 'title=Bulwark%3A not everything was evaluated', [coverageSentence(coverage), ...gaps]);
}

function findingCommand(level: Level, finding: Finding): string {
  const { severity, title, checkId, fix, exception } = finding;
  const { file, line, column, pointer = '' } = finding.evidence[0] ?? {};
  const properties = [
    ...(file === undefined ? [] : [`file=${annotationProperty(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
    `title=${annotationProperty(clipped(`${severity}: ${title} (${checkId})`, 300))}`,
  ];
  return command(level, properties.join(','), [
    `${refText(finding.resource)}: ${finding.message}`,
    ...(file === undefined && pointer !== '' ? [`at ${pointer}`] : []),
    ...(fix.available ? [`fix: ${fix.summary}`] : []),
    ...(exception ? [exceptionText(exception)] : []),
    ...(finding.notes ?? []).map((note) => `note: ${note}`),
    `finding ${finding.id}: bulwark explain ${checkId}`,
  ]);
}

function command(level: Level, properties: string, lines: readonly string[]): string {
  return `::${level} ${properties}::${annotationMessage(lines.map((line) => clipped(line, 2000)))}\n`;
}
