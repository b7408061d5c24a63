import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { moduleFile } from './server-build/cache-folder.ts';
import { etcdAtHand } from './server-build/find-etcd.ts';

export type Availability =
  | { readonly ok: true; readonly goVersion: string }
  | { readonly ok: false; readonly reason: string };

/** Whether this machine can raise the test cluster, and if not, what it lacks. */
export function clusterAvailable(): Availability {
  const goVersion = outputOf('go', ['env', 'GOVERSION']);
  const reason = platformGap() ?? goGap(goVersion) ?? toolGap() ?? etcdGap();
  return reason === undefined ? { ok: true, goVersion: goVersion ?? '' } : { ok: false, reason };
}

function platformGap(): string | undefined {
  return process.platform === 'linux' ? undefined : `the test cluster needs Linux, found ${process.platform}`;
}

function goGap(found: string | undefined): string | undefined {
  const needed = /^go (\S+)/m.exec(moduleFile('go.mod'))?.[1] ?? '';
  if (found === undefined) return `the test cluster needs Go >= ${needed}, found no working go on PATH`;
  return isOlder(found.replace(/^\D*/, ''), needed)
    ? `the test cluster needs Go >= ${needed}, found ${found}`
    : undefined;
}

function isOlder(found: string, needed: string): boolean {
  const order = new Intl.Collator('en', { numeric: true });
  return order.compare(found, needed) < 0;
}

function toolGap(): string | undefined {
  const openssl = outputOf('openssl', ['version']);
  if (openssl === undefined) return 'the test cluster needs OpenSSL >= 3, found no openssl on PATH';
  if (!/^OpenSSL ([3-9]|\d\d)/.test(openssl)) return `the test cluster needs OpenSSL >= 3, found ${openssl}`;
  return outputOf('flock', ['--version']) === undefined
    ? 'the test cluster needs flock (util-linux), found none'
    : undefined;
}

function etcdGap(): string | undefined {
  if (etcdAtHand() !== undefined) return undefined;
  const debian = outputOf('apt-get', ['--version']) !== undefined && outputOf('dpkg-deb', ['--version']) !== undefined;
  return debian ? undefined : 'the test cluster needs etcd on PATH, or apt-get and dpkg-deb to fetch it; found neither';
}

// In the module's own folder, so that Go names the toolchain it would build with.
function outputOf(command: string, args: readonly string[]): string | undefined {
  const ran = spawnSync(command, args, { cwd: join(import.meta.dirname, 'server-build'), encoding: 'utf8' });
  return ran.status === 0 ? ran.stdout.trim() : undefined;
}
