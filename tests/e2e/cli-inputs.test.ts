import { spawn } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import type { Report } from '@bulwark/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harmless, privilegedPod } from './manifests.ts';
import { launcher, type Run, Workspace } from './workspace.ts';

const podJson = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'app', image: 'a', securityContext: { privileged: true } }] },
});
const asJson = ['--check', 'pod-privileged', '-o', 'json'];
const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'chart/values.yaml': 'privileged: true\n',
  'chart/templates/pod.yaml': '{{ .Values.privileged }}',
};

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({ 'many/a.yaml': privilegedPod, 'many/b.yaml': harmless, 'many/notes.txt': 'x', ...chart });
});
afterAll(() => workspace.remove());

const reportOf = (run: Run | undefined): Report => JSON.parse(run?.stdout ?? '');
/** Files and lines of the findings, and the gaps: what a table of inputs compares. */
function outline(run: Run | undefined): readonly string[] {
  const { findings, coverage } = reportOf(run);
  const places = findings.map(({ evidence: [first] }) => [first?.file, first?.line].filter(Boolean).join(':'));
  return [...places, ...coverage.skipped.map(({ reason, what }) => `${reason} ${what}`)];
}

test('every form an object can come in', () => {
  const forms: readonly (readonly [string, string | Buffer, number])[] = [
    ['plain.yaml', privilegedPod, 11],
    ['several.yml', `${harmless}---\n${privilegedPod}`, 19],
    [
      'flow.yaml',
      `{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop},\n spec: {containers: [{name: app, image: a, securityContext: {privileged: true}}]}}`,
      2,
    ],
    ['one.json', podJson, 1],
    ['lines.jsonl', `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}\n${podJson}\n`, 2],
    ['list.json', `{"apiVersion":"v1","kind":"List","items":[\n${podJson}\n]}`, 2],
    ['list.yaml', `apiVersion: v1\nkind: List\nitems:\n${privilegedPod.replace(/^/gm, '  ').replace(' ', '-')}`, 14],
    [
      'typed.yaml',
      `apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: web, namespace: shop}\n  spec:\n    containers: [{name: app, image: a, securityContext: {privileged: true}}]\n`,
      6,
    ],
    ['packed.yaml.gz', gzipSync(privilegedPod), 11],
    ['wide.yaml', Buffer.from(`\ufeff${privilegedPod}`, 'utf16le'), 11],
    ['marked.yaml', `\ufeff${privilegedPod}`, 11],
    ['windows.yaml', privilegedPod.replaceAll('\n', '\r\n'), 11],
  ];
  workspace.write(Object.fromEntries(forms.map(([name, content]) => [`forms/${name}`, content])));
  const runs = workspace.runAll(forms.map(([name]) => ['scan', `forms/${name}`, ...asJson]));
  expect(runs.map(outline)).toEqual(forms.map(([name, , line]) => [`forms/${name}:${line}`]));
});

describe('paths', () => {
  test('files, folders, globs, -f and --snapshot name one set', () => {
    workspace.run('snapshot', 'many', '--to', 'kept.jsonl.gz');
    const lines = [
      ['many'],
      ['many/a.yaml'],
      ['many/*.yaml'],
      ['-f', 'many'],
      ['many/b.yaml', '-f', 'many/a.yaml'],
      ['{many,nothing}/a.*'],
      ['many', 'many/a.yaml'],
    ];
    const runs = workspace.runAll(lines.map((line) => ['scan', ...line, ...asJson]));
    expect(runs.map(outline)).toEqual(lines.map(() => ['many/a.yaml:11']));
    const { input, findings } = reportOf(workspace.run('scan', '--snapshot', 'kept.jsonl.gz', ...asJson));
    expect({ kind: input.kind, objects: input.objects, findings: findings.length }).toEqual({
      kind: 'snapshot',
      objects: 2,
      findings: 1,
    });
  });

  test('the same object twice with different content is said', () => {
    workspace.write({ 'again.yaml': privilegedPod.replace('privileged: true', 'privileged: false') });
    const [run] = workspace.runAll([['scan', 'many', 'again.yaml', ...asJson]]);
    expect({ code: run?.code, outline: outline(run) }).toEqual({ code: 3, outline: ['ambiguous Pod shop/web'] });
  });
});

describe('standard input', () => {
  test.each([
    ['YAML', privilegedPod, ['stdin:11'], 1],
    ['gzip', gzipSync(podJson), ['stdin:1'], 1],
    ['nothing', '', ['empty -'], 3],
    ['no text', Buffer.from([0x80, 0x81]), ['unparsed stdin', 'empty -'], 3],
  ] as const)('%s', (_title, input, expected, code) => {
    const run = workspace.runWith({ input }, 'scan', '-', ...asJson);
    expect({ code: run.code, outline: [...outline(run)].sort() }).toEqual({ code, outline: [...expected].sort() });
  });

  test('a writer that takes its time is waited for', async () => {
    const child = spawn(process.execPath, [launcher, 'scan', '-', ...asJson], {
      cwd: workspace.folder,
      env: workspace.environment(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const half = Math.floor(privilegedPod.length / 2);
    await new Promise((resolve) => setTimeout(resolve, 700));
    child.stdin.write(privilegedPod.slice(0, half));
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.stdin.end(privilegedPod.slice(half));
    const [stdout, code] = await Promise.all([
      new Response(child.stdout as never).text(),
      new Promise((resolve) => child.on('close', resolve)),
    ]);
    expect({ code, outline: outline({ code: 1, stdout, stderr: '' }) }).toEqual({ code: 1, outline: ['stdin:11'] });
  });
});

describe('Helm charts', () => {
  test('without helm the chart is named in the coverage, and is incomplete', () => {
    const [run] = workspace.runAll([['scan', 'chart', ...asJson]]);
    expect(run?.code).toBe(3);
    expect(reportOf(run).coverage.skipped[0]).toMatchObject({
      what: 'Helm chart chart',
      reason: 'missing-tool',
      detail: expect.stringContaining('helm is not installed'),
    });
  });

  test('with helm it is rendered: values, version, and the template is named', () => {
    const own = new Workspace({ ...chart, 'more.yaml': '' });
    own.tool(
      'helm',
      `printf '%s\\n' "$@" > args\nprintf -- '---\\n# Source: chart/templates/pod.yaml\\n${privilegedPod.replaceAll('\n', '\\n')}'`,
    );
    const run = own.run(
      'scan',
      'chart',
      '--helm-values',
      'more.yaml',
      '--helm-set',
      'a=b',
      '--kube-version',
      '1.33',
      ...asJson,
    );
    const { findings, coverage } = reportOf(run);
    expect({
      code: run.code,
      complete: coverage.complete,
      evidence: findings[0]?.evidence[0],
      fix: findings[0]?.fix.available,
    }).toEqual({
      code: 1,
      complete: true,
      evidence: {
        pointer: '/spec/containers/0/securityContext/privileged',
        value: true,
        file: 'chart/templates/pod.yaml',
      },
      fix: false,
    });
    expect(own.read('args').split('\n').slice(0, -1)).toEqual([
      'template',
      'chart',
      'chart',
      '--include-crds',
      '--kube-version',
      '1.33',
      '--values',
      'more.yaml',
      '--set',
      'a=b',
    ]);
    own.remove();
  });

  test('a chart that cannot be rendered is a gap with what helm said, and the rest goes on', () => {
    const own = new Workspace({ ...chart, 'a.yaml': privilegedPod });
    own.tool('helm', `echo 'Error: \u001b[31mnil pointer\u001b[0m' >&2; exit 1`);
    const run = own.run('scan', '.', ...asJson);
    own.remove();
    expect({ code: run.code, outline: outline(run) }).toEqual({
      code: 1,
      outline: ['a.yaml:11', 'unparsed Helm chart chart'],
    });
    expect(run.stdout).toContain('nil pointer');
    expect(run.stdout).not.toContain('\u001b');
  });
});

test('Kustomize folders: without kubectl a gap, with it rendered', () => {
  const own = new Workspace({ 'base/kustomization.yaml': 'resources: [pod.yaml]\n', 'base/pod.yaml': privilegedPod });
  const before = own.run('scan', 'base', ...asJson);
  own.tool('kubectl', `printf '${privilegedPod.replaceAll('\n', '\\n')}'`);
  const after = own.run('scan', 'base', ...asJson);
  own.remove();
  expect([outline(before), outline(after)]).toEqual([['missing-tool Kustomize folder base', 'empty base'], ['base']]);
});

test('--kube-version decides what depends on the version', () => {
  workspace.write({
    'old.yaml':
      'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a, namespace: b}\nspec: {minAvailable: 1, selector: {matchLabels: {a: b}}}\n',
  });
  const scan = (version: string) => [
    'scan',
    'old.yaml',
    '--check',
    'api-removed-version',
    '-o',
    'json',
    '--kube-version',
    version,
  ];
  const runs = workspace.runAll([scan('1.20'), scan('v1.25.3-eks'), scan('1.37')]);
  expect(runs.map((run) => reportOf(run).findings.length)).toEqual([0, 1, 1]);
});
