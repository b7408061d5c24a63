import { existsSync } from 'node:fs';
import type { Report } from '@bulwark/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harmless, privilegedPod } from './manifests.ts';
import { schemaErrors } from './report-schema.ts';
import { type Run, Workspace } from './workspace.ts';

const formats = ['table', 'json', 'yaml', 'sarif', 'junit', 'html', 'markdown', 'csv', 'github'];

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      hostNetwork: true
      containers:
        - { name: one, image: api }
        - { name: two, image: api, securityContext: { privileged: true } }
`;

const exceptions = `- check: pod-privileged
  where: { names: [web] }
  reason: it loads a kernel module
  expires: 2999-01-31
- check: workload-*
  reason: forgotten
  expires: 2020-01-31
`;

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({
    'in/pod.yaml': privilegedPod,
    'in/deploy.yaml': deployment,
    'in/settings.yaml': harmless,
    'accepted.yaml': exceptions,
  });
});
afterAll(() => workspace.remove());

describe('one report in nine formats at once', () => {
  let run: Run;
  let report: Report;
  beforeAll(() => {
    const outputs = formats.flatMap((format) => ['-o', format === 'table' ? format : `${format}=out.${format}`]);
    run = workspace.run('scan', 'in', '-v', '--show-suppressed', '--exceptions', 'accepted.yaml', ...outputs);
    workspace.write({ 'out.table': run.stdout });
    report = JSON.parse(workspace.read('out.json'));
  });

  test('the JSON validates against the published schema', () => {
    expect(schemaErrors(report)).toEqual([]);
  });

  test('the exit code is that of the findings', () => {
    const open = report.findings.filter(({ exception }) => exception === null);
    const reaching = open.filter(({ severity }) => severity === 'critical' || severity === 'high');
    expect({ code: run.code, some: reaching.length > 0 }).toEqual({ code: 1, some: true });
    expect(report.summary.excepted).toBe(report.findings.length - open.length);
    expect(report.summary.excepted).toBe(1);
  });

  test.each(formats)('%s holds the same findings', (format) => {
    const ids = new Set(workspace.read(`out.${format}`).match(/f-[0-9a-f]{16}/g));
    expect(ids).toEqual(new Set(report.findings.map(({ id }) => id)));
  });

  test('an expired exception does not apply, and the finding says so', () => {
    const notes = report.findings.filter(({ checkId }) => checkId.startsWith('workload-')).map(({ notes }) => notes);
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) expect(note).toEqual([expect.stringContaining('expired on 2020-01-31')]);
  });

  test('files are named as they were, with the place of the very field', () => {
    const found = report.findings.find(
      ({ checkId, resource }) => checkId === 'pod-privileged' && resource.name === 'web',
    );
    expect(found?.evidence[0]).toEqual({
      pointer: '/spec/containers/0/securityContext/privileged',
      value: true,
      file: 'in/pod.yaml',
      line: 11,
      column: 9,
    });
  });

  test('what two containers lack is two findings', () => {
    const lacks = report.findings.filter(
      ({ checkId, resource }) => `${checkId} ${resource.name}` === 'workload-memory-limit api',
    );
    expect(lacks.map(({ evidence }) => evidence[0]?.pointer)).toEqual([
      '/spec/template/spec/containers/0/resources/limits/memory',
      '/spec/template/spec/containers/1/resources/limits/memory',
    ]);
  });

  test('neither the pipe nor a file gets an escape character', () => {
    for (const format of formats) expect(workspace.read(`out.${format}`)).not.toContain('\u001b');
  });
});

describe('the same input gives the same bytes', () => {
  const at = /"at": ?"[^"]*"|at: "?20[^\s"]*"?|(?<=· at )\S+|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

  test('but for the moment', () => {
    const outputs = formats.flatMap((format) => ['-o', `${format}=FORMAT.${format}`]);
    const texts = ['first', 'second'].map((name) => {
      workspace.run('scan', 'in', ...outputs.map((output) => output.replace('FORMAT', name)));
      return formats.map((format) => workspace.read(`${name}.${format}`).replaceAll(at, 'AT'));
    });
    expect(texts[0]).toEqual(texts[1]);
  });

  test('and with --now to the last one', () => {
    const [first, second] = workspace.runAll(
      Array.from({ length: 2 }, () => ['scan', 'in', '-o', 'json', '--now', '2027-01-31T00:00:00Z']),
    );
    expect(first?.stdout).toBe(second?.stdout);
    expect(JSON.parse(first?.stdout ?? '').input.at).toBe('2027-01-31T00:00:00Z');
  });
});

describe('what is shown and what decides are never coupled', () => {
  test('--severity changes neither the exit code nor what machines get, and says what it hides', () => {
    const choices = [[], ['--severity', 'info'], ['--severity', 'critical'], ['--severity', '>=medium']];
    const runs = workspace.runAll(
      choices.map((choice) => ['scan', 'in', '-o', 'table', '-o', 'json=j.json', ...choice]),
    );
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    expect(runs.map(({ stdout }) => /severities not asked for/.test(stdout))).toEqual([false, true, true, true]);
    expect(
      JSON.parse(workspace.read('j.json')).findings.some(({ severity }: { severity: string }) => severity === 'low'),
    ).toBe(true);
  });

  test('--fail-on changes nothing that machines get', () => {
    const runs = workspace.runAll(
      ['none', 'info'].map((level) => [
        'scan',
        'in',
        '-o',
        'json',
        '--now',
        '2027-01-31T00:00:00Z',
        '--fail-on',
        level,
      ]),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 1]);
    expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
  });

  test('--where filters findings and exit code, and says how many it took away', () => {
    const where = (expression: string) => ['scan', 'in', '-o', 'json', '--where', expression];
    const [low, one, none] = workspace.runAll([
      where('severity<=low'),
      where('check=pod-privileged and name~"a*"'),
      where('namespace=other'),
    ]);
    const ids = (run?: Run): string[] =>
      (JSON.parse(run?.stdout ?? '') as Report).findings.map(({ checkId }) => checkId);
    expect({ code: low?.code, some: ids(low).length > 3, high: ids(low).includes('pod-privileged') }).toEqual({
      code: 0,
      some: true,
      high: false,
    });
    expect({
      code: one?.code,
      ids: ids(one),
      said: /left out by --where: \d+ findings/.test(one?.stderr ?? ''),
    }).toEqual({
      code: 1,
      ids: ['pod-privileged'],
      said: true,
    });
    expect({ code: none?.code, ids: ids(none) }).toEqual({ code: 0, ids: [] });
  });
});

describe('streams', () => {
  test('colour on a terminal or when forced only; NO_COLOR and --no-color win, a file never has it', () => {
    const coloured = (environment: Readonly<Record<string, string>>, ...args: string[]): boolean =>
      workspace.runWith({ environment }, 'scan', 'in', '-q', ...args).stdout.includes('\u001b[');
    expect([
      coloured({ FORCE_COLOR: '1' }),
      coloured({ FORCE_COLOR: '1', NO_COLOR: '1' }),
      coloured({ FORCE_COLOR: '1' }, '--no-color'),
      coloured({ FORCE_COLOR: '1', BULWARK_NO_COLOR: 'true' }),
    ]).toEqual([true, false, false, false]);
    workspace.runWith({ environment: { FORCE_COLOR: '1' } }, 'scan', 'in', '-o', 'table=coloured.txt');
    expect(workspace.read('coloured.txt')).not.toContain('\u001b');
  });

  test('results on stdout, everything else on stderr, nothing on stderr with --quiet', () => {
    workspace.write({ 'twice.yaml': 'apiVersion: v1\nkind: ConfigMap\nkind: ConfigMap\nmetadata: { name: a }\n' });
    const [loud, quiet] = workspace.runAll([
      ['scan', 'twice.yaml', '-o', 'json'],
      ['scan', 'twice.yaml', '-o', 'json', '-q'],
    ]);
    expect({
      error: loud?.stderr.startsWith('error: twice.yaml:3:1: duplicate key "kind"'),
      parses: typeof JSON.parse(loud?.stdout ?? ''),
    }).toEqual({ error: true, parses: 'object' });
    expect(quiet?.stderr).toBe('');
  });

  test.skipIf(!existsSync('/bin/sh'))('a reader that leaves is no error, and the exit code stays', () => {
    workspace.tool('first', `( "$@"; printf '%s' "$?" > code ) 2> errors | { read -r line; printf '%s' "$line"; }`);
    const args = ['scan', 'in', '-o', 'json'];
    const { stdout } = workspace.runTool('first', ...args);
    expect({ stdout, errors: workspace.read('errors'), code: workspace.read('code') }).toEqual({
      stdout: '{',
      errors: '',
      code: '1',
    });
  });

  test.skipIf(!existsSync('/dev/full'))('what cannot be written is said, and is exit code 2', () => {
    workspace.tool('full', `"$@" > /dev/full 2> errors; printf '%s' "$?"`);
    expect(workspace.runTool('full', 'scan', 'in', '-o', 'json').stdout).toBe('2');
    expect(workspace.read('errors')).toContain('cannot write to stdout');
    const { code, stderr } = workspace.run('scan', 'in', '-o', 'json=/dev/full');
    expect({ code, said: stderr.includes('cannot write "/dev/full"') }).toEqual({ code: 2, said: true });
  });
});
