import { describe, expect, test } from 'vitest';
import { judgeFiles } from './judge-files.ts';

// BC-02: field names are case-sensitive. A field in other letters is not the field, and is said to be unknown.

/** Fields that decide a verdict, in the letters of the API. */
const fields: readonly (readonly [string, string, string])[] = [
  ['pod-privileged', 'container', 'securityContext: {privileged: true}'],
  ['pod-allow-privilege-escalation', 'container', 'securityContext: {allowPrivilegeEscalation: true}'],
  ['pod-capabilities-baseline', 'container', 'securityContext: {capabilities: {add: [SYS_ADMIN]}}'],
  ['pod-proc-mount-baseline', 'container', 'securityContext: {procMount: Unmasked}'],
  ['pod-host-ports', 'container', 'ports: [{containerPort: 80, hostPort: 80}]'],
  ['pod-host-namespaces', 'pod', 'hostNetwork: true'],
  ['pod-host-namespaces', 'pod', 'hostPID: true'],
  ['pod-host-namespaces', 'pod', 'hostIPC: true'],
  ['pod-host-path-volumes', 'pod', 'volumes: [{name: v, hostPath: {path: /}}]'],
  ['pod-sysctls', 'pod', 'securityContext: {sysctls: [{name: kernel.msgmax, value: "1"}]}'],
  ['pod-windows-host-process', 'pod', 'securityContext: {windowsOptions: {hostProcess: true}}'],
];

// Their letters decide nothing: the check is about what stands around them.
const undecided = new Set(['name', 'value', 'containerPort', 'path']);

/** Keys of a piece of YAML, each in four wrong spellings. */
function misspelt(text: string): { readonly key: string; readonly text: string }[] {
  const keys = [...text.matchAll(/([A-Za-z]+):/g)].map(([, key = '']) => key).filter((key) => !undecided.has(key));
  return keys.flatMap((key) =>
    [key.charAt(0).toUpperCase() + key.slice(1), key.toUpperCase(), key.toLowerCase(), snake(key)]
      .filter((other) => other !== key)
      .map((other) => ({ key: other, text: text.replace(`${key}:`, `${other}:`) })),
  );
}

function snake(key: string): string {
  return key.replaceAll(/[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`);
}

describe.each(fields)('%s: %s %s', (check, level, text) => {
  test('the field itself is found', () => {
    expect(idsIn(manifest(level, text))).toContain(check);
  });

  test.each(misspelt(text))('$key is another field', ({ key, text: other }) => {
    const { report } = judgeFiles({ 'a.yaml': manifest(level, other) });
    const found = report.findings.filter(
      ({ checkId, evidence: [first] }) => checkId === check && first?.value !== undefined,
    );
    expect(found.map(({ checkId }) => checkId).filter((id) => !missingIsWrong.has(id))).toEqual([]);
    const unknown = report.findings.filter(({ checkId }) => checkId === 'api-invalid-field');
    expect(unknown.map(({ evidence: [first] }) => first?.pointer.split('/').at(-1))).toContain(key);
  });
});

test.each(['Kind', 'KIND', 'apiversion', 'ApiVersion', 'Metadata', 'METADATA'])(
  '%s is not read as the field',
  (key) => {
    const right = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } };
    const field = Object.keys(right).find((name) => name.toLowerCase() === key.toLowerCase()) ?? '';
    const text = JSON.stringify(right).replace(`"${field}"`, `"${key}"`);
    const { read } = judgeFiles({ 'a.json': text });
    expect({ objects: read.resources.length, gaps: read.skipped.map(({ reason }) => reason) }).toEqual({
      objects: 0,
      gaps: ['unparsed'],
    });
  },
);

test('labels and annotations are compared letter by letter', () => {
  const policy =
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec: {podSelector: {matchLabels: {App: web}}, policyTypes: [Ingress, Egress]}\n';
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, labels: {app: web}}\nspec: {containers: [{name: a, image: b}]}\n';
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
  const isolated = (policies: string): string[] =>
    judgeFiles({ 'a.yaml': `${policies}---\n${pod}---\n${namespace}` }, { check: ['network'] }).report.findings.map(
      ({ checkId }) => checkId,
    );
  expect(isolated(policy)).not.toEqual(isolated(policy.replace('App', 'app')));
});

// These are found also where the field is missing, so the finding stays whatever the letters.
const missingIsWrong = new Set(['pod-allow-privilege-escalation']);

function idsIn(text: string): string[] {
  return judgeFiles({ 'a.yaml': text }).report.findings.map(({ checkId }) => checkId);
}

function manifest(level: string, text: string): string {
  const lines = level === 'pod' ? [`  ${text}`] : [];
  const container = level === 'container' ? `\n    ${text}` : '';
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n${lines.map((line) => `${line}\n`).join('')}  containers:\n  - name: a\n    image: b${container}\n`;
}
