import { type Finding, type Report, type Severity, severities } from '@bulwark/model';

/** From where on a finding makes a command fail: `--fail-on`. */
export type Threshold =
  | { readonly kind: 'none' }
  | { readonly kind: 'severity'; readonly severity: Severity }
  | { readonly kind: 'risk'; readonly score: number };

export interface ExitOptions {
  /** A severity, `none`, or `risk=NN`. */
  readonly failOn: string;
  /** An incomplete evaluation is no failure. */
  readonly allowIncomplete: boolean;
}

/** 1: a finding reaches the threshold; 3: none does, but not everything was evaluated; else 0. */
export function exitCode(report: Report, options: ExitOptions): 0 | 1 | 3 {
  if (countReaching(report, options.failOn) > 0) return 1;
  return report.coverage.complete || options.allowIncomplete ? 0 : 3;
}

/** How many findings reach the threshold; excepted ones never do. Throws on a threshold that `parseThreshold` refuses. */
export function countReaching(report: Report, failOn: string): number {
  const threshold = parseThreshold(failOn);
  if (threshold === undefined)
    throw new RangeError(`--fail-on: expected a severity, none or risk=NN, found "${failOn}"`);
  let count = 0;
  for (const finding of report.findings) if (finding.exception === null && reaches(finding, threshold)) count++;
  return count;
}

/** The threshold that a text names, or undefined where it names none: `high`, `none`, `risk=80` (0 to 100). */
export function parseThreshold(text: string): Threshold | undefined {
  if (text === 'none') return { kind: 'none' };
  const severity = severities.find((name) => name === text);
  if (severity) return { kind: 'severity', severity };
  const score = /^risk=(\d{1,3})$/.exec(text)?.[1];
  return score !== undefined && Number(score) <= 100 ? { kind: 'risk', score: Number(score) } : undefined;
}

function reaches(finding: Finding, threshold: Threshold): boolean {
  switch (threshold.kind) {
    case 'none':
      return false;
    case 'severity':
      return severities.indexOf(finding.severity) <= severities.indexOf(threshold.severity);
    case 'risk':
      return finding.risk.score >= threshold.score;
  }
}
