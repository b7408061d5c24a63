import { type Finding, type Report, severities } from '@bulwark/model';
import { diffReports } from './diff.ts';

/** A report without the findings that a baseline has unchanged; changed and incomparable ones stay. */
export function withoutBaseline(report: Report, baseline: Report): Report {
  const known = new Set(diffReports(baseline, report).unchanged.map((finding) => finding.id));
  const findings = report.findings.filter((finding) => !known.has(finding.id));
  return { ...report, findings, summary: summaryOf(findings) };
}

function summaryOf(findings: readonly Finding[]): Report['summary'] {
  const open = findings.filter((finding) => finding.exception === null);
  const counts = severities.map((severity) => [
    severity,
    open.filter((finding) => finding.severity === severity).length,
  ]);
  return { ...Object.fromEntries(counts), excepted: findings.length - open.length };
}
