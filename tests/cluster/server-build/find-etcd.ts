import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheRoot } from './cache-folder.ts';

const run = promisify(execFile);

/** The etcd on PATH, else the one in the cache, else Debian's package unpacked into the cache (never installed). */
export async function findEtcd(): Promise<string> {
  const found = etcdAtHand();
  if (found !== undefined) return found;
  mkdirSync(cacheRoot(), { recursive: true });
  const work = mkdtempSync(join(cacheRoot(), 'etcd-download-'));
  try {
    return await unpackDebian(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The etcd that needs no download, if there is one. */
export function etcdAtHand(): string | undefined {
  if (spawnSync('etcd', ['--version']).status === 0) return 'etcd';
  return existsSync(cached()) ? cached() : undefined;
}

function cached(): string {
  return join(cacheRoot(), 'etcd');
}

async function unpackDebian(work: string): Promise<string> {
  await download(work);
  const deb = readdirSync(work).find((name) => name.endsWith('.deb'));
  if (deb === undefined) throw new Error('apt-get download etcd-server: expected a .deb file, found none');
  await run('dpkg-deb', ['-x', deb, 'root'], { cwd: work });
  // The rename puts the whole file there at once: another worker may be doing the same.
  cpSync(join(work, 'root/usr/bin/etcd'), join(work, 'etcd'));
  renameSync(join(work, 'etcd'), cached());
  return cached();
}

async function download(work: string): Promise<void> {
  const get = (): Promise<unknown> => run('apt-get', ['download', 'etcd-server'], { cwd: work });
  try {
    await get();
  } catch {
    // A machine whose package lists were never read, or are old: read them, and let a second failure speak.
    await run('apt-get', ['update']);
    await get();
  }
}
