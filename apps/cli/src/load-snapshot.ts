import { isAbsolute, relative } from 'node:path';
import { FilesError, readFiles } from '@bulwark/files';
import { redactSecret, type SecretReader, Snapshot, type SnapshotInfo } from '@bulwark/model';
import type { Diagnostic } from '@bulwark/text';
import { diagnosticText } from '@bulwark/text';
import type { CommandInput } from './command-spec.ts';
import { counted } from './counted.ts';
import { outputFormats } from './flags.ts';
import { secretReader } from './secret-reader.ts';
import { UsageError } from './usage-error.ts';

/** The snapshot that arguments and flags name: PATHs and -f, else a cluster. */
export async function loadSnapshot(input: CommandInput): Promise<Snapshot> {
  const paths = inputPaths(input);
  if (paths.length > 0) return snapshotOfPaths(paths, input);
  // The cluster client is loaded only when a cluster is read.
  const { loadCluster } = await import('./load-cluster.ts');
  return loadCluster(input);
}

export function inputPaths({ args, settings }: CommandInput): readonly string[] {
  return [...args, ...settings.list('filename'), ...settings.list('snapshot')].map(fromHere);
}

/** Reports name files relative to where the command runs, as code scanning wants them. */
function fromHere(path: string): string {
  const near = isAbsolute(path) ? relative(process.cwd(), path) : path;
  return near === '' ? '.' : near.startsWith('..') ? path : near;
}

/**
 * All PATHs as one snapshot. What cannot be read is a note and in the coverage. Digests of Secret values compare only
 * between snapshots with the same reader.
 */
export function snapshotOfPaths(
  paths: readonly string[],
  { settings, out }: CommandInput,
  reader: SecretReader = secretReader(settings),
): Snapshot {
  const kubeVersion = settings.text('kube-version');
  try {
    const read = readFiles(paths, {
      allowRemote: settings.flag('allow-remote') && !settings.flag('offline'),
      helmValues: settings.list('helm-values'),
      helmSet: settings.list('helm-set'),
      ...(kubeVersion ? { kubeVersion } : {}),
      redact: (object) => redactSecret(object, reader),
    });
    for (const diagnostic of read.diagnostics) out.note(noteOf(diagnostic));
    if (read.foreign > 0)
      out.note(`note: left out, since they are no Kubernetes objects: ${counted(read.foreign, 'document')}`);
    return Snapshot.of(read.resources, infoOf(paths, read));
  } catch (error) {
    if (error instanceof FilesError) throw new UsageError(error.message, formatHint(paths));
    throw error;
  }
}

function noteOf(diagnostic: Diagnostic): string {
  return `${diagnostic.severity}: ${diagnosticText(diagnostic)}${diagnostic.remedy ? ` (${diagnostic.remedy})` : ''}`;
}

/** `-f json` is another tool's habit. */
function formatHint(paths: readonly string[]): string | undefined {
  const format = paths.find((path) => outputFormats.some((known) => known === path));
  return format ? `"-f" names a file to read; did you mean "-o ${format}"?` : undefined;
}

function infoOf(paths: readonly string[], read: ReturnType<typeof readFiles>): SnapshotInfo {
  const { snapshot } = read;
  if (snapshot) return { ...snapshot, skipped: [...snapshot.skipped, ...read.skipped] };
  return {
    kind: 'files',
    name: paths.join(' '),
    takenAt: new Date().toISOString(),
    skipped: read.skipped,
    incompleteKinds: [],
  };
}
