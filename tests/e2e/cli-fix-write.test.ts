// `fix --write` changes only files that hold just the text that was read, and says what it left alone.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { privilegedPod } from './manifests.ts';
import { Workspace } from './workspace.ts';

const loose = privilegedPod.replace('metadata:', 'metadata:\n  annotations:\n    note: "x\n  y"');

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({
    'plain/a.yaml': privilegedPod,
    'packed/a.yaml.gz': gzipSync(privilegedPod),
    'utf16/a.yaml': Buffer.from(`\ufeff${privilegedPod}`, 'utf16le'),
    'loose/a.yaml': loose,
    'mixed/a.yaml': privilegedPod,
    'mixed/b.yaml.gz': gzipSync(privilegedPod.replaceAll('name: ', 'name: b-')),
  });
});
afterAll(() => workspace.remove());

const fix = (folder: string) => workspace.run('fix', folder, '--check', 'pod-privileged', '--write');

test('a plain file is written', () => {
  const { code, stderr } = fix('plain');
  expect({ code, summary: /\d+ proven.*/.exec(stderr)?.[0] }).toEqual({
    code: 0,
    summary: '1 proven fix in one file written; it closes 1 of 1 findings',
  });
  expect(workspace.read('plain/a.yaml')).toContain('privileged: false');
});

test.each(['packed/a.yaml.gz', 'utf16/a.yaml', 'loose/a.yaml'])('%s is left alone, which is no success', (file) => {
  const before = workspace.read(file);
  const { code, stderr } = fix(file.split('/')[0] ?? '');
  expect(stderr).toContain(`error: ${file} was left alone`);
  expect({ code, summary: /\d+ proven.*/.exec(stderr)?.[0] }).toEqual({
    code: 1,
    summary: '0 proven fixes in 0 files written; they close 0 of 1 findings',
  });
  expect(workspace.read(file)).toBe(before);
});

test('what can be written beside it is', () => {
  const { code, stderr } = fix('mixed');
  expect(code).toBe(1);
  expect(stderr).toContain('1 proven fix in one file written; it closes 1 of 2 findings');
});
