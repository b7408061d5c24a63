import { globSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FilesError } from './errors.ts';

/** One thing to read: a file, standard input, or a folder that a tool has to render; or what cannot be looked into. */
export type Input =
  | {
      readonly kind: 'file';
      readonly path: string /** Named by the user, not found in a folder. */;
      readonly named: boolean;
    }
  | { readonly kind: 'stdin' }
  | { readonly kind: 'unreadable'; readonly path: string; readonly detail: string }
  | { readonly kind: 'helm'; readonly path: string }
  | { readonly kind: 'kustomize'; readonly path: string };

const readable = /\.(?:ya?ml|json|jsonl|ndjson)(?:\.gz)?$/i;
const kustomizations = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);
const ignoredFolders = new Set(['.git', 'node_modules', '.terraform', '.bulwark']);

/** The inputs behind paths, globs and `-`, in a stable order. Throws FilesError for a path that does not exist. */
export function findInputs(paths: readonly string[]): Input[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => inputsOf(path, seen));
}

function inputsOf(path: string, seen: Set<string>): Input[] {
  if (path === '-') return [{ kind: 'stdin' }];
  if (/^https?:\/\//.test(path)) {
    throw new FilesError('REMOTE_REFUSED', `"${path}" is a URL: download it first and name the file`);
  }
  const stat = statOf(path);
  if (stat instanceof Error) return [unreadable(path, stat)];
  if (stat?.isDirectory()) return folder(path, seen);
  if (stat) return [{ kind: 'file', path, named: true }];
  const matches = /[*?[{]/.test(path) ? globSync(path).sort() : [];
  if (matches.length === 0) throw new FilesError('NO_SUCH_PATH', `no such file, folder or match: "${path}"`);
  return matches.flatMap((match) => inputsOf(match, seen));
}

function folder(path: string, seen: Set<string>): Input[] {
  const entries = entriesOf(path, seen);
  if (entries instanceof Error) return [unreadable(path, entries)];
  if (entries.includes('Chart.yaml')) return [{ kind: 'helm', path }];
  if (entries.some((entry) => kustomizations.has(entry))) return [{ kind: 'kustomize', path }];
  return entries.flatMap((entry) => inputInFolder(join(path, entry), seen));
}

/** Sorted names; none where the folder was read before: a link back to a folder above would never end. */
function entriesOf(path: string, seen: Set<string>): string[] | Error {
  return attempt(() => {
    const real = realpathSync(path);
    if (seen.has(real)) return [];
    seen.add(real);
    return readdirSync(path).sort();
  });
}

function inputInFolder(path: string, seen: Set<string>): Input[] {
  const stat = statOf(path);
  if (stat instanceof Error || stat === undefined) {
    // A link to nothing, or a name that is no UTF-8: it stands there and is not judged.
    return readable.test(path) ? [unreadable(path, stat)] : [];
  }
  if (stat.isDirectory()) return ignoredFolders.has(basename(path)) ? [] : folder(path, seen);
  return stat.isFile() && readable.test(path) ? [{ kind: 'file', path, named: false }] : [];
}

function statOf(path: string): Stats | Error | undefined {
  return attempt(() => statSync(path, { throwIfNoEntry: false }));
}

function unreadable(path: string, error: Error | undefined): Input {
  return { kind: 'unreadable', path, detail: error?.message ?? 'it is a link to nothing, or its name is not UTF-8' };
}

/** What the file system refuses is a value here, anything else a crash. */
function attempt<T>(look: () => T): T | Error {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error;
    throw error;
  }
}
