import { type Dirent, type FSWatcher, readdirSync, realpathSync, statSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';

const ignored = new Set(['.git', 'node_modules']);

/**
 * Calls back whenever something changes below paths (files, folders, globs). Each folder is watched by itself: a
 * recursive watch loses files that are replaced, as editors do. `refresh` takes up folders that are new.
 */
export class FolderWatcher {
  readonly #paths: readonly string[];
  readonly #signal: () => void;
  readonly #watchers: Map<string, FSWatcher> = new Map();

  constructor(paths: readonly string[], signal: () => void) {
    this.#paths = paths;
    this.#signal = signal;
    this.refresh();
  }

  refresh(): void {
    for (const path of this.#paths) {
      const root = rootOf(path);
      if (root !== undefined) this.#watch(root.folder, root.deep);
    }
  }

  stop(): void {
    for (const folder of [...this.#watchers.keys()]) this.#forget(folder);
  }

  #watch(folder: string, deep: boolean): void {
    const pending = [folder];
    const seen = new Set<string>();
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const real = realpathSync(at);
      if (seen.has(real)) continue;
      seen.add(real);
      if (!this.#watchers.has(real)) this.#add(real);
      if (deep) pending.push(...foldersIn(at));
    }
  }

  #add(folder: string): void {
    const watcher = watch(folder, this.#signal);
    this.#watchers.set(folder, watcher);
    watcher.on('error', () => {
      this.#forget(folder);
      this.#signal();
    });
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}

/** A folder with all below it; the folder of a file; the folder above a glob with all below it. */
function rootOf(path: string): { readonly folder: string; readonly deep: boolean } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat) return stat.isDirectory() ? { folder: path, deep: true } : { folder: dirname(path), deep: false };
  let folder = path;
  while (/[*?[{]/.test(folder)) folder = dirname(folder);
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? { folder, deep: true } : undefined;
}

function foldersIn(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) =>
    !ignored.has(entry.name) && isFolder(entry) ? [join(folder, entry.name)] : [],
  );
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // Gone meanwhile, or closed to us: reading it says so.
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}

function isFolder(entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(entry.parentPath, entry.name)).isDirectory();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
