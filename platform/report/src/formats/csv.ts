import type { Finding, Report, Skipped } from '@bulwark/model';
import { chunks } from '../chunks.ts';
import { exceptionText } from '../finding-text.ts';
import type { Format } from '../format.ts';
import { csvCell } from '../inert.ts';

export const csv: Format = {
  name: 'csv',
  description: 'a row for each finding and for each thing not evaluated, for spreadsheets (RFC 4180)',
  mediaType: 'text/csv',
  extension: 'csv',
  write: (report) => chunks(rows(report)),
};

const columns = [
  'record',
  'id',
  'severity',
  'risk',
  'check',
  'title',
  'message',
  'apiVersion',
  'kind',
  'namespace',
  'name',
  'owner',
  'file',
  'line',
  'column',
  'pointer',
  'fix',
  'controls',
  'techniques',
  'exception',
  'count',
] as const;
type Row = Partial<Readonly<Record<(typeof columns)[number], string | number | null>>>;

function* rows(report: Report): Generator<string> {
  yield `${columns.join(',')}\r\n`;
  for (const finding of report.findings) yield text(findingRow(finding));
  // A table without these rows would look clean where nothing could be judged.
  for (const gap of report.coverage.skipped) yield text(gapRow(gap));
}

function text(row: Row): string {
  return `${columns.map((column) => cell(row[column])).join(',')}\r\n`;
}

function cell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value);
  return value ? csvCell(value) : '';
}

function findingRow(finding: Finding): Row {
  const { resource, exception, fix } = finding;
  const { file, line, column, pointer } = finding.evidence[0] ?? {};
  return {
    record: 'finding',
    id: finding.id,
    severity: finding.severity,
    risk: finding.risk.score,
    check: finding.checkId,
    title: finding.title,
    message: finding.message,
    ...resource,
    owner: finding.owner,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(pointer === undefined ? {} : { pointer }),
    fix: fix.available ? fix.summary : null,
    controls: finding.controls.join(' '),
    techniques: finding.techniques.join(' '),
    exception: exception && exceptionText(exception),
  };
}

function gapRow(gap: Skipped): Row {
  return { record: 'not evaluated', title: gap.reason, message: gap.detail, name: gap.what, count: gap.count };
}
