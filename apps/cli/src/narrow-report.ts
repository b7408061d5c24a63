import { type Finding, type Report, severities } from '@bulwark/model';
import { parseWhere } from '@bulwark/scan';
import { readReport, withoutBaseline } from '@bulwark/store';
import type { CommandInput } from './command-spec.ts';
import { counted } from './counted.ts';
import { readNamedFile } from './read-named-file.ts';
import { UsageError } from './usage-error.ts';

/** The report as --baseline and --where leave it; how much they took away is said on stderr. */
export function narrowReport(report: Report, { settings, out }: CommandInput): Report {
  const baseline = settings.text('baseline');
  const fresh = baseline === undefined ? report : withoutBaseline(report, reportFrom(baseline));
  if (fresh.findings.length < report.findings.length) {
    out.note(
      `note: unchanged since the baseline ${baseline}: ${counted(report.findings.length - fresh.findings.length, 'finding')}`,
    );
  }
  const where = settings.text('where');
  if (where === undefined) return fresh;
  const kept = filtered(fresh, where);
  out.note(`note: left out by --where: ${counted(fresh.findings.length - kept.findings.length, 'finding')}`);
  return kept;
}

/** Reads a report made with -o json. */
function reportFrom(path: string): Report {
  const report = readReport(path, readNamedFile('--baseline', path));
  if (typeof report === 'string') throw new UsageError(report);
  return report;
}

function filtered(report: Report, expression: string): Report {
  const condition = parseWhere(expression);
  if (typeof condition !== 'function') {
    throw new UsageError(`--where: ${condition.message}\n  ${expression}\n  ${' '.repeat(condition.column - 1)}^`);
  }
  const findings = report.findings.filter(condition);
  return { ...report, findings, summary: summaryOf(findings) };
}

function summaryOf(findings: readonly Finding[]): Report['summary'] {
  const open = findings.filter((finding) => finding.exception === null);
  const counts = Object.fromEntries(
    severities.map((severity) => [severity, open.filter((finding) => finding.severity === severity).length]),
  );
  return { critical: 0, high: 0, medium: 0, low: 0, info: 0, ...counts, excepted: findings.length - open.length };
}
