import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harmless } from './manifests.ts';
import { brokenPolicy, ownerTemplate } from './policies.ts';
import { schemaErrors } from './report-schema.ts';
import { Workspace } from './workspace.ts';

const policy = `package main

# METADATA
# title: Images have a tag of their own
# description: Latest is another image tomorrow.
# custom:
#   severity: medium
violation contains {"msg": msg} if {
	some container in input.spec.template.spec.containers
	endswith(container.image, ":latest")
	msg := sprintf("container %s uses latest", [container.name])
}

deny contains "replicas are missing" if {
	input.kind == "Deployment"
	not input.spec.replicas
}

warn_owner contains "nobody owns it" if not input.metadata.labels.owner
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      containers:
        - {name: a, image: "x:latest"}
        - {name: b, image: "y:latest"}
`;

const expansion = `apiVersion: expansion.gatekeeper.sh/v1alpha1
kind: ExpansionTemplate
metadata: {name: e}
spec:
  applyTo: [{groups: [apps], kinds: [Deployment], versions: [v1]}]
  templateSource: spec.template
  generatedGVK: {kind: Pod, group: "", version: v1}
`;

function constraint(name: string, spec: string): string {
  return `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sOwner\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
}

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({
    'policies/main.rego': policy,
    'other/main.rego': 'package kubernetes\n\ndeny contains "never" if input.kind == "ConfigMap"\n',
    'objects/web.yaml': deployment,
    'objects/settings.yaml': harmless,
    'gate/template.yaml': ownerTemplate,
    'gate/deny.yaml': constraint('must', '{}'),
    'gate/warn.yaml': constraint(
      'should',
      '{enforcementAction: warn, match: {kinds: [{apiGroups: [apps], kinds: [Deployment]}]}}',
    ),
    'sync/all.yaml': [
      ownerTemplate.replace(
        '{name: k8sowner}',
        `{name: k8sowner, annotations: {metadata.gatekeeper.sh/requires-sync-data: '${JSON.stringify([[{ groups: [''], versions: ['v1'], kinds: ['Pod'] }]])}'}}`,
      ),
      constraint('some', '{match: {kinds: [{apiGroups: [batch], kinds: [Job]}]}}'),
      'apiVersion: syncset.gatekeeper.sh/v1alpha1\nkind: SyncSet\nmetadata: {name: s}\nspec: {gvks: []}\n',
    ].join('---\n'),
    'gate/dry.yaml': constraint('could', '{enforcementAction: dryrun}'),
    'mixed/main.rego': policy,
    'mixed/broken.rego': brokenPolicy,
    'mixed/unknown.rego': 'package main\n\ndeny contains foo(input)\n',
    'slow/main.rego': 'package main\n\ndeny contains "x" if count([1 | numbers.range(1, 100000000)[_]]) > 1\n',
    'expand/all.yaml': `${ownerTemplate}---\n${constraint('pods', '{match: {kinds: [{apiGroups: [""], kinds: [Pod]}]}}')}---\n${expansion}`,
    'accepting/rules.rego': policy.replace('deny contains', 'deny_replicas contains'),
    'accepting/accepted.rego':
      'package main\n\nexception contains rules if {\n\tinput.metadata.name == "web"\n\trules := ["replicas", ""]\n}\n',
    'map/main.rego': 'package main\n\ndeny[msg] if msg := "x"\n\nwarn contains "y" if input.kind == "Deployment"\n',
    'bare/web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 1}\n',
    'empty/readme.txt': '',
  });
});
afterAll(() => workspace.remove());

function apply(...args: readonly string[]) {
  const { code, stdout, stderr } = workspace.run('policy', 'apply', ...args, '-o', 'json');
  const report = stdout === '' ? undefined : JSON.parse(stdout);
  const findings: Record<string, string>[] = report?.findings ?? [];
  return { code, stderr, report, findings };
}

test('rules of package main become findings, one for each object and rule', () => {
  const { code, report, findings } = apply('--policy', 'policies', '-f', 'objects');
  expect(code).toBe(1);
  expect(findings.map(({ checkId, severity, title, message }) => ({ checkId, severity, title, message }))).toEqual([
    { checkId: 'rego:main/deny', severity: 'high', title: 'deny of package main', message: 'replicas are missing' },
    {
      checkId: 'rego:main/violation',
      severity: 'medium',
      title: 'Images have a tag of their own',
      message: 'container a uses latest; container b uses latest',
    },
    expect.objectContaining({ checkId: 'rego:main/warn_owner', severity: 'low' }),
    expect.objectContaining({ checkId: 'rego:main/warn_owner', severity: 'low' }),
  ]);
  const parts = ['rego:main/deny', 'apps', 'Deployment', 'shop', 'web', ''];
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  expect(report.findings[0]).toMatchObject({
    id: `f-${digest.slice(0, 16)}`,
    resource: { kind: 'Deployment', name: 'web', namespace: 'shop' },
    evidence: [{ pointer: '', file: 'objects/web.yaml', line: 1, column: 1 }],
  });
  expect(schemaErrors(report)).toEqual([]);
  expect(report.coverage).toMatchObject({ complete: true, evaluated: { objects: 2 }, skipped: [] });
});

test('constraints become findings with the severity of what they do', () => {
  const { code, findings } = apply('--policy', 'gate', '-f', 'objects');
  const told = findings.map(({ checkId, severity, message }) => `${severity} ${checkId} ${message}`);
  expect({ code, told }).toEqual({
    code: 1,
    told: [
      'high gatekeeper:K8sOwner/must no owner',
      'high gatekeeper:K8sOwner/must no owner',
      'low gatekeeper:K8sOwner/should no owner',
      'info gatekeeper:K8sOwner/could no owner',
      'info gatekeeper:K8sOwner/could no owner',
    ],
  });
});

test('every format is written, with the same exit code', () => {
  const formats = ['table', 'yaml', 'sarif', 'junit', 'html', 'markdown', 'csv', 'github'];
  const runs = workspace.runAll(
    formats.map((format) => ['policy', 'apply', '-p', 'policies', '-f', 'objects', '-o', format]),
  );
  const outcomes = runs.map(({ code, stdout }, at) => [formats[at], code, stdout.includes('rego:main/deny')]);
  expect(outcomes).toEqual(formats.map((format) => [format, 1, true]));
});

describe.each([
  [['-p', 'policies', '-f', 'objects', '--fail-on', 'critical'], 0, ''],
  [['-p', 'other', '-f', 'objects'], 3, 'no policy was found'],
  [['-p', 'other', '-f', 'objects', '--namespace', 'kubernetes'], 1, 'rego:kubernetes/deny'],
  [['-p', 'other', '-f', 'objects', '--all-packages'], 1, 'rego:kubernetes/deny'],
  [['-p', 'other', '-f', 'objects', '--all-namespaces'], 1, 'rego:kubernetes/deny'],
  [['-p', 'other', '-f', 'objects', '-n', 'main,kube*'], 1, 'rego:kubernetes/deny'],
  [['-p', 'other', '-f', 'objects', '-n', 'k['], 2, '--namespace: "k[" is no pattern'],
  [['-p', 'map', '-f', 'objects'], 3, 'error: map/main.rego:3:1: deny[…] with "if" and without "contains"'],
  [['-p', 'empty', '-f', 'objects'], 3, 'no policy was found'],
  [['-p', 'empty', '-f', 'objects', '--allow-incomplete'], 0, ''],
  [['-p', 'slow', '-f', 'objects', '--timeout', '50ms'], 3, 'more than 0.05 s (--timeout)'],
  // One broken module never disables the good ones, and the result says what is missing.
  [['-p', 'mixed', '-f', 'objects/settings.yaml'], 3, 'error: mixed/broken.rego:5:1: '],
  [['-p', 'mixed', '-f', 'objects/settings.yaml'], 3, 'undefined function foo'],
  [['-p', 'mixed', '-f', 'objects'], 1, 'rego:main/deny'],
  [['-p', 'gate/template.yaml', '-f', 'objects'], 3, 'no policy was found'],
  [['-p', 'gate/deny.yaml', '-f', 'objects'], 3, 'no usable ConstraintTemplate'],
  [['-p', 'sync', '-f', 'objects'], 3, 'its constraints cannot see /v1:Pod: no SyncSet and no Config syncs them'],
  [['-f', 'objects'], 2, 'policy apply needs --policy'],
  [['-p', 'policies'], 2, 'policy apply needs objects'],
  [['-p', 'nothing', '-f', 'objects'], 2, 'no such file or folder: "nothing"'],
  [['-p', 'policies', '-f', 'nothing'], 2, 'no such file, folder or match: "nothing"'],
  [['-p', 'policies', '-f', 'objects', '--fail-on', 'never'], 2, '--fail-on'],
])('policy apply %j', (args, code, said) => {
  test(`ends with ${code}`, () => {
    const run = workspace.run('policy', 'apply', ...args);
    const text = `${run.stdout}${run.stderr}`.replace(/\s+/g, ' ');
    expect({ code: run.code, said: text.includes(said) ? said : text }).toEqual({ code, said });
  });
});

test('an exception for a policy accepts its findings', () => {
  const exception = '- policy: "rego:main/*"\n  where: {names: [web]}\n  reason: known\n  expires: 2099-01-01\n';
  workspace.write({ 'exceptions.yaml': exception });
  const { code, report } = apply('-p', 'policies', '-f', 'objects', '--exceptions', 'exceptions.yaml');
  expect({ code, summary: report.summary }).toMatchObject({ code: 0, summary: { excepted: 3, low: 1 } });
});

test("a policy's own exceptions accept findings, which are counted and can be shown", () => {
  const { code, report, findings } = apply('-p', 'accepting', '-f', 'objects', '--show-suppressed', '--fail-on', 'low');
  expect({ code, summary: report.summary, errors: schemaErrors(report) }).toMatchObject({
    code: 1,
    summary: { excepted: 2, high: 0, medium: 0, low: 2 },
    errors: [],
  });
  expect(
    findings.filter(({ exception }) => exception !== null).map(({ checkId, exception }) => ({ checkId, exception })),
  ).toEqual(
    ['deny_replicas', 'violation'].map((rule) => ({
      checkId: `rego:main/${rule}`,
      exception: {
        reason: expect.stringContaining('the rule exception of the package main gives '),
        policy: 'rego:main/exception',
        source: 'accepting/accepted.rego:3',
      },
    })),
  );
  const { stdout } = workspace.run('policy', 'apply', '-p', 'accepting', '-f', 'objects', '--show-suppressed');
  const hidden = workspace.run('policy', 'apply', '-p', 'accepting', '-f', 'objects').stdout;
  expect(hidden).not.toContain('deny_replicas');
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    'excepted by rego:main/exception: the rule exception of the package main gives "replicas"',
  );
});

test('explain says what the id of a policy is', () => {
  const { code, stdout } = workspace.run('explain', 'rego:main/deny');
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('the rule deny of the Rego package main'),
  });
});

test('no message tells a secret', () => {
  const canary = `Pa55-${'kx7'.repeat(6)}`;
  workspace.write({
    'tell/main.rego': `package main

deny contains sprintf("%v", [input])

warn contains env.value if some env in input.spec.containers[_].env
`,
    'secrets/secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {password: ${canary}}\n`,
    'secrets/settings.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {DB_PASSWORD: ${canary}}\n`,
    'secrets/pod.yaml': `apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: a, image: x, env: [{name: DB_PASSWORD, value: ${canary}}]}]}
`,
  });
  const [json, table] = workspace.runAll([
    ['policy', 'apply', '-p', 'tell', '-f', 'secrets', '-o', 'json'],
    ['policy', 'apply', '-p', 'tell', '-f', 'secrets', '-v'],
  ]);
  const text = `${json?.stdout}${json?.stderr}${table?.stdout}${table?.stderr}`;
  expect(JSON.parse(json?.stdout ?? '').findings.length).toBe(4);
  expect({ told: text.includes(canary), digest: /[0-9a-f]{64}/.test(text), hidden: text.includes('<hidden>') }).toEqual(
    {
      told: false,
      digest: false,
      hidden: true,
    },
  );
});

test('what an object generates is judged too, or said not to be', () => {
  const judged = apply('--policy', 'expand', '-f', 'objects');
  expect(judged.findings).toEqual([
    expect.objectContaining({ checkId: 'gatekeeper:K8sOwner/pods', message: '[Implied by e] no owner' }),
  ]);
  const { code, findings, report } = apply('--policy', 'expand', '-f', 'bare');
  expect({ code, findings }).toEqual({ code: 3, findings: [] });
  expect(JSON.stringify(report.coverage.skipped)).toContain('could not find source field');
});
