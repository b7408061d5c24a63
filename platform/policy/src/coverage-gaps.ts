import type { Report, Skipped } from '@bulwark/model';
import type { Diagnostic } from '@bulwark/text';
import type { PolicyGap } from './policy-as-check.ts';

/** Files that could not be judged, one line each, and the lack of anything to judge. */
export function coverageGaps(
  problems: readonly Diagnostic[],
  empty?: { readonly what: string; readonly of: string; readonly looked: string },
): readonly Skipped[] {
  const byFile = Map.groupBy(problems, ({ file }) => file ?? 'policies');
  const gaps = [...byFile].map(([what, found]): Skipped => {
    const [first] = found;
    const detail = first === undefined ? '' : placed(first);
    const more = found.length > 1 ? ` (and ${found.length - 1} more)` : '';
    return { what, reason: 'unparsed', detail: `${detail}${more}`, count: 1 };
  });
  if (empty === undefined || gaps.length > 0) return gaps;
  return [{ what: empty.what, reason: 'empty', detail: `no ${empty.of} was found: ${empty.looked}`, count: 1 }];
}

/** The file is named beside it. */
function placed({ message, line, column }: Diagnostic): string {
  return line === undefined ? message : `line ${line}, column ${column ?? 1}: ${message}`;
}

const mostNamed = 100;

/** Objects that policies could not judge, one line for each policy. */
export function policyGaps(gaps: readonly PolicyGap[]): readonly Skipped[] {
  return [...Map.groupBy(gaps, ({ rule }) => rule)].map(([rule, list]) => ({
    what: `policy ${rule}`,
    reason: 'error',
    detail: list[0]?.detail ?? '',
    count: list.length,
    objects: list.slice(0, mostNamed).map(({ resource }) => resource.ref),
    checks: [rule],
  }));
}

/** A scan's report with the gaps of its policies. They are about objects of any kind, so none is without checks. */
export function withPolicyGaps(report: Report, gaps: readonly Skipped[]): Report {
  const { evaluated, skipped } = report.coverage;
  const all = [...skipped, ...gaps];
  return {
    ...report,
    coverage: { complete: all.length === 0, evaluated: { ...evaluated, withoutChecks: [] }, skipped: all },
  };
}
