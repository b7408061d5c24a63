import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where everything the test cluster builds once is kept. */
export function cacheRoot(): string {
  return join(process.env.BULWARK_CACHE ?? join(homedir(), '.cache', 'bulwark'), 'cluster');
}

/** One folder per state of the requirements and Go version, so that a change of either builds anew. */
export function cacheFolder(goVersion: string): string {
  const key = createHash('sha256').update(moduleFile('go.mod')).update(moduleFile('go.sum')).update(goVersion);
  return join(cacheRoot(), key.digest('hex').slice(0, 16));
}

/** The text of a file of the Go module beside this one. */
export function moduleFile(name: 'go.mod' | 'go.sum'): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}
