import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Run, Workspace } from './workspace.ts';

// Made up at each run, so that no tool takes them for leaked ones; each has a form that patterns know.
const digits = (length: number): string =>
  Array.from({ length }, () => 'abcdefghkmnpqrstuvwxyz23456789'.charAt(Math.random() * 30)).join('');
const secrets = {
  opaque: `canary-${digits(24)}`,
  github: `ghp_${digits(36).replaceAll('-', 'x')}`,
  aws: `AKIA${digits(16).toUpperCase().replaceAll(/[189]/g, 'A')}`,
  password: `Pa55-${digits(20)}`,
  url: `cred${digits(16)}`,
};
/** What stands in Secrets. */
const own = { kept: `kept-${digits(24)}`, folded: `${digits(20)} ${digits(20)}`, quoted: `it's "${digits(12)}"` };
const values = [...Object.values(secrets), ...Object.values(own)];
const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** A folded value is told by a half of it as well. */
const halves = own.folded.split(' ');

const manifests = {
  'in/secret.yaml': `apiVersion: v1
kind: Secret
metadata:
  name: db
  namespace: shop
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Secret","stringData":{"opaque":"${own.kept}"}}'
    note: the password is ${secrets.password}
data:
  opaque: ${base64(own.kept)}
  twice: ${base64(base64(own.kept))}
  broken: "${secrets.github}"
stringData:
  password: ${secrets.password}
  folded: >-
    ${own.folded.slice(0, 20)}
    ${own.folded.slice(21)}
  quoted: 'it''s ${own.quoted.slice(5)}'
  escaped: "${own.kept.slice(0, 12)}\\
    ${own.kept.slice(12)}"
`,
  'in/doubled.yaml': `apiVersion: v1
kind: Secret
metadata: {name: twice, namespace: shop}
stringData:
  a: ${own.kept}
  a: ${secrets.password}
`,
  'in/list.json': JSON.stringify({
    apiVersion: 'v1',
    kind: 'SecretList',
    items: [{ metadata: { name: 'listed', namespace: 'shop' }, data: { a: base64(secrets.aws) } }],
  }),
  'in/workload.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
      annotations: {token: "${secrets.github}"}
    spec:
      containers:
        - name: web
          image: web
          args: ["--password=${secrets.password}", "--token", "${secrets.github}"]
          command: [sh, -c, "curl -u admin:${secrets.password} https://user:${secrets.url}@example.com"]
          env:
            - {name: DB_PASSWORD, value: "${secrets.password}"}
            - {name: GITHUB_TOKEN, value: "${secrets.github}"}
            - {name: AWS_ACCESS_KEY_ID, value: "${secrets.aws}"}
            - {name: DATABASE_URL, value: "postgres://user:${secrets.url}@db/x"}
          livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: Authorization, value: "Bearer ${secrets.github}"}]}}
`,
  'in/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  app.properties: |
    db.password=${secrets.password}
    github.token=${secrets.github}
    url=postgres://user:${secrets.url}@db/x
`,
  'in/broken.yaml': `apiVersion: v1
kind: Secret
metadata: {name: broken}
stringData:
  a: "${secrets.opaque}
 b: [${secrets.password}
`,
  'in/broken.json': `{"kind":"Secret","stringData":{"a":"${secrets.opaque}" "b":"${secrets.password}"}}`,
  'in/no-name.yaml': `apiVersion: v1\nkind: Secret\nstringData: {a: ${secrets.opaque}}\n`,
  'other/secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\nstringData: {password: other}\n`,
};

let workspace: Workspace;
let runs: readonly Run[];
beforeAll(() => {
  workspace = new Workspace({ ...manifests, 'out/.keep': '' });
  const formats = ['table', 'json', 'yaml', 'sarif', 'junit', 'html', 'markdown', 'csv', 'github'];
  runs = workspace.runAll([
    ['scan', 'in', '-v', ...formats.flatMap((format) => ['-o', `${format}=out/${format}`])],
    ['scan', 'in', '-v'],
    ['scan', 'in', 'other', '-v', '-o', 'json'],
    ['snapshot', 'in', '--to', 'out/snapshot.gz'],
    ['diff', 'other', 'in', '-o', 'json'],
    ['diff', 'in', 'other'],
    ['exceptions', 'lint', 'in'],
    ['fix', 'in', '-v'],
    ['fix', 'in', '-o', 'json'],
    ['scan', 'in', '--where', 'family=secret', '-o', 'yaml'],
  ]);
});
afterAll(() => workspace.remove());

test('the commands ran and found the secrets', () => {
  expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 3, 1, 3, 0, 1, 1, 0].map(() => expect.toBeOneOf([0, 1, 3])));
  expect(runs[1]?.stdout).toMatch(/secret-config-|secret-env-/);
});

test('no output of any command holds a value, in any form', () => {
  const texts = runs.flatMap(({ stdout, stderr }, index): (readonly [string, string])[] => [
    [`run ${index} stdout`, stdout],
    [`run ${index} stderr`, stderr],
  ]);
  for (const name of readdirSync(workspace.path('out'))) {
    if (!name.endsWith('.gz')) texts.push([name, workspace.read(`out/${name}`)]);
  }
  expect(
    texts.flatMap(([name, text]) => told(text, [...values, ...halves]).map((place) => `${name}: ${place}`)),
  ).toEqual([]);
});

test('a snapshot file keeps no value of a Secret', () => {
  const text = gunzipSync(readFileSync(workspace.path('out/snapshot.gz'))).toString();
  expect(told(text, [...Object.values(own), ...halves])).toEqual([]);
});

/** What comes before each secret that a text tells. */
function told(text: string, secret: readonly string[]): string[] {
  return secret.flatMap(formsOf).flatMap((form) => {
    const at = text.indexOf(form);
    return at === -1 ? [] : [`${text.slice(Math.max(0, at - 80), at).replaceAll('\n', ' ')}${form.slice(0, 6)}…`];
  });
}

function formsOf(value: string): string[] {
  const packed = base64(value);
  return [value, packed, packed.replace(/=+$/, ''), encodeURIComponent(value), base64(packed)];
}
