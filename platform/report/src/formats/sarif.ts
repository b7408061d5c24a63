import type { Coverage, Finding, Report, Severity } from '@bulwark/model';
import { chunks } from '../chunks.ts';
import { gapText } from '../coverage-gaps.ts';
import { counted } from '../finding-text.ts';
import type { Format, FormatContext } from '../format.ts';
import { inertJson, sarifText } from '../inert.ts';
import { sarifResult } from './sarif-result.ts';
import { type SarifRule, sarifRules } from './sarif-rules.ts';

// What GitHub code scanning takes from one run, and how much of it it shows.
const resultLimit = 25_000;
const shownLimit = 5_000;

export const sarif: Format = {
  name: 'sarif',
  description: 'SARIF 2.1.0, for code scanning; at most 25000 results, and it says how many are left out',
  mediaType: 'application/sarif+json',
  extension: 'sarif',
  write: (report, context) => inertChunks(chunks(pieces(report, context))),
};

function* inertChunks(chunks: Iterable<string>): Generator<string> {
  for (const chunk of chunks) yield inertJson(chunk);
}

function* pieces(report: Report, context: FormatContext): Generator<string> {
  const findings = withinLimit(report.findings);
  const rules = sarifRules(findings, context.checks);
  const suppressing = findings.some((finding) => finding.exception !== null);
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [\n    {\n';
  yield `      "tool": ${JSON.stringify(tool(report, [...rules.values()]))},\n`;
  yield `      "invocations": [${JSON.stringify(invocation(report, findings.length))}],\n`;
  yield `      "columnKind": "utf16CodeUnits",\n`;
  yield `      "properties": ${JSON.stringify(properties(report))},\n      "results": [`;
  let before = '\n';
  for (const finding of findings) {
    const ruleIndex = rules.get(finding.checkId)?.index ?? 0;
    yield `${before}        ${JSON.stringify(sarifResult(finding, { ruleIndex, suppressing }))}`;
    before = ',\n';
  }
  yield '\n      ]\n    }\n  ]\n}\n';
}

/** The findings that fit, in the report's order; excepted ones make room first. */
function withinLimit(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= resultLimit) return findings;
  const open = findings.filter((finding) => finding.exception === null);
  const excepted = findings.filter((finding) => finding.exception !== null);
  return [...open, ...excepted].slice(0, resultLimit);
}

function tool(report: Report, rules: readonly SarifRule[]) {
  return {
    driver: {
      name: 'Bulwark',
      semanticVersion: report.tool.version,
      rules: rules.map(({ descriptor }) => descriptor),
    },
  };
}

/** Not evaluated is never clean: an incomplete evaluation did not succeed, and each gap is a notification. */
function invocation(report: Report, results: number) {
  return {
    executionSuccessful: report.coverage.complete,
    toolExecutionNotifications: [...limitNotifications(report, results), ...gapNotifications(report.coverage)],
  };
}

function limitNotifications(report: Report, results: number) {
  const left = report.findings.length - results;
  if (left > 0)
    return [
      notification('result-limit', `${counted(left, 'finding')} left out: a run holds at most ${resultLimit} results.`),
    ];
  if (results <= shownLimit) return [];
  return [notification('display-limit', `GitHub shows the first ${shownLimit} of these ${results} results only.`)];
}

function gapNotifications(coverage: Coverage) {
  return coverage.skipped.map((gap) => notification(`not-evaluated-${gap.reason}`, `Not evaluated: ${gapText(gap)}`));
}

function notification(id: string, text: string) {
  return { descriptor: { id }, level: 'warning', message: { text: sarifText(text) } };
}

function properties(report: Report): {
  readonly summary: Readonly<Record<Severity | 'excepted', number>>;
  readonly [key: string]: unknown;
} {
  const { input, summary, coverage } = report;
  return { input, summary, coverage: { complete: coverage.complete, evaluated: coverage.evaluated } };
}
