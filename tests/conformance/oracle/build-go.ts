import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from '../../cluster/server-build/cache-folder.ts';

export type Oracle = { readonly binary: string } | { readonly missing: string };

/** A program of a Go module of ours, whose versions go.mod and go.sum pin. */
export interface GoProgram {
  /** Its name in messages, and that of its folder of the cache. */
  readonly name: string;
  readonly cache: string;
  /** The folder of the module. */
  readonly module: string;
  /** What `go build` is given: `.`, or the path of a tool's package. */
  readonly package: string;
  /** The files of the module that decide what is built. */
  readonly sources: readonly string[];
  /** How long a first build takes, in words. */
  readonly duration: string;
}

/** The program, built into the cache folder unless it is there; or what this machine lacks for it. */
export function buildGo(program: GoProgram): Oracle {
  const { name, cache, module } = program;
  const goVersion = outputOf('go', ['env', 'GOVERSION'], module);
  if (goVersion === undefined) return { missing: `the comparison with ${name} needs Go, found no working go on PATH` };
  if (outputOf('flock', ['--version'], module) === undefined)
    return { missing: `the comparison with ${name} needs flock (util-linux), found none` };
  const folder = join(dirname(cacheRoot()), cache, keyOf(program, goVersion));
  const binary = join(folder, 'oracle');
  if (existsSync(binary)) return { binary };
  mkdirSync(folder, { recursive: true });
  return buildOnce(program, binary)
    ? { binary }
    : { missing: `the comparison with ${name} needs its Go module; go build failed` };
}

// Parallel test workers come here together: flock lets one build and the others find its result.
const unlessBuilt = '[ -x "$0" ] || { "$@" && mv "$0.partial" "$0"; }';

function buildOnce({ name, duration, module, package: given }: GoProgram, binary: string): boolean {
  process.stderr.write(`building ${name} into ${dirname(binary)}: once, ${duration}\n`);
  const go = ['go', 'build', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w', '-o', `${binary}.partial`, given];
  const { status } = spawnSync('flock', [`${binary}.lock`, 'sh', '-c', unlessBuilt, binary, ...go], {
    cwd: module,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

/** One folder per state of the sources and Go version, so that a change of either builds anew. */
function keyOf({ module, sources }: GoProgram, goVersion: string): string {
  const key = createHash('sha256').update(goVersion);
  for (const file of ['go.mod', 'go.sum', ...sources]) key.update(readFileSync(join(module, file)));
  return key.digest('hex').slice(0, 16);
}

// In the module's own folder, so that Go names the toolchain it would build with.
function outputOf(command: string, args: readonly string[], cwd: string): string | undefined {
  const ran = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return ran.status === 0 ? ran.stdout.trim() : undefined;
}
