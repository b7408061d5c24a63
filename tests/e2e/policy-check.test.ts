import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenPolicy, shopPolicy, undefinedFunction } from './policies.ts';
import { Workspace } from './workspace.ts';

const untidy = 'package a\nimport    data.b\np if {x := 1\n x==1}\n';
const tidy = 'package a\n\nimport data.b\n\np if {\n\tx := 1\n\tx == 1\n}\n';

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({
    'good/shop.rego': shopPolicy,
    'good/values.yaml': 'a: 1\n',
    'good/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n',
    'bad/broken.rego': brokenPolicy,
    'bad/unknown.rego': undefinedFunction,
    'types.rego': 'package types\n\np if { x := 1; x == "a" }\n',
    'unknown.rego': undefinedFunction,
    'unused.rego': 'package a\n\np if x := 1\n',
    'untidy.rego': untidy,
    'v0.rego': 'package a\n\np[x] { x := 1 }\n',
  });
});
afterAll(() => workspace.remove());

describe('policy check', () => {
  test.each([
    [['good'], 0, ''],
    [['v0.rego', '--v0-compatible'], 0, ''],
    [['unused.rego'], 0, ''],
    [['unused.rego', '--strict'], 1, 'unused.rego:3:'],
    [['bad'], 1, 'error: bad/broken.rego:5:1: rego_parse_error: unexpected } token\n    }\n    ^\n'],
    [
      ['unknown.rego'],
      1,
      'error: unknown.rego:3:6: rego_type_error: undefined function foo\n    q := foo(1)\n         ^\n',
    ],
    [['types.rego'], 1, 'rego_type_error: match error\n  left: number, right: string\n    p if { x := 1; x == "a" }\n'],
    [['unknown.rego', '-f', 'json'], 1, '"code": "rego_type_error"'],
    [['v0.rego'], 1, 'v0.rego:3:1: rego_parse_error: `if` keyword is required before rule body'],
    [['good/values.yaml'], 3, ''],
  ])('%j ends with %i', (args, code, said) => {
    const run = workspace.run('policy', 'check', ...args);
    expect({ code: run.code, said: said === '' ? run.stdout : run.stdout.includes(said) }).toEqual({
      code,
      said: said === '' ? '' : true,
    });
  });
});

describe('policy fmt', () => {
  test('prints what opa fmt prints', () => {
    const [file, again, old] = workspace.runAll([
      ['policy', 'fmt', 'untidy.rego'],
      ['policy', 'fmt', 'good/shop.rego'],
      ['policy', 'fmt', '--v0-v1', 'v0.rego'],
    ]);
    expect([file?.stdout, again?.stdout, old?.stdout]).toEqual([
      tidy,
      shopPolicy,
      'package a\n\nimport rego.v1\n\np contains x if x := 1\n',
    ]);
    expect(workspace.runWith({ input: untidy }, 'policy', 'fmt').stdout).toBe(tidy);
  });

  test('lists, shows and writes what would change', () => {
    workspace.write({ 'w/untidy.rego': untidy, 'w/tidy.rego': tidy });
    const [list, fail, diff, write] = workspace.runAll([
      ['policy', 'fmt', '--list', 'w'],
      ['policy', 'fmt', '--list', '--fail', 'w'],
      ['policy', 'fmt', '--diff', 'w'],
      ['policy', 'fmt', '--write', 'w'],
    ]);
    expect([list, fail].map((run) => [run?.code, run?.stdout])).toEqual([
      [0, 'w/untidy.rego\n'],
      [1, 'w/untidy.rego\n'],
    ]);
    expect(diff?.stdout).toContain('--- a/w/untidy.rego\n+++ b/w/untidy.rego\n');
    expect([write?.stdout, workspace.read('w/untidy.rego')]).toEqual(['', tidy]);
  });

  test('a broken module is told of, and the others are laid out', () => {
    workspace.write({ 'm/a.rego': brokenPolicy, 'm/b.rego': untidy });
    expect(workspace.run('policy', 'fmt', 'm')).toEqual({
      code: 2,
      stdout: tidy,
      stderr: 'error: m/a.rego:5:1: rego_parse_error: unexpected } token\n',
    });
  });
});
