import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const archive = new URL('../../../../shared/suites/pss/open/testdata.tar.zst', import.meta.url).pathname;

/** The Pods of one level, version and expectation: `testdata/baseline/v1.37/fail`. */
export interface FixtureFolder {
  readonly level: 'baseline' | 'restricted';
  readonly minor: number;
  readonly expect: 'pass' | 'fail';
  readonly fixtures: readonly Fixture[];
}

interface Fixture {
  /** `capabilities_baseline0` */
  readonly name: string;
  readonly yaml: string;
}

/** Why the fixtures cannot be read here, or undefined where they can. */
export function whatIsMissing(): string | undefined {
  if (!existsSync(archive)) return 'the suite shared/suites/pss is not beside this repository';
  const lacking = ['zstd', 'tar'].find((tool) => !runs(tool));
  return lacking && `the program ${lacking} is not installed`;
}

/** All fixtures, unpacked into a temporary folder that is removed again. */
export function readFixtures(): readonly FixtureFolder[] {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-pss-'));
  try {
    const input = execFileSync('zstd', ['-dc', archive], { maxBuffer: 2 ** 28 });
    execFileSync('tar', ['-x', '-C', folder], { input });
    return (['baseline', 'restricted'] as const).flatMap((level) =>
      readdirSync(join(folder, 'testdata', level)).flatMap((version) =>
        (['pass', 'fail'] as const).map((expect) => ({
          level,
          minor: Number(version.replace('v1.', '')),
          expect,
          fixtures: fixturesIn(join(folder, 'testdata', level, version, expect)),
        })),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fixturesIn(folder: string): readonly Fixture[] {
  return readdirSync(folder).map((file) => ({
    name: file.replace('.yaml', ''),
    yaml: readFileSync(join(folder, file), 'utf8'),
  }));
}

function runs(tool: string): boolean {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
