import { type Finding, type Report, type Severity, severities } from '@bulwark/model';
import type { FormatContext } from './format.ts';

/** What a format for reading shows of a report, and how much it leaves out. */
export interface Listing {
  readonly shown: readonly Finding[];
  /** Of severities that were not asked for. */
  readonly hiddenBySeverity: number;
  readonly hiddenByException: number;
}

/** The findings that the reader asked to see, in the report's order. An excepted one counts as hidden by exception. */
export function listing(report: Report, context: Pick<FormatContext, 'severities' | 'showSuppressed'>): Listing {
  const asked: ReadonlySet<Severity> = new Set(context.severities);
  const shown: Finding[] = [];
  let hiddenBySeverity = 0;
  let hiddenByException = 0;
  for (const finding of report.findings) {
    if (finding.exception !== null && !context.showSuppressed) hiddenByException++;
    else if (asked.has(finding.severity)) shown.push(finding);
    else hiddenBySeverity++;
  }
  return { shown, hiddenBySeverity, hiddenByException };
}

/** The findings of one check that have one severity. */
export interface CheckGroup {
  readonly checkId: string;
  readonly severity: Severity;
  readonly title: string;
  /** How many there are; `findings` may hold the first of them only. */
  readonly count: number;
  readonly findings: readonly Finding[];
}

/** Findings by check; the groups stand in the order of their first finding, so by risk. */
export function byCheck(findings: readonly Finding[]): readonly CheckGroup[] {
  const groups = Map.groupBy(findings, ({ severity, checkId }) => `${severity} ${checkId}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { checkId, severity, title } = first;
    return [{ checkId, severity, title, count: group.length, findings: group }];
  });
}

/** Groups by severity, the worst first; severities without findings are left out. */
export function bySeverity(groups: readonly CheckGroup[]): readonly (readonly [Severity, readonly CheckGroup[]])[] {
  return severities
    .map((severity) => [severity, groups.filter((group) => group.severity === severity)] as const)
    .filter(([, found]) => found.length > 0);
}

/** How many findings of the groups are listed. */
export function listedIn(groups: readonly CheckGroup[]): number {
  return groups.reduce((sum, group) => sum + group.findings.length, 0);
}

/** How many findings the groups have, listed or not. */
export function countIn(groups: readonly CheckGroup[]): number {
  return groups.reduce((sum, group) => sum + group.count, 0);
}

/** One sentence for each sort of findings that are not listed. */
export function hiddenSentences(hidden: Omit<Listing, 'shown'> & { readonly byCap?: number }): readonly string[] {
  const sentences: string[] = [];
  const { byCap = 0, hiddenBySeverity, hiddenByException } = hidden;
  if (byCap > 0) sentences.push(`${byCap} beyond what is listed at once (all with -v)`);
  if (hiddenBySeverity > 0) sentences.push(`${hiddenBySeverity} of severities not asked for (--severity)`);
  if (hiddenByException > 0) sentences.push(`${hiddenByException} excepted (shown with --show-suppressed)`);
  return sentences;
}

export interface Cap {
  readonly inAll?: number;
  readonly ofEach?: number;
}

/** The groups with their first findings, as many as the cap allows; groups for which none is left are left out. */
export function capped(groups: readonly CheckGroup[], cap: Cap): readonly CheckGroup[] {
  const { inAll = Number.POSITIVE_INFINITY, ofEach = Number.POSITIVE_INFINITY } = cap;
  let left = inAll;
  const kept: CheckGroup[] = [];
  for (const group of groups) {
    if (left <= 0) break;
    const findings = group.findings.slice(0, Math.min(ofEach, left));
    kept.push({ ...group, findings });
    left -= findings.length;
  }
  return kept;
}
