import { type Finding, type Report, refText, type Skipped } from '@bulwark/model';
import { chunks } from '../chunks.ts';
import { gapText, reasonMeanings } from '../coverage-gaps.ts';
import { causeText, clipped, exceptionText, familyOf, fixText } from '../finding-text.ts';
import type { Format } from '../format.ts';
import { markupText } from '../inert.ts';

export const junit: Format = {
  name: 'junit',
  description: 'JUnit XML, for test reports: a failure for each finding, skipped for what was not evaluated',
  mediaType: 'application/xml',
  extension: 'xml',
  write: (report) => chunks(pieces(report)),
};

/** A testcase: what to write and how it counts. */
interface Case {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly write: () => string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

function* pieces(report: Report): Generator<string> {
  const suites = suitesOf(report);
  const all = suites.flatMap((suite) => suite.cases);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Bulwark" ${counts(all)}>\n`;
  for (const suite of suites) {
    yield `  <testsuite name="${markupText(suite.name)}" ${counts(suite.cases)}>\n`;
    for (const { write } of suite.cases) yield write();
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

function counts(cases: readonly Case[]): string {
  const of = (outcome: Case['outcome']) => cases.reduce((sum, one) => sum + (one.outcome === outcome ? 1 : 0), 0);
  return `tests="${cases.length}" failures="${of('failed')}" errors="0" skipped="${of('skipped')}"`;
}

/** A suite for each family of checks, and one for what was not evaluated. */
function suitesOf(report: Report): Suite[] {
  const families = new Map<string, Case[]>();
  const add = (checkId: string, one: Case) => {
    const family = familyOf(checkId);
    const cases = families.get(family);
    if (cases) cases.push(one);
    else families.set(family, [one]);
  };
  for (const finding of report.findings) add(finding.checkId, findingCase(finding));
  for (const checkId of cleanChecks(report)) add(checkId, cleanCase(checkId));
  const suites = [...families].map(([name, cases]) => ({ name, cases })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const gaps = report.coverage.skipped.map(gapCase);
  return gaps.length > 0 ? [...suites, { name: 'not evaluated', cases: gaps }] : suites;
}

/** Checks that were evaluated everywhere and found nothing: a gap that names a check takes its pass away. */
function cleanChecks({ findings, coverage }: Report): string[] {
  const found = new Set(findings.map((finding) => finding.checkId));
  const blind = new Set(coverage.skipped.flatMap((gap) => gap.checks ?? []));
  return coverage.evaluated.checks.map(({ id }) => id).filter((id) => !found.has(id) && !blind.has(id));
}

function cleanCase(checkId: string): Case {
  return { outcome: 'passed', write: () => `    <testcase classname="${markupText(checkId)}" name="no finding"/>\n` };
}

function findingCase(finding: Finding): Case {
  return { outcome: finding.exception ? 'skipped' : 'failed', write: () => findingXml(finding) };
}

function findingXml(finding: Finding): string {
  const { checkId, evidence, exception } = finding;
  const place = evidence[0];
  const file = place?.file === undefined ? '' : ` file="${markupText(place.file)}"`;
  const line = place?.line === undefined ? '' : ` line="${place.line}"`;
  const name = clipped(`${refText(finding.resource)} ${place?.pointer ?? ''}`.trimEnd(), 1000);
  const open = `    <testcase classname="${markupText(checkId)}" name="${markupText(name)} (${markupText(finding.id)})"${file}${line}>`;
  const body = exception
    ? `<skipped message="${markupText(exceptionText(exception))}"/>`
    : `<failure type="${finding.severity}" message="${markupText(finding.message)}">${detailOf(finding)}</failure>`;
  return `${open}\n      ${body}\n    </testcase>\n`;
}

function detailOf(finding: Finding): string {
  const cause = causeText(finding);
  const lines = [
    finding.title,
    ...(cause === '' ? [] : [`at ${cause}`]),
    finding.fix.available ? `fix: ${finding.fix.summary}` : fixText(finding),
    ...(finding.notes ?? []).map((note) => `note: ${note}`),
    `bulwark explain ${finding.checkId}`,
  ];
  return lines.map(markupText).join('\n');
}

function gapCase(gap: Skipped): Case {
  return {
    outcome: 'skipped',
    write: () => {
      const open = `    <testcase classname="coverage" name="${markupText(clipped(gap.what, 1000))}">`;
      const message = `${reasonMeanings[gap.reason]}: ${gapText(gap)}`;
      return `${open}\n      <skipped message="${markupText(message)}"/>\n    </testcase>\n`;
    },
  };
}
