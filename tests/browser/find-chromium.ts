import { spawnSync } from 'node:child_process';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** A Chromium: one on the PATH, or Debian's, installed where that may be done; else why there is none. */
export function findChromium(): { readonly path: string } | { readonly missing: string } {
  const path = onPath() ?? installed();
  return path === undefined ? { missing: 'no chromium on the PATH, and none could be installed' } : { path };
}

function onPath(): string | undefined {
  return names
    .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
    .find((path) => path !== '');
}

function installed(): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const run = (...args: string[]): boolean => spawnSync('apt-get', ['-qq', ...args], { timeout: 600_000 }).status === 0;
  const install = (): boolean => run('install', '-y', '--no-install-recommends', 'chromium');
  return install() || (run('update') && install()) ? onPath() : undefined;
}
