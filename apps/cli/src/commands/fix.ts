import { readFileSync, writeFileSync } from 'node:fs';
import type { Judgement } from '@bulwark/checks';
import { type FixPlan, planFixes, unifiedDiff } from '@bulwark/fix';
import { refText } from '@bulwark/model';
import { inertJson, inertText } from '@bulwark/report';
import { Scan } from '@bulwark/scan';
import { type JsonValue, jsonText } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { hiddenLines } from '../hidden-lines.ts';
import { loadSchemas } from '../load-schemas.ts';
import { inputPaths, snapshotOfPaths } from '../load-snapshot.ts';
import { scanSetup } from '../scan-setup.ts';
import { sha256 } from '../secret-reader.ts';
import { UsageError } from '../usage-error.ts';
import { valuesFiles } from '../values-files.ts';
import { version } from '../version.ts';

/** `bulwark fix PATH...`: proven edits as a diff, or written with --write. */
export async function run(input: CommandInput): Promise<number> {
  const { settings, out } = input;
  const paths = inputPaths(input);
  if (paths.length === 0) throw new UsageError('fix needs a PATH: it edits files', 'bulwark fix ./manifests');
  if (settings.flag('write') && paths.includes('-')) throw new UsageError('--write cannot write to standard input');
  const snapshot = snapshotOfPaths(paths, input);
  const scan = new Scan(snapshot, { ...scanSetup(input, snapshot).options, incremental: true });
  const causes = selectedCauses(scan, settings.list('finding'));
  const selected = isNarrowed(settings) ? causes : causes.filter((judgement) => !takesAway(judgement));
  const left = causes.filter((judgement) => takesAway(judgement)).length;
  if (selected.length < causes.length) {
    out.note(
      `${left} fixes would take rights or traffic away from somebody: left out, choose them by --check or --finding`,
    );
  }
  const plan = planFixes(selected, {
    judge: scan.judge,
    schemas: loadSchemas(),
    digest: sha256,
    idOf: (judgement) => scan.idOf(judgement),
    valuesOf: valuesFiles,
    ...(isNarrowed(settings) ? {} : { isWanted: (judgement: Judgement) => !takesAway(judgement) }),
  });
  if (settings.text('output') === 'json') out.write(planJson(plan, scan));
  else if (!settings.flag('write')) writeDiff(plan, input);
  const done = settings.flag('write') ? written(plan, input) : plan;
  tell(done, selected.length, input);
  return done.unfixed.length + done.suggestions.length > 0 || done.files.length < plan.files.length ? 1 : 0;
}

function isNarrowed(settings: CommandInput['settings']): boolean {
  return ['finding', 'check', 'skip-check'].some((flag) => settings.list(flag).length > 0);
}

/** Whoever uses the right or the way would notice: such a fix is made only when it is asked for. */
function takesAway({ check: { repair } }: Judgement): boolean {
  return repair.kind === 'edit' && (repair.disruption === 'access' || repair.disruption === 'traffic');
}

/** Writes the files; gives what of the plan is done then, without those that had to be left alone. */
function written(plan: FixPlan, input: CommandInput): FixPlan {
  const left = new Set(plan.files.filter((file) => !writeFixed(file, input)).map(({ source }) => source));
  const isDone = ({ place }: Judgement['resource']): boolean => place === undefined || !left.has(place.source);
  return {
    ...plan,
    files: plan.files.filter(({ source }) => !left.has(source)),
    fixes: plan.fixes.filter(({ before }) => isDone(before)),
    alsoClosed: plan.alsoClosed.filter(({ resource }) => isDone(resource)),
  };
}

/** Only a file that holds just the text that was read: gzip and UTF-16 would be written back as something else. */
function writeFixed({ source, text }: FixPlan['files'][number], { out }: CommandInput): boolean {
  const isSame = readFileSync(source.name, 'utf8') === source.text;
  if (isSame) writeFileSync(source.name, text);
  else {
    out.note(
      `error: ${inertText(source.name)} was left alone: it is packed, not UTF-8, indented as YAML does not allow, or changed meanwhile`,
    );
  }
  return isSame;
}

function selectedCauses(scan: Scan, ids: readonly string[]): readonly Judgement[] {
  const causes = scan.openCauses();
  const stray = ids.find((id) => !causes.some((cause) => cause.id === id));
  if (stray !== undefined)
    throw new UsageError(`--finding: no open finding has the id "${stray}"`, 'bulwark scan PATH -v shows ids');
  return causes.filter((cause) => ids.length === 0 || ids.includes(cause.id)).map((cause) => cause.judgement);
}

function writeDiff(plan: FixPlan, { out }: CommandInput): void {
  for (const { source, text } of plan.files) {
    const hide = hiddenLines(source);
    out.write(unifiedDiff(source.text, text, inertText(source.name), { show: (line) => inertLine(hide(line)) }));
  }
}

/** A line of a diff ends as it did; everything before that is shown inert. */
function inertLine(line: string): string {
  const body = line.replace(/\r?\n$/, '');
  return inertText(body.replaceAll('\t', '    ')) + line.slice(body.length);
}

/** What was done and what was not, on stderr, so that the diff can go into `git apply`. */
function tell(
  { fixes, alsoClosed, suggestions, unfixed, files }: FixPlan,
  selected: number,
  { settings, out }: CommandInput,
): void {
  const verb = settings.flag('write') ? 'written' : 'shown';
  const closed = fixes.reduce((sum, { fix }) => sum + fix.closes.length, 0) + alsoClosed.length;
  out.note(
    `${fixes.length === 1 ? '1 proven fix' : `${fixes.length} proven fixes`} in ${files.length === 1 ? 'one file' : `${files.length} files`} ${verb}; ${fixes.length === 1 ? 'it closes' : 'they close'} ${closed} of ${selected} findings`,
  );
  const open = [...suggestions.map(({ judgement, reason }) => ({ judgement, reason })), ...unfixed];
  const groups = Map.groupBy(open, ({ judgement, reason }) => `${judgement.check.id}: ${reason}`);
  const listed = settings.flag('verbose') ? [...groups] : [...groups].slice(0, 10);
  for (const [reason, members] of listed) {
    const [first] = members;
    out.note(
      inertText(
        `no fix: ${members.length} × ${reason}${first ? ` (${refText(first.judgement.resource.ref)}${members.length > 1 ? ', …' : ''})` : ''}`,
      ),
    );
  }
  if (groups.size > listed.length) out.note(`and ${groups.size - listed.length} more reasons; -v lists them`);
}

function planJson({ fixes, suggestions, unfixed }: FixPlan, scan: Scan): string {
  const { input, coverage } = scan.report();
  const value = {
    schemaVersion: '1',
    tool: { name: 'bulwark', version },
    input,
    fixes: fixes.map(({ fix }) => fix),
    suggestions: suggestions.map(({ fix, reason }) => ({ ...fix, reason })),
    unfixed: unfixed.map(({ judgement, reason }) => ({
      finding: scan.idOf(judgement),
      checkId: judgement.check.id,
      resource: judgement.resource.ref,
      reason,
    })),
    coverage,
  };
  // Everything in it is JSON; the types say so in parts only.
  return `${inertJson(jsonText(value as unknown as JsonValue, 2))}\n`;
}
