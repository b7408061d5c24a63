import type { Report } from '@bulwark/model';
import { formats } from '@bulwark/report';
import { jsonText } from '@bulwark/text';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Run, Workspace } from '../../e2e/workspace.ts';
import { hostileTexts } from './hostile-texts.ts';
import { judgeFiles } from './judge-files.ts';

// BC-21: text from a file that steers a terminal, a page or a pipeline is kept exactly and shown inert, in every format and
// by every command.

// All that cannot be seen or steers, but for the line feed; an emoji keeps its joiners and selectors.
const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/** What would come alive in a format. */
const live: Readonly<Record<string, RegExp>> = {
  html: /<script>alert|<img src=x|'onmouseover='|href="javascript:/,
  markdown: /(?<!\\)\]\(javascript:|!\[\]\(https|<script|^---\nkind: Secret/m,
  github: /^(?!::(?:error|warning|notice|group|endgroup|debug)(?: (?:file|title|line|col|endLine)=.*)?::|$).+/m,
  csv: /(?<=^|,)"[=+\-@\t]/m,
  junit: /<script|<img|\]\]><!--/,
};

const context = {
  colour: false,
  unicode: true,
  width: 80,
  verbose: true,
  severities: ['critical', 'high', 'medium', 'low', 'info'],
  showSuppressed: true,
  failOn: 'high',
  checks: new Map(),
} as const;

/** Objects with the text wherever a person may write one. */
function objectsWith(text: string): string {
  const named = {
    name: text,
    namespace: text,
    labels: { [text]: text, app: text },
    annotations: { [text]: text, [`exceptions.bulwark.dev/${text}`]: text },
  };
  const container = {
    name: text,
    image: text,
    command: [text],
    args: ['sh', '-c', text],
    env: [
      { name: text, value: text },
      { name: 'A_PASSWORD', value: text },
      { name: 'B', valueFrom: { secretKeyRef: { name: text, key: text } } },
    ],
    ports: [{ name: text, containerPort: 80, hostPort: 80, hostIP: text, protocol: text }],
    volumeMounts: [{ name: text, mountPath: text, subPath: text }],
    securityContext: {
      privileged: true,
      procMount: text,
      capabilities: { add: [text] },
      seLinuxOptions: { type: text },
    },
    [text]: text,
  };
  const template = {
    metadata: named,
    spec: {
      serviceAccountName: text,
      nodeName: text,
      containers: [container],
      volumes: [{ name: text, hostPath: { path: text } }],
    },
  };
  const rules = [
    {
      apiGroups: ['*', text],
      resources: ['*', text],
      verbs: ['*', text],
      resourceNames: [text],
      nonResourceURLs: [text],
    },
  ];
  const objects = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: named, spec: { replicas: 1, template } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: named, rules },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: named,
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [
        { kind: 'User', name: text },
        { kind: text, name: text, namespace: text },
      ],
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: named,
      spec: {
        type: 'NodePort',
        externalName: text,
        externalIPs: [text],
        selector: { [text]: text },
        ports: [{ port: 80, name: text, nodePort: 30_000 }],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: named,
      spec: {
        rules: [
          { host: text, http: { paths: [{ path: text, backend: { service: { name: text, port: { name: text } } } }] } },
        ],
      },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: named, data: { [text]: text, password: text } },
    { apiVersion: 'v1', kind: 'Secret', metadata: named, type: text, stringData: { [text]: text } },
    { apiVersion: text, kind: text, metadata: { name: 'odd' } },
  ];
  return objects.map((object) => jsonText(object)).join('\n');
}

describe.each(hostileTexts.map((text) => [JSON.stringify(text.slice(0, 24)), text] as const))('%s', (_shown, text) => {
  let report: Report;
  beforeAll(() => {
    const judged = judgeFiles({ 'a.jsonl': objectsWith(text) });
    expect(judged.failures).toEqual([]);
    report = judged.report;
  });

  test('is found, and kept exactly as the name it is', () => {
    expect(report.findings.length).toBeGreaterThan(5);
    const json = formats.find(({ name }) => name === 'json');
    const read: Report = JSON.parse([...(json?.write(report, context) ?? [])].join(''));
    const names = read.findings.map(({ resource }) => resource.name);
    expect(new Set(names).has(text)).toBe(true);
  });

  test('is inert in every format', () => {
    for (const { name, write } of formats) {
      const written = [...write(report, context)].join('');
      const shown = name === 'csv' ? written.replaceAll('\r\n', '\n') : written;
      expect({ name, found: invisible.exec(shown)?.[0] }).toEqual({ name, found: undefined });
      expect({ name, live: live[name]?.exec(written)?.[0] }).toEqual({ name, live: undefined });
    }
  });
});

describe('every command shows it inert', () => {
  let workspace: Workspace;
  let runs: readonly Run[];
  beforeAll(() => {
    workspace = new Workspace({
      'settings.yaml': jsonText({
        namespace: '\u001b[31m\u009b\u202e',
        checks: { 'pod-privileged': { '\u001b[31m': '\u202e' } },
      }),
      'unknown.yaml': jsonText({ '\u001b[31m\u009b\u202e\nforged': 1 }),
    });
    const usable = hostileTexts.filter(
      (text) => text.length < 100 && !text.includes('\0') && !text.includes('/') && text.isWellFormed(),
    );
    for (const [index, text] of usable.entries()) {
      const key = JSON.stringify(text);
      workspace.write({
        [`in/${text.slice(0, 30)}-${index}.jsonl`]: objectsWith(text),
        [`in/${text.slice(0, 30)}-${index}.broken.yaml`]: `${key}: [\n`,
        [`in/${text.slice(0, 30)}-${index}.twice.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a${index}}\ndata:\n  ${key}: a\n  ${key}: b\n`,
      });
    }
    const exceptions = usable.map((text) => ({ check: text, reason: text, expires: text, [text]: text }));
    workspace.write({ 'exceptions.yaml': jsonText(exceptions) });
    runs = workspace.runAll(lines);
  }, 60_000);
  afterAll(() => workspace.remove());

  const lines: readonly (readonly string[])[] = [
    ['scan', 'in', '-v', '--show-suppressed', '--exceptions', 'exceptions.yaml'],
    ['scan', 'in', '-o', 'github'],
    ['diff', 'in', 'exceptions.yaml'],
    ['diff', 'in', 'exceptions.yaml', '-o', 'json'],
    ['exceptions', 'lint', 'in', '--exceptions', 'exceptions.yaml'],
    ['exceptions', 'import', 'exceptions.yaml'],
    ['snapshot', 'in', '--to', 'kept.gz'],
    ['fix', 'in', '-v'],
    ['fix', 'in', '-o', 'json'],
    ['config', 'show', '--config', 'settings.yaml'],
    ['config', 'show', '--config', 'unknown.yaml'],
    ['scan', '\u001b[31mnothing\u202e\u009b'],
    ['scan', 'in', '--check', '\u001b[31m\u009b'],
    ['scan', 'in', '--where', 'name="\u001b[31m'],
    ['explain', '\u001b[31m\u202e'],
    ['help', '\u001b[31m\u202e'],
    ['\u001b[31m\u202e'],
    ['scan', '--\u001b[31m\u202e'],
  ];

  test.each(lines.map((line, index) => [JSON.stringify(line.join(' ')), index] as const))('%s', (_line, index) => {
    const { code = -1, stdout = '', stderr = '' } = runs[index] ?? {};
    expect({ out: invisible.exec(stdout)?.[0], err: invisible.exec(stderr)?.[0] }).toEqual({
      out: undefined,
      err: undefined,
    });
    expect(code).toBeOneOf([0, 1, 2, 3]);
    expect(stderr).not.toMatch(/^(?:kind: Secret|forged|\|---)/m);
  });
});
