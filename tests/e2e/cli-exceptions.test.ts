import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Report } from '@bulwark/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { privilegedPod } from './manifests.ts';
import { type Run, Workspace } from './workspace.ts';

const only = ['--check', 'pod-privileged', '-o', 'json'];
const annotated = (value: string): string =>
  privilegedPod.replace(
    'name: web\n',
    `name: web\n  annotations:\n    exceptions.bulwark.dev/pod-privileged: "${value}"\n`,
  );

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({ 'bad.yaml': privilegedPod });
});
afterAll(() => workspace.remove());

const reportOf = (run: Run | undefined): Report => JSON.parse(run?.stdout ?? '');

describe('an accepted finding is counted apart and decides nothing', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, number, string])[] = [
    ['none', {}, 1, ''],
    ['in the usual file', { '.bulwark/exceptions.yaml': accepted('2999-01-31') }, 0, ''],
    ['expired', { '.bulwark/exceptions.yaml': accepted('2020-01-31') }, 1, ''],
    [
      'of another namespace',
      { '.bulwark/exceptions.yaml': accepted('2999-01-31', 'namespaces: [other]') },
      1,
      'matches nothing',
    ],
    [
      'by glob',
      {
        '.bulwark/exceptions.yaml': accepted('2999-01-31', 'namespaces: ["sh*"], kinds: [Pod]').replace(
          'pod-privileged',
          'pod-*',
        ),
      },
      0,
      '',
    ],
    [
      'without a reason',
      { '.bulwark/exceptions.yaml': '- check: pod-privileged\n  expires: 2999-01-31\n' },
      1,
      'expected a reason',
    ],
    ['as annotation', { 'bad.yaml': annotated('kernel module; expires=2999-01-31; ticket=SEC-1') }, 0, ''],
    ['as expired annotation', { 'bad.yaml': annotated('kernel module; expires=2020-01-31') }, 1, ''],
    ['as annotation without an end', { 'bad.yaml': annotated('kernel module') }, 1, ''],
  ];
  let runs: readonly Run[] = [];
  beforeAll(() => {
    for (const [index, [, files]] of cases.entries()) {
      const own = { 'bad.yaml': privilegedPod, ...files };
      workspace.write(
        Object.fromEntries(Object.entries(own).map(([name, content]) => [`case-${index}/${name}`, content])),
      );
    }
    runs = workspace.runAll(cases.map((_, index) => ({ in: `case-${index}`, args: ['scan', 'bad.yaml', ...only] })));
  });

  test.each(cases.map(([title, , code, said], index) => [title, index, code, said] as const))(
    '%s',
    (_title, index, code, said) => {
      const run = runs[index];
      const { summary, findings } = reportOf(run);
      expect({ code: run?.code, excepted: summary.excepted, high: summary.high, findings: findings.length }).toEqual({
        code,
        excepted: 1 - code,
        high: code,
        findings: 1,
      });
      if (said === '') expect(run?.stderr).toBe('');
      else expect(run?.stderr).toContain(said);
    },
  );

  test('it is judged at --now', () => {
    workspace.write({ 'accepted.yaml': accepted('2027-01-31') });
    const at = (now: string) => ['scan', 'bad.yaml', ...only, '--exceptions', 'accepted.yaml', '--now', now];
    const runs = workspace.runAll([at('2027-01-31T23:59:59Z'), at('2027-02-01T00:00:00Z')]);
    expect(runs.map(({ code }) => code)).toEqual([0, 1]);
  });

  test('--show-suppressed lists it', () => {
    workspace.write({ 'accepted.yaml': accepted('2999-01-31') });
    const args = ['scan', 'bad.yaml', '--check', 'pod-privileged', '--exceptions', 'accepted.yaml'];
    const [hidden, shown] = workspace.runAll([args, [...args, '--show-suppressed']]);
    expect([hidden, shown].map((run) => /kernel module/.test(run?.stdout ?? ''))).toEqual([false, true]);
  });
});

test('exceptions lint tells what is wrong, expired or without effect', () => {
  workspace.write({
    'right.yaml': accepted('2999-01-31'),
    'wrong.yaml': `${accepted('2020-01-31')}${accepted('2999-01-31', 'names: [other]')}- check: a\n  expires: soon\n  reason: b\n`,
    'annotated.yaml': annotated('no end'),
  });
  const lint = (...args: string[]): readonly string[] => ['exceptions', 'lint', ...args];
  const [right, wrong, noted] = workspace.runAll([
    lint('bad.yaml', '--exceptions', 'right.yaml'),
    lint('bad.yaml', '--exceptions', 'wrong.yaml'),
    lint('annotated.yaml'),
  ]);
  expect(right).toEqual({ code: 0, stdout: '1 exception in 1 file, 0 problems\n', stderr: '' });
  expect({ code: wrong?.code, lines: wrong?.stdout.split('\n').map((line) => line.slice(0, 40)) }).toMatchObject({
    code: 1,
  });
  for (const said of [
    'wrong.yaml:1:3',
    'expired on 2020-01-31',
    'matches no finding',
    'expires as a date',
    '2 exceptions',
  ])
    expect(wrong?.stdout).toContain(said);
  expect({ code: noted?.code, said: /Pod shop\/web: annotation .*needs expires/.test(noted?.stdout ?? '') }).toEqual({
    code: 1,
    said: true,
  });
});

describe('baseline and diff', () => {
  beforeAll(() => {
    workspace.write({
      'old/pod.yaml': privilegedPod,
      'new/pod.yaml': privilegedPod
        .replace('privileged: true', 'allowPrivilegeEscalation: true')
        .replace('spec:\n', 'spec:\n  hostNetwork: true\n'),
    });
    workspace.runAll(['old', 'new'].map((side) => ['scan', side, '-o', `json=${side}.json`]));
  });

  test('only what is new counts', () => {
    const args = (side: string): readonly string[] => ['scan', side, '-o', 'json', '--baseline', 'old.json'];
    const [same, other] = workspace.runAll([args('old'), args('new')]);
    expect({
      code: same?.code,
      findings: reportOf(same).findings,
      said: /unchanged since the baseline old.json: \d+ findings/.test(same?.stderr ?? ''),
    }).toEqual({ code: 0, findings: [], said: true });
    const fresh = reportOf(other).findings.map(({ checkId }) => checkId);
    expect({
      code: other?.code,
      has: fresh.includes('pod-host-namespaces'),
      not: fresh.includes('workload-memory-limit'),
    }).toEqual({ code: 1, has: true, not: false });
  });

  test('reports, folders and snapshots are the same to diff', () => {
    const [, ...outcomes] = workspace.runAll([
      ['snapshot', 'new', '--to', 'new.jsonl.gz'],
      ['diff', 'old.json', 'new.json', '-o', 'json'],
      ['diff', 'old', 'new', '-o', 'json'],
      ['diff', 'old.json', 'new.jsonl.gz', '-o', 'json'],
      ['diff', 'new', 'old', '-o', 'json'],
    ]);
    const outline = outcomes.map(({ code, stdout }) => {
      const { diff } = JSON.parse(stdout);
      const ids = (list: readonly { checkId: string }[]): string[] => list.map(({ checkId }) => checkId).sort();
      return [code, ids(diff.new), ids(diff.gone), diff.changed.length];
    });
    const [first] = outline;
    expect(first?.[0]).toBe(1);
    expect(first?.[1]).toContain('pod-host-namespaces');
    expect(first?.[2]).toContain('pod-privileged');
    expect(outline.slice(1, 3)).toEqual([first, first]);
    expect(outline[3]).toEqual([1, first?.[2], first?.[1], first?.[3]]);
  });

  test('the table has a line for each, and the counts', () => {
    const { stdout } = workspace.run('diff', 'old', 'new');
    expect(stdout).toMatch(/^\+ high +pod-host-namespaces {2}Pod shop\/web: /m);
    expect(stdout).toMatch(/^- high +pod-privileged {2}Pod shop\/web: /m);
    expect(stdout).toMatch(/^\d+ new, \d+ gone, \d+ changed, \d+ unchanged, 0 incomparable\n$/m);
  });

  test('what the other side did not ask is not compared', () => {
    workspace.run('scan', 'old', '--check', 'workload', '-o', 'json=part.json');
    const { code, stdout } = workspace.run('diff', 'part.json', 'new.json', '-o', 'json');
    const { diff } = JSON.parse(stdout);
    expect(diff.incomparable.some(({ reason }: { reason: string }) => reason.includes('pod-host-namespaces'))).toBe(
      true,
    );
    expect(code).toBe(3);
  });
});

describe('a snapshot file', () => {
  test('gives what the files gave, keeps no value of a Secret, and compares by --digest-key', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\nstringData: {password: canary-4c1f0e77}\n';
    workspace.write({ 'kept/pod.yaml': privilegedPod, 'kept/secret.yaml': secret, key: 'k'.repeat(32) });
    const take = (to: string, ...args: string[]): readonly string[] => ['snapshot', 'kept', '--to', to, ...args];
    workspace.runAll([take('1.gz', '--digest-key', 'key'), take('2.gz', '--digest-key', 'key'), take('3.gz')]);
    const objects = ['1.gz', '2.gz', '3.gz'].map((name) =>
      gunzipSync(readFileSync(workspace.path(name)))
        .toString()
        .split('\n')
        .slice(1)
        .join('\n'),
    );
    expect(objects[0]).toBe(objects[1]);
    expect(objects[0]).not.toBe(objects[2]);
    for (const text of objects) {
      for (const form of ['canary-4c1f0e77', Buffer.from('canary-4c1f0e77').toString('base64')])
        expect(text).not.toContain(form);
    }
    const [files, snapshot] = workspace.runAll(
      ['kept', '1.gz'].map((path) => ['scan', path, '-o', 'json', '--check', 'pod', '--check', 'rbac']),
    );
    expect(reportOf(snapshot).findings.map(({ id }) => id)).toEqual(reportOf(files).findings.map(({ id }) => id));
    expect(reportOf(snapshot).input.kind).toBe('snapshot');
  });
});

function accepted(expires: string, where = ''): string {
  return `- check: pod-privileged\n  reason: kernel module\n  expires: ${expires}\n${where ? `  where: {${where}}\n` : ''}`;
}
