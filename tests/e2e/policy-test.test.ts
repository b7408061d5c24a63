import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenPolicy, ownerTemplate, shopPolicy } from './policies.ts';
import { Workspace } from './workspace.ts';

const tests = `package shop_test

import data.shop

test_bob if shop.allow with input as {"user": "bob"} with data.people as [{"name": "bob"}]

test_eve if {
	print("eve", 1)
	shop.allow with input as {"user": "eve"} with data.people as []
}

test_users[name] if {
	some name, user in {"eve": "eve", "bob": "bob"}
	not shop.allow with input.user as user with data.people as [{"name": "bob"}]
}

todo_test_later if false

test_conflict if {
	{"a": x | x := [1, 2][_]}
}
`;

const passing = 'package a_test\n\nimport data.a\n\ntest_p if a.p\n';

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({
    'shop/shop.rego': shopPolicy,
    'shop/shop_test.rego': tests,
    'shop/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n',
    'good/a.rego': 'package a\n\np := true\n\nq if input.x\n',
    'good/a_test.rego': passing,
    'mixed/a.rego': 'package a\n\np := true\n',
    'mixed/a_test.rego': passing,
    'mixed/broken.rego': brokenPolicy,
    'none/a.rego': 'package a\n\np := true\n',
  });
});
afterAll(() => workspace.remove());

const rule = '-'.repeat(80);

test('prints what opa test prints, in the order of the text and without times', () => {
  const { code, stdout, stderr } = workspace.run('policy', 'test', 'shop');
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: `shop/shop_test.rego:7:
data.shop_test.test_eve: FAIL

  eve 1

shop/shop_test.rego:12:
data.shop_test.test_users: FAIL
  bob: FAIL
shop/shop_test.rego:17:
data.shop_test.todo_test_later: SKIPPED
shop/shop_test.rego:19:
data.shop_test.test_conflict: ERROR
  error: shop/shop_test.rego:20:3: eval_conflict_error: object keys must be unique
${rule}
PASS: 2/6
FAIL: 2/6
SKIPPED: 1/6
ERROR: 1/6
`,
    stderr: '',
  });
});

describe.each([
  [['good'], 0, 'PASS: 1/1\n'],
  [['good', '-r', 'a_test.*p$'], 0, 'PASS: 1/1\n'],
  [['good', '-r', 'nothing'], 3, 'no test has a name that matches --run nothing'],
  [['good', '-r', '('], 2, '--run: '],
  [['good', '--coverage'], 0, 'coverage: 66.67 % (2 of 3 lines)\n'],
  [['good', '--threshold', '90'], 1, 'code coverage threshold not met: got 66.67 instead of 90.00'],
  [['good', '--threshold', '50'], 0, 'PASS: 1/1\n'],
  [['good', '--threshold', 'all'], 2, '--threshold: expected a number from 0 to 100, found "all"'],
  [['none'], 3, 'no test was found in none'],
  [['none', '--allow-incomplete'], 0, 'no test was found in none'],
  [['nothing'], 2, 'no such file or folder: "nothing"'],
  [[], 2, 'policy test needs a PATH'],
  // One broken module: told of, never a pass, and the tests of the others run.
  [['mixed'], 3, 'error: mixed/broken.rego:5:1: rego_parse_error: unexpected } token'],
  [['mixed'], 3, 'PASS: 1/1\n'],
])('policy test %j', (args, code, said) => {
  test(`ends with ${code}`, () => {
    const run = workspace.run('policy', 'test', ...args);
    expect({ code: run.code, said: `${run.stdout}${run.stderr}` }).toEqual({
      code,
      said: expect.stringContaining(said),
    });
  });
});

test('JSON is an envelope with tests and coverage, and the same bytes each time', () => {
  const [one, two] = [1, 2].map(() => workspace.run('policy', 'test', 'mixed', '-o', 'json').stdout);
  expect(two).toBe(one);
  expect(JSON.parse(one ?? '')).toMatchObject({
    schemaVersion: '1',
    tool: { name: 'bulwark' },
    summary: { pass: 1, fail: 0, skip: 0, error: 0 },
    tests: [{ suite: 'data.a_test', name: 'test_p', outcome: 'pass', file: 'mixed/a_test.rego', line: 5 }],
    coverage: { complete: false, skipped: [{ what: 'mixed/broken.rego', reason: 'unparsed', count: 1 }] },
  });
});

test('JUnit names every case', () => {
  const { stdout } = workspace.run('policy', 'test', 'shop', '-o', 'junit');
  expect(stdout).toContain('<testsuites tests="6" failures="2" errors="1" skipped="1">');
  expect(stdout).toContain('<testcase classname="data.shop_test" name="test_users/eve"');
  expect(stdout).toContain('<system-out>eve 1\n</system-out>');
});

describe('suites of Gatekeeper', () => {
  const constraint = 'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sOwner\nmetadata: {name: all-owned}\n';
  const suite = `apiVersion: test.gatekeeper.sh/v1alpha1
kind: Suite
metadata: {name: owner}
tests:
  - name: owner
    template: template.yaml
    constraint: constraint.yaml
    cases:
      - {name: owned, object: owned.yaml, assertions: [{violations: no}]}
      - {name: bare, object: bare.yaml, assertions: [{violations: no}]}
`;
  const pod = (labels: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: ${labels}}\n`;

  test('run with the tests of Rego', () => {
    workspace.write({
      'gate/template.yaml': ownerTemplate,
      'gate/constraint.yaml': constraint,
      'gate/suite.yaml': suite,
      'gate/owned.yaml': pod('{owner: me}'),
      'gate/bare.yaml': pod('{}'),
    });
    const { code, stdout } = workspace.run('policy', 'test', 'gate');
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringMatching(/owner\.owner: FAIL\n {2}bare: FAIL\n/),
    });
    expect(stdout).toContain('PASS: 1/2\nFAIL: 1/2\n');
  });
});
