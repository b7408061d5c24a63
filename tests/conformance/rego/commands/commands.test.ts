import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Run, Workspace } from '../../../e2e/workspace.ts';
import { buildOpa } from '../oracle/build-opa.ts';
import { type CommandLine, commandLines } from './command-lines.ts';
import { policyFiles } from './policy-files.ts';

const oracle = buildOpa();
if ('missing' in oracle) process.stderr.write(`SKIPPED opa-commands: ${oracle.missing}\n`);

describe.skipIf('missing' in oracle)('command lines of opa', () => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = new Workspace(policyFiles);
  });
  afterAll(() => workspace.remove());

  test('print and exit as ours do, but for the differences that are stated', { timeout: 120_000 }, () => {
    const ours = workspace.runAll(commandLines.map(({ args }) => ['policy', ...args]));
    const problems = commandLines.flatMap((line, at) => {
      const run = ours[at];
      const problem = run && problemOf(line, run, opa(line.args, workspace.folder));
      return problem === undefined ? [] : [`${line.args.join(' ')}: ${problem}`];
    });
    const count = commandLines.length;
    const stated = commandLines.filter(({ differs }) => differs !== undefined).length;
    process.stdout.write(
      `score: opa-commands ${count - stated - problems.length}/${count} the same, ${stated} other on purpose\n`,
    );
    expect(problems).toEqual([]);
  });
});

function opa(args: readonly string[], cwd: string): Run {
  const binary = 'binary' in oracle ? oracle.binary : '';
  const { status, stdout, stderr } = spawnSync(binary, args, { cwd, encoding: 'utf8', input: '' });
  return { code: status ?? 255, stdout, stderr };
}

/** A difference that is stated and is none any more is a problem, too. */
function problemOf({ differs, inAnyOrder }: CommandLine, ours: Run, theirs: Run): string | undefined {
  const text = ({ stdout }: Run): string => (inAnyOrder ? plain(stdout).split('\n').sort().join('\n') : plain(stdout));
  const same = ours.code === theirs.code && text(ours) === text(theirs);
  if (differs === undefined) return same ? undefined : shown(ours, theirs);
  if (same) return `is the same, and was stated to differ: ${differs.reason}`;
  return ours.code === (differs.exit ?? theirs.code) ? undefined : shown(ours, theirs);
}

/** How long something took is never the same. */
function plain(text: string): string {
  return text.replace(/ \([\d.]+(?:ns|µs|ms|s)\)/g, '').trimEnd();
}

function shown(ours: Run, theirs: Run): string {
  const lines = plain(theirs.stdout).split('\n');
  const own = plain(ours.stdout).split('\n');
  const at = lines.findIndex((line, index) => line !== own[index]);
  return `exit ${ours.code} (opa ${theirs.code}); line ${at + 1}: ${own[at]} (opa ${lines[at]}); ${ours.stderr.slice(0, 200)}`;
}
