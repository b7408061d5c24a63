import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

const tool = 'patch';

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe('unifiedDiff', () => {
  test('shows each change with three lines around it', () => {
    const before = numbered(20);
    const after = before.with(2, 'changed').toSpliced(15, 0, 'new');
    expect(unifiedDiff(`${before.join('\n')}\n`, `${after.join('\n')}\n`, '/srv/a.yaml')).toBe(
      [
        '--- a/srv/a.yaml',
        '+++ b/srv/a.yaml',
        '@@ -1,6 +1,6 @@',
        ' line 1',
        ' line 2',
        '-line 3',
        '+changed',
        ' line 4',
        ' line 5',
        ' line 6',
        '@@ -13,6 +13,7 @@',
        ' line 13',
        ' line 14',
        ' line 15',
        '+new',
        ' line 16',
        ' line 17',
        ' line 18',
        '',
      ].join('\n'),
    );
  });

  test('tells a missing line break at the end', () => {
    expect(unifiedDiff('a', 'a\n', 'f')).toBe('--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n');
  });

  test('an empty side, no change, and hidden lines', () => {
    expect(unifiedDiff('', 'a\n', 'f')).toBe('--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+a\n');
    expect(unifiedDiff('a\n', 'a\n', 'f')).toBe('');
    const show = (line: string): string => line.replace(/(password: ).*/, '$1…');
    expect(unifiedDiff('password: x\na: 1\n', 'password: x\na: 2\n', 'f', { show })).toContain(
      '\n password: …\n-a: 1\n',
    );
  });

  test('hundreds of changes in a long text', () => {
    const before = numbered(5000).join('\n');
    const after = numbered(5000)
      .flatMap((line, index) => (index % 5 === 0 ? [`${line}!`] : index % 7 === 0 ? [] : [line]))
      .join('\n');
    const started = unifiedDiff(before, after, 'f', { context: 0 });
    expect(started.split('\n').filter((line) => /^-(?!--)/.test(line)).length).toBeLessThan(1700);
  });

  test('`patch` makes the second text of the first', () => {
    const probe = spawnSync(tool, ['--version']);
    if (probe.status !== 0) {
      console.warn('SKIPPED: patch is not installed');
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'bulwark-diff-'));
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'd e'), { maxLength: 30 });
    const text = fc.tuple(lines, fc.boolean()).map(([list, ended]) => list.join('\n') + (ended ? '\n' : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== '' && after !== '');
        writeFileSync(join(folder, 'f'), before);
        execFileSync(tool, ['-p1', '-s'], { cwd: folder, input: unifiedDiff(before, after, 'f') });
        expect(readFileSync(join(folder, 'f'), 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
    rmSync(folder, { recursive: true });
  });
});
