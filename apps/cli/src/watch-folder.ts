import {
  type Finding,
  type Report,
  type Resource,
  refText,
  resourceKey,
  type SecretReader,
  type Snapshot,
} from '@bulwark/model';
import { inertText } from '@bulwark/report';
import { Scan } from '@bulwark/scan';
import { diffReports } from '@bulwark/store';
import { canonicalJson } from '@bulwark/text';
import type { CommandInput, Output } from './command-spec.ts';
import { counted } from './counted.ts';
import { FolderWatcher } from './folder-watcher.ts';
import { inputPaths, snapshotOfPaths } from './load-snapshot.ts';
import { scanSetup } from './scan-setup.ts';
import { secretReader } from './secret-reader.ts';
import { UsageError } from './usage-error.ts';
import { outputTargets, writeOutputs } from './write-outputs.ts';

const settleMilliseconds = 150;

/** `scan --watch`: reports once, then tells what each change of the files adds and removes, until interrupted. */
export async function watchFolder(input: CommandInput): Promise<number> {
  const paths = inputPaths(input);
  if (paths.length === 0 || paths.includes('-')) throw new UsageError('--watch needs a folder or files to watch');
  const reader = secretReader(input.settings);
  const snapshot = snapshotOfPaths(paths, input, reader);
  const scan = new Scan(snapshot, { ...scanSetup(input, snapshot).options, incremental: true });
  let report = scan.report();
  writeOutputs(report, outputTargets(input), input);
  input.out.note('watching; interrupt to stop');
  const changes = changesOf(paths);
  process.once('SIGINT', () => changes.stop());
  for await (const _change of changes.each()) {
    const now = readAgain(paths, input, reader);
    const judged = now && apply(scan, now);
    if (judged === undefined) continue;
    const next = scan.report();
    tell(report, next, { judged, out: input.out });
    report = next;
  }
  return 130;
}

/** A file that is being replaced is missing for a moment: said, and looked for again at the next change. */
function readAgain(paths: readonly string[], input: CommandInput, reader: SecretReader): Snapshot | undefined {
  try {
    return snapshotOfPaths(paths, input, reader);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    input.out.note(`error: ${error.message}`);
    return undefined;
  }
}

/** Moves the scan to what the files hold now; gives how many objects were judged again, undefined where nothing changed. */
function apply(scan: Scan, now: Snapshot): number | undefined {
  const before = scan.judge.snapshot;
  const upserted: Resource[] = [];
  const kept = new Set<string>();
  for (const resource of now.resources()) {
    kept.add(resourceKey(resource));
    const known = before.get(resource.kind, resource.namespace, resource.name);
    if (known === undefined || isOther(known, resource)) upserted.push(resource);
  }
  const removed = [...before.resources()].filter((resource) => !kept.has(resourceKey(resource)));
  return upserted.length + removed.length === 0 ? undefined : scan.judge.change(upserted, removed).size;
}

/** Also when only its place moved: findings cite lines. */
function isOther(a: Resource, b: Resource): boolean {
  return a.place?.start !== b.place?.start || canonicalJson(a.object) !== canonicalJson(b.object);
}

function tell(before: Report, after: Report, { judged, out }: { judged: number; out: Output }): void {
  const diff = diffReports(before, after);
  const tellOf = (sign: string, finding: Finding, rest: string): void =>
    out.write(`${inertText(`${sign} ${finding.severity}  ${finding.checkId}  ${refText(finding.resource)}${rest}`)}\n`);
  for (const finding of diff.new) tellOf('+', finding, `: ${finding.message}`);
  for (const finding of diff.gone) tellOf('-', finding, '');
  out.write(
    `${diff.new.length} new, ${diff.gone.length} gone, ${after.findings.length} in all; ${counted(judged, 'object')} judged again\n`,
  );
}

/** One signal for each burst of changes below the paths. */
function changesOf(paths: readonly string[]): { stop: () => void; each: () => AsyncGenerator<void> } {
  let wake: (() => void) | undefined;
  let pending = false;
  let stopped = false;
  const watcher = new FolderWatcher(paths, () => {
    pending = true;
    wake?.();
  });
  const stop = (): void => {
    stopped = true;
    watcher.stop();
    wake?.();
  };
  async function* each(): AsyncGenerator<void> {
    while (!stopped) {
      if (!pending) await new Promise<void>((resolve) => (wake = resolve));
      if (stopped) return;
      await new Promise((resolve) => setTimeout(resolve, settleMilliseconds));
      pending = false;
      watcher.refresh();
      yield;
    }
  }
  return { stop, each };
}
