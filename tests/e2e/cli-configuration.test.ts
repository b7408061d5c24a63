import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { privilegedPod } from './manifests.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({
    'bad.yaml': privilegedPod,
    'project/bulwark.yaml': 'fail-on: medium\ncheck: [pod-privileged]\nquiet: yes\n',
    'project/deep/bad.yaml': privilegedPod,
    'project/repository/.git/HEAD': '',
    'project/repository/bad.yaml': privilegedPod,
  });
});
afterAll(() => workspace.remove());

/** The settings that `config show` tells, as name: [value, source]. */
function shown(stdout: string): Record<string, string[]> {
  const rows = stdout.split('\n').map((line) => line.split(/ {2,}/));
  return Object.fromEntries(rows.flatMap(([name = '', ...rest]) => (rest.length === 2 ? [[name, rest]] : [])));
}

describe('flag, then environment, then bulwark.yaml, then default', () => {
  test('config show tells each value and where it came from', () => {
    const environment = { BULWARK_FAIL_ON: 'low', BULWARK_SKIP_CHECK: 'pod-*,rbac-*' };
    const args = ['config', 'show', '-o', 'json'];
    const { stdout } = workspace.runWith({ in: 'project/deep', environment }, ...args);
    const settings = shown(stdout);
    const file = workspace.path('project/bulwark.yaml');
    expect(stdout.split('\n')[0]).toContain(file);
    expect([
      settings['output'],
      settings['fail-on'],
      settings['skip-check'],
      settings['check'],
      settings['page-size'],
    ]).toEqual([
      ['json', 'flag'],
      ['low', 'BULWARK_FAIL_ON'],
      ['pod-*, rbac-*', 'BULWARK_SKIP_CHECK'],
      ['pod-privileged', file],
      ['500', 'default'],
    ]);
  });

  const cases: readonly (readonly [string, number, Readonly<Record<string, string>>, string[]])[] = [
    ['the file is found upward', 1, {}, []],
    ['the environment wins over the file', 0, { BULWARK_FAIL_ON: 'critical' }, []],
    ['a flag wins over both', 1, { BULWARK_FAIL_ON: 'critical' }, ['--fail-on', 'low']],
    ['--config names another file', 0, {}, ['--config', '../../other.yaml']],
  ];

  test('which of them wins', () => {
    workspace.write({ 'other.yaml': 'fail-on: none\n' });
    const runs = workspace.runAll(
      cases.map(([, , environment, args]) => ({
        in: 'project/deep',
        environment,
        args: ['scan', 'bad.yaml', '-o', 'json', ...args],
      })),
    );
    expect(runs.map(({ code }, index) => [cases[index]?.[0], code])).toEqual(
      cases.map(([title, code]) => [title, code]),
    );
  });

  test('the search ends at the top of a repository', () => {
    const { stdout } = workspace.runWith({ in: 'project/repository' }, 'config', 'show');
    expect(stdout).toContain('configuration file: none found');
  });
});

describe('bulwark.yaml', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['an unknown key', 'fail_on: low\n', ['bulwark.yaml: unknown key "fail_on"', 'did you mean "fail-on"?']],
    ['a key that every object has', 'constructor: low\n', ['unknown key "constructor"']],
    ['a duplicate key', 'fail-on: low\nfail-on: none\n', ['bulwark.yaml:2:1: duplicate key "fail-on"']],
    ['broken YAML', 'fail-on: [\n', ['bulwark.yaml:2:1']],
    ['a list', '- fail-on\n', ['expected one document with settings by name']],
    ['two documents', 'fail-on: low\n---\nfail-on: none\n', ['expected one document']],
    ['a wrong value', 'fail-on: hihg\n', ['--fail-on', 'found "hihg"']],
    ['a list for one value', 'fail-on: [low, high]\n', ['"fail-on" takes one value']],
    ['a mapping for a value', 'output: {json: a}\n', ['"output" takes FORMAT[=PATH]']],
    [
      'a switch that is neither on nor off',
      'offline: perhaps\n',
      ['"offline": expected true or false, found "perhaps"'],
    ],
    ['an unknown check', 'checks: {pod-privilged: {}}\n', ['"pod-privilged"', 'did you mean "pod-privileged"?']],
    ['an unknown parameter', 'checks: {pod-privileged: {level: 1}}\n', ['no parameter "level"']],
    ['parameters that are none', 'checks: {pod-privileged: 1}\n', ['"pod-privileged" takes parameters by name']],
    ['checks that are none', 'checks: 1\n', ['"checks" takes parameters by check id']],
    ['a bomb', `a0: &a0 [${'1,'.repeat(9)}1]\n${bomb(9)}`, ['limit reached']],
  ];

  test('what is wrong in it is wrong usage, with its place', () => {
    for (const [index, [, content]] of cases.entries())
      workspace.write({ [`case-${index}/bulwark.yaml`]: content, [`case-${index}/bad.yaml`]: privilegedPod });
    const runs = workspace.runAll(cases.map((_, index) => ({ in: `case-${index}`, args: ['scan', 'bad.yaml'] })));
    const outcomes = runs.map(({ code, stderr }, index) => {
      const [title, , named = []] = cases[index] ?? [];
      return { title, code, missing: named.filter((part) => !stderr.includes(part)) };
    });
    expect(outcomes).toEqual(cases.map(([title]) => ({ title, code: 2, missing: [] })));
  });

  test('a folder of that name is not the file', () => {
    mkdirSync(workspace.path('odd/bulwark.yaml'), { recursive: true });
    expect(workspace.runWith({ in: 'odd' }, 'config', 'show').stdout).toContain('none found');
  });
});

test('a switch in the environment is on, off or wrong usage', () => {
  const words = ['1', 'TRUE', 'no', 'perhaps'];
  const runs = workspace.runAll(
    words.map((word) => ({ args: ['config', 'show'], environment: { BULWARK_OFFLINE: word } })),
  );
  expect(runs.map(({ stdout }) => shown(stdout)['offline']?.[0])).toEqual(['true', 'true', 'false', undefined]);
  expect(runs[3]).toMatchObject({
    code: 2,
    stderr: 'error: BULWARK_OFFLINE: expected true or false, found "perhaps"\n',
  });
});

/** Aliases of aliases: each level ten times the one before. */
function bomb(levels: number): string {
  const level = (number: number): string =>
    `a${number}: &a${number} [${Array(10)
      .fill(`*a${number - 1}`)
      .join(', ')}]\n`;
  return Array.from({ length: levels }, (_, index) => level(index + 1)).join('');
}
