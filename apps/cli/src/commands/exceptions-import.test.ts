import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../command-table.ts';
import { resolveSettings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';
import { run } from './exceptions-import.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulwark-import-'));
  writeFileSync(join(folder, '.trivyignore'), '# needs its disk\nAVD-KSV-0014\n');
  mkdirSync(join(folder, 'deploy'));
  writeFileSync(join(folder, '.kube-linter.yaml'), 'checks: { exclude: [no-liveness-probe, sorted-keys] }\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

const flags = commands.find(({ name }) => name === 'exceptions import')?.flags ?? [];

/** What a call writes and its exit code; the folder's own name is left out. */
async function call(files: readonly string[], given: Readonly<Record<string, string>>): Promise<unknown> {
  const configuration = { file: undefined, values: {}, parameters: {} };
  const values = new Map(Object.entries(given).map(([name, value]) => [name, [value]]));
  const settings = resolveSettings(flags, values, { environment: {}, configuration });
  const out: string[] = [];
  const notes: string[] = [];
  const code = await run({
    args: files.map((file) => join(folder, file)),
    settings,
    out: {
      write: (text) => void out.push(text),
      note: (text) => void notes.push(text),
      colour: false,
      unicode: true,
      width: 80,
      interactive: false,
    },
  });
  const plain = (texts: readonly string[]): string => texts.join('\n').replaceAll(`${folder}/`, '');
  return { code, out: plain(out), notes: plain(notes) };
}

test('exceptions go to stdout, the code is 0 when all were carried over', async () => {
  expect(await call(['.trivyignore'], { expires: '2027-01-31' })).toEqual({
    code: 0,
    out: `# from .trivyignore:2: trivy AVD-KSV-0014
- check: "workload-writable-root-filesystem"
  reason: "needs its disk"
  expires: "2027-01-31"
`,
    notes: '1 exception imported, 0 not',
  });
});

test('what cannot be carried over is named on stderr, and the code is 3', async () => {
  expect(await call(['.kube-linter.yaml'], { expires: '2027-01-31', reason: 'accepted before' })).toEqual({
    code: 3,
    out: `# from .kube-linter.yaml:1: kube-linter no-liveness-probe
- check: "workload-liveness-probe"
  reason: "accepted before"
  expires: "2027-01-31"
`,
    notes: `not imported: .kube-linter.yaml:1: sorted-keys: no check of ours means what kube-linter sorted-keys means
1 exception imported, 1 not`,
  });
});

test.each<readonly [string, readonly string[], Readonly<Record<string, string>>, string]>([
  ['a file that does not exist', ['gone'], {}, 'no such file: "gone"'],
  ['a folder', ['deploy'], {}, '"deploy" is not a file'],
  [
    'a date that is none',
    ['.trivyignore'],
    { expires: 'soon' },
    '--expires: expected a date such as 2027-01-31, found "soon"',
  ],
  ['an empty reason', ['.trivyignore'], { reason: ' ' }, '--reason: expected why these are accepted, found nothing'],
])('wrong usage: %s', async (_title, files, given, message) => {
  const error: unknown = await call(files, given).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  const said = error instanceof Error ? error.message : '';
  expect(said.replaceAll(`${folder}/`, '')).toBe(message);
});
