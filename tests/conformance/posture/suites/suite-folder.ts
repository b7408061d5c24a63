import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CaseFile } from '../read-resources.ts';

/** Where the suites lie, each in a folder named for its tool. */
export const suites: string = new URL('../../../../../shared/suites/posture/open', import.meta.url).pathname;

/** Why the suites cannot be read here, or undefined where they can. */
export function whatIsMissing(): string | undefined {
  if (!existsSync(suites)) return 'the suites shared/suites/posture are not beside this repository';
  const lacking = ['zstd', 'tar'].find((tool) => !runs(tool));
  return lacking && `the program ${lacking} is not installed`;
}

function runs(tool: string): boolean {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export function readFile(path: string): CaseFile {
  return { name: basename(path), content: readFileSync(path, 'utf8') };
}

/** The files of a folder and of those in it, in a stable order. */
export function readFolder(path: string): CaseFile[] {
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? readFolder(join(path, entry.name)) : [readFile(join(path, entry.name))],
    );
}
