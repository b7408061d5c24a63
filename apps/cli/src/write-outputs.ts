import { closeSync, openSync, writeFileSync } from 'node:fs';
import { checks } from '@bulwark/checks';
import { type Report, type Severity, severities } from '@bulwark/model';
import { type Format, type FormatContext, formats } from '@bulwark/report';
import { nearestName } from '@bulwark/text';
import type { CommandInput } from './command-spec.ts';
import { failOnOf } from './fail-on.ts';
import { UsageError } from './usage-error.ts';

interface Target {
  readonly format: Format;
  /** Absent for stdout. */
  readonly path?: string;
}

/** The outputs that -o names; wrong ones are found before anything is scanned. */
export function outputTargets({ settings }: CommandInput): readonly Target[] {
  const targets = settings.list('output').map(targetOf);
  const onStdout = targets.filter((target) => target.path === undefined);
  if (onStdout.length > 1) {
    const names = onStdout.map((target) => target.format.name).join(' and ');
    throw new UsageError(
      `-o: ${names} would both go to stdout`,
      `Name a file for all but one: -o ${onStdout[0]?.format.name}=FILE`,
    );
  }
  return targets;
}

function targetOf(text: string): Target {
  const at = text.indexOf('=');
  const name = at === -1 ? text : text.slice(0, at);
  const format = formats.find((one) => one.name === name);
  if (format === undefined) {
    const names = formats.map((one) => one.name);
    const near = nearestName(name, names);
    throw new UsageError(
      `-o: unknown format "${name}"${near ? `; did you mean "${near}"?` : `; there is ${names.join(', ')}`}`,
    );
  }
  return at === -1 ? { format } : { format, path: text.slice(at + 1) };
}

/** Writes the report in every wanted format. */
export function writeOutputs(
  report: Report,
  targets: readonly Target[],
  input: CommandInput,
  known: FormatContext['checks'] = new Map(checks.map((check) => [check.id, check])),
): void {
  for (const { format, path } of targets) {
    const context = { ...contextOf(input, path !== undefined), checks: known };
    if (path === undefined) for (const chunk of format.write(report, context)) input.out.write(chunk);
    else writeFile(path, format.write(report, context));
  }
}

function writeFile(path: string, chunks: Iterable<string>): void {
  const file = orUsageError(path, () => openSync(path, 'w'));
  try {
    // Unlike writeSync, this goes on after a short write.
    for (const chunk of chunks) orUsageError(path, () => writeFileSync(file, chunk));
  } finally {
    closeSync(file);
  }
}

function orUsageError<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new UsageError(`-o: cannot write "${path}": ${error instanceof Error ? error.message : String(error)}`);
  }
}

function contextOf({ settings, out }: CommandInput, toFile: boolean): Omit<FormatContext, 'checks'> {
  return {
    colour: out.colour && !toFile,
    unicode: out.unicode || toFile,
    width: toFile ? 100 : out.width,
    verbose: settings.flag('verbose'),
    severities: shownSeverities(settings.text('severity')),
    showSuppressed: settings.flag('show-suppressed'),
    failOn: failOnOf(settings),
  };
}

/** `critical,high` names them; `>=medium` means that and worse. */
function shownSeverities(text: string | undefined): readonly Severity[] {
  if (text === undefined) return severities;
  const atLeast = /^>=\s*(\w+)$/.exec(text);
  if (atLeast) return severities.slice(0, severities.indexOf(severityOf(atLeast[1] ?? '')) + 1);
  const named = text.split(',').map((part) => severityOf(part.trim()));
  return severities.filter((severity) => named.includes(severity));
}

function severityOf(text: string): Severity {
  const found = severities.find((severity) => severity === text.toLowerCase());
  if (found) return found;
  throw new UsageError(`--severity: "${text}" is none of ${severities.join(', ')}`);
}
