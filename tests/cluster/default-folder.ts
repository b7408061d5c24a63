import { join } from 'node:path';
import { cacheRoot } from './server-build/cache-folder.ts';

/** Where up.ts and down.ts work when no folder is named. */
export function defaultFolder(): string {
  return join(cacheRoot(), 'up');
}
