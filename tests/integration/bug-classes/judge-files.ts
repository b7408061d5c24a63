import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { checks, selectChecks } from '@bulwark/checks';
import { type FilesRead, readFiles } from '@bulwark/files';
import { type Report, redactSecret, Snapshot } from '@bulwark/model';
import { exitCode } from '@bulwark/report';
import { Scan } from '@bulwark/scan';
import { schemaSet } from '@bulwark/schema';

export type Files = Readonly<Record<string, string | Buffer>>;

export interface JudgeOptions {
  /** Ids, families or globs; all checks where none is given. */
  readonly check?: readonly string[];
  /** Files are judged as a cluster would be, with the checks that need one. */
  readonly asCluster?: boolean;
}

export interface Judged {
  readonly read: FilesRead;
  readonly report: Report;
  /** Checks that crashed. */
  readonly failures: readonly string[];
  readonly code: number;
}

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const schemas = schemaSet(JSON.parse(gunzipSync(readFileSync('content/schemas/kubernetes.json.gz')).toString()));

/** Files in a folder of their own, read and judged as `scan` does, in this process. */
export function judgeFiles(files: Files, options: JudgeOptions = {}): Judged {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-class-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return judgePaths([folder], options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads and judges paths. */
export function judgePaths(paths: readonly string[], options: JudgeOptions = {}): Judged {
  const reader = { digest: sha256, privateKey: () => undefined };
  const redact = (object: Parameters<typeof redactSecret>[0]) => redactSecret(object, reader);
  const read = readFiles(paths, { allowRemote: false, helmValues: [], helmSet: [], redact });
  const snapshot = Snapshot.of(read.resources, {
    kind: options.asCluster ? 'cluster' : 'files',
    name: 'test',
    takenAt: '2026-01-01T00:00:00Z',
    skipped: read.skipped,
    incompleteKinds: [],
  });
  const scan = new Scan(snapshot, {
    checks: selectChecks(checks, { include: options.check ?? [], exclude: [] }).checks,
    toolVersion: 'test',
    digest: sha256,
    kubeMinor: 37,
    at: Date.parse('2026-01-01T00:00:00Z'),
    schemas,
  });
  const report = scan.report();
  const failures = [...scan.judge.failures()].map(({ check, error }) => `${check.id}: ${String(error)}`);
  return { read, report, failures, code: exitCode(report, { failOn: 'high', allowIncomplete: false }) };
}
