import { existsSync, statSync } from 'node:fs';
import { readText } from '@bulwark/files';
import { type Finding, plainFinding, type Report, refText } from '@bulwark/model';
import { countReaching, inertJson, inertText } from '@bulwark/report';
import { scan } from '@bulwark/scan';
import { diffReports, type ReportDiff, readReport } from '@bulwark/store';
import { type JsonValue, jsonText } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { failOnOf } from '../fail-on.ts';
import { snapshotOfPaths } from '../load-snapshot.ts';
import { scanSetup } from '../scan-setup.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';

/** `bulwark diff OLD NEW`: what is new, gone, changed; each side a report, or a snapshot or folder to scan first. */
export async function run(input: CommandInput): Promise<number> {
  const [oldPath, newPath, ...rest] = input.args;
  if (oldPath === undefined || newPath === undefined || rest.length > 0)
    throw new UsageError('diff takes two: OLD and NEW');
  const failOn = failOnOf(input.settings);
  const [before, after] = [sideOf(oldPath, input), sideOf(newPath, input)];
  const diff = diffReports(before, after);
  const format = input.settings.text('output') ?? 'table';
  if (format === 'json') input.out.write(jsonOf(diff, after));
  else if (format === 'table') input.out.write(tableOf(diff));
  else throw new UsageError(`-o: diff writes table or json, not "${format}"`);
  if (countReaching({ ...after, findings: diff.new }, failOn) > 0) return 1;
  const complete = before.coverage.complete && after.coverage.complete && diff.incomparable.length === 0;
  return complete || input.settings.flag('allow-incomplete') ? 0 : 3;
}

function sideOf(path: string, input: CommandInput): Report {
  if (!existsSync(path)) throw new UsageError(`no such file or folder: "${path}"`);
  if (statSync(path).isFile() && !path.endsWith('.gz')) {
    const text = readText(path);
    const report = typeof text === 'string' ? readReport(path, text) : text;
    if (typeof report === 'object' && 'findings' in report) return report;
  }
  const snapshot = snapshotOfPaths([path], input);
  return scan(snapshot, scanSetup(input, snapshot).options);
}

function jsonOf(diff: ReportDiff, after: Report): string {
  const { input, coverage } = after;
  const envelope = { schemaVersion: '1', tool: { name: 'bulwark', version }, input, diff: plainDiff(diff), coverage };
  // Everything in it is JSON; the types say so in parts only.
  return `${inertJson(jsonText(envelope as unknown as JsonValue, 2))}\n`;
}

function plainDiff(diff: ReportDiff): ReportDiff {
  return {
    new: diff.new.map(plainFinding),
    gone: diff.gone.map(plainFinding),
    changed: diff.changed.map(({ before, after }) => ({ before: plainFinding(before), after: plainFinding(after) })),
    unchanged: diff.unchanged.map(plainFinding),
    incomparable: diff.incomparable.map((one) => ({ ...one, finding: plainFinding(one.finding) })),
  };
}

function tableOf(diff: ReportDiff): string {
  const lines = [
    ...diff.new.map((finding) => line('+', finding)),
    ...diff.gone.map((finding) => line('-', finding)),
    ...diff.changed.map(({ after }) => line('~', after)),
    ...diff.incomparable.map(({ finding, reason }) => `${line('?', finding)} (${inertText(reason)})`),
  ];
  const counts = `${diff.new.length} new, ${diff.gone.length} gone, ${diff.changed.length} changed, ${diff.unchanged.length} unchanged, ${diff.incomparable.length} incomparable`;
  return `${[...lines, counts].join('\n')}\n`;
}

function line(sign: string, finding: Finding): string {
  return inertText(
    `${sign} ${finding.severity.padEnd(8)} ${finding.checkId}  ${refText(finding.resource)}: ${finding.message}`,
  );
}
