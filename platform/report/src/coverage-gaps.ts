import type { Coverage, Skipped, SkipReason } from '@bulwark/model';
import { counted } from './finding-text.ts';

/** What was not evaluated for one reason. */
export interface GapGroup {
  readonly reason: SkipReason;
  /** The reason in words. */
  readonly meaning: string;
  readonly count: number;
  readonly gaps: readonly Skipped[];
}

export const reasonMeanings: Readonly<Record<SkipReason, string>> = {
  forbidden: 'may not be read by this identity',
  unparsed: 'could not be parsed',
  ambiguous: 'a key stands twice, the last one was judged',
  unsupported: 'not supported',
  empty: 'nothing to evaluate',
  unreachable: 'could not be reached',
  limit: 'beyond a limit',
  stale: 'out of date',
  'missing-tool': 'needs a tool that is not installed',
  error: 'failed while being evaluated',
};

/** The gaps of a coverage by reason, the most frequent first. */
export function gapsByReason(coverage: Coverage): readonly GapGroup[] {
  const groups = new Map<SkipReason, Skipped[]>();
  for (const gap of coverage.skipped) {
    const group = groups.get(gap.reason);
    if (group) group.push(gap);
    else groups.set(gap.reason, [gap]);
  }
  return [...groups]
    .map(([reason, gaps]) => ({ reason, meaning: reasonMeanings[reason], count: countOf(gaps), gaps }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

function countOf(gaps: readonly Skipped[]): number {
  return gaps.reduce((sum, gap) => sum + gap.count, 0);
}

/** What was evaluated, after `the evaluation is`: `complete: 123 objects judged by 152 checks`. */
export function coverageSentence(coverage: Coverage): string {
  const { objects, checks } = coverage.evaluated;
  const judged = `${counted(objects, 'object')} judged by ${counted(checks.length, 'check')}`;
  if (coverage.complete) return `complete: ${judged}`;
  return `incomplete: ${judged}, ${counted(countOf(coverage.skipped), 'item')} in scope not evaluated`;
}

/** `4 objects of kinds that no check knows: example.org/v1 Widget (4)`, or empty; a gap it is not. */
export function withoutChecksText(coverage: Coverage, limit: number): string {
  const kinds = coverage.evaluated.withoutChecks;
  if (kinds.length === 0) return '';
  const objects = kinds.reduce((sum, kind) => sum + kind.count, 0);
  const named = kinds.slice(0, limit).map((kind) => `${kind.what} (${kind.count})`);
  if (kinds.length > limit) named.push(`${kinds.length - limit} more`);
  return `${counted(objects, 'object')} of kinds that no check knows: ${named.join(', ')}`;
}

/** What one gap says about itself. */
export function gapText(gap: Skipped): string {
  const count = gap.count === 1 ? '' : ` (${gap.count})`;
  return gap.detail === '' ? `${gap.what}${count}` : `${gap.what}${count}: ${gap.detail}`;
}
