import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from '../../../cluster/server-build/cache-folder.ts';

export type Oracle = { readonly binary: string } | { readonly missing: string };

/** The real OPA behind our questions, built into the cache folder unless it is there; or what this machine lacks for it. */
export function buildOracle(): Oracle {
  const goVersion = outputOf('go', ['env', 'GOVERSION']);
  if (goVersion === undefined) return { missing: 'the comparison with OPA needs Go, found no working go on PATH' };
  if (outputOf('flock', ['--version']) === undefined) {
    return { missing: 'the comparison with OPA needs flock (util-linux), found none' };
  }
  const folder = join(dirname(cacheRoot()), 'rego', keyOf(goVersion));
  const binary = join(folder, 'oracle');
  if (existsSync(binary)) return { binary };
  mkdirSync(folder, { recursive: true });
  return buildOnce(binary) ? { binary } : { missing: 'the comparison with OPA needs its Go module; go build failed' };
}

// Parallel test workers come here together: flock lets one build and the others find its result.
const unlessBuilt = '[ -x "$0" ] || { "$@" && mv "$0.partial" "$0"; }';

function buildOnce(binary: string): boolean {
  process.stderr.write(`building OPA into ${dirname(binary)}: once, a minute or two\n`);
  const go = ['go', 'build', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w', '-o', `${binary}.partial`, '.'];
  const { status } = spawnSync('flock', [`${binary}.lock`, 'sh', '-c', unlessBuilt, binary, ...go], {
    cwd: import.meta.dirname,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

/** One folder per state of the sources and Go version, so that a change of either builds anew. */
function keyOf(goVersion: string): string {
  const key = createHash('sha256').update(goVersion);
  for (const file of ['go.mod', 'go.sum', 'main.go', 'question.go', 'syntax.go', 'bench.go']) {
    key.update(readFileSync(join(import.meta.dirname, file)));
  }
  return key.digest('hex').slice(0, 16);
}

// In the module's own folder, so that Go names the toolchain it would build with.
function outputOf(command: string, args: readonly string[]): string | undefined {
  const ran = spawnSync(command, args, { cwd: import.meta.dirname, encoding: 'utf8' });
  return ran.status === 0 ? ran.stdout.trim() : undefined;
}
