import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { broken, harmless, privilegedPod } from './manifests.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({
    'bad.yaml': privilegedPod,
    'good.yaml': harmless,
    'broken.yaml': broken,
    'mixed/bad.yaml': privilegedPod,
    'mixed/broken.yaml': broken,
    'unclear/good.yaml': harmless,
    'unclear/broken.yaml': broken,
  });
  mkdirSync(workspace.path('empty'));
});
afterAll(() => workspace.remove());

const scans: readonly (readonly [number, string])[] = [
  [0, 'scan good.yaml'],
  [1, 'scan bad.yaml'],
  [3, 'scan broken.yaml'],
  [3, 'scan empty'],
  [1, 'scan mixed'],
  [3, 'scan unclear'],
  [2, 'scan mixed nothing.yaml'],
  [2, 'scan nothing.yaml --fail-on none --allow-incomplete'],
  [0, 'scan bad.yaml --fail-on none'],
  [0, 'scan bad.yaml --fail-on critical'],
  [1, 'scan bad.yaml --fail-on HIGH'],
  [0, 'scan bad.yaml --fail-on risk=100'],
  [1, 'scan bad.yaml --fail-on risk=1'],
  [3, 'scan mixed --fail-on none'],
  [0, 'scan mixed --fail-on none --allow-incomplete'],
  [1, 'scan mixed --allow-incomplete'],
  [0, 'scan empty --allow-incomplete'],
  [3, 'scan bad.yaml -n other'],
  [1, 'scan bad.yaml -n shop'],
  [1, 'scan bad.yaml -n other -A'],
  [3, 'scan bad.yaml -l app=web'],
];

const others: readonly (readonly [number, string])[] = [
  [0, 'diff good.yaml good.yaml'],
  [1, 'diff good.yaml mixed/bad.yaml'],
  [0, 'diff bad.yaml good.yaml'],
  [0, 'diff good.yaml bad.yaml --fail-on critical'],
  [3, 'diff good.yaml unclear'],
  [0, 'diff good.yaml unclear --allow-incomplete'],
  [1, 'diff good.yaml mixed'],
  [2, 'diff good.yaml nothing'],
  [0, 'snapshot bad.yaml --to a.jsonl.gz'],
  [3, 'snapshot unclear --to b.jsonl.gz'],
  [0, 'snapshot unclear --to c.jsonl.gz --allow-incomplete'],
  [3, 'snapshot empty --to d.jsonl.gz'],
  [2, 'snapshot nothing --to e.jsonl.gz'],
  [0, 'explain'],
  [0, 'explain pod-privileged'],
  [0, 'config show'],
  [0, 'version'],
  [0, '--version'],
  [0, '--help'],
  [0, 'scan --help'],
  [0, 'help'],
  [0, 'help scan'],
  [0, 'help --json'],
  [0, 'completion bash'],
];

test('0 clean, 1 findings, 2 wrong usage, 3 incomplete; precedence 2, 1, 3, 0', () => {
  const table = [...scans.map(([code, line]) => [code, `${line} --check pod-privileged -q`] as const), ...others];
  const runs = workspace.runAll(table.map(([, line]) => line.split(' ')));
  expect(runs.map(({ code }, index) => [code, table[index]?.[1]])).toEqual(table);
  expect(runs.filter(({ stderr }) => stderr.includes('bug:'))).toEqual([]);
});

test.each<readonly [number, string]>([
  [0, 'scan good.yaml'],
  [1, 'scan mixed'],
  [2, 'scan mixed nothing.yaml'],
  [3, 'scan unclear'],
])('the process ends with %i: %s', (code, line) => {
  expect(workspace.run(...line.split(' '), '-q').code).toBe(code);
});
