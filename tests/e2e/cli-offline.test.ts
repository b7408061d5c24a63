import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { privilegedPod } from './manifests.ts';
import { type Run, Workspace } from './workspace.ts';

const kubeconfig = `apiVersion: v1
kind: Config
current-context: there
contexts: [{name: there, context: {cluster: there, user: me}}]
clusters: [{name: there, cluster: {server: "https://kube.example.com:6443"}}]
users: [{name: me, user: {token: t}}]
`;

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({ 'in/bad.yaml': privilegedPod, kubeconfig });
});
afterAll(() => workspace.remove());

/** Runs under a preload that ends the process when it opens a socket or asks for a name. */
function run(...args: readonly string[]): Run {
  const preload = pathToFileURL(`${import.meta.dirname}/no-network.mjs`).href;
  return workspace.runWith({ node: ['--import', preload] }, ...args);
}

test('the guard bites', () => {
  const { code, stderr } = run('scan', '--kubeconfig', 'kubeconfig');
  expect({ code, named: stderr.includes('NETWORK:') }).toEqual({ code: 99, named: true });
});

test('--offline refuses a cluster before it opens a socket, and says so', () => {
  const { code, stderr } = run('scan', '--kubeconfig', 'kubeconfig', '--offline');
  expect({ code, network: stderr.includes('NETWORK:'), said: stderr.includes('offline') }).toEqual({
    code: expect.toSatisfy((found: number) => found === 2 || found === 3),
    network: false,
    said: true,
  });
});

test('judging files opens none, with --offline or without', () => {
  for (const args of [['--offline'], []]) {
    const { code, stderr } = run('scan', 'in', '-o', 'html=report.html', '-o', 'json', ...args);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  }
});

test('--offline takes --allow-remote back', () => {
  workspace.write({ 'kust/kustomization.yaml': 'resources: ["https://example.com/base"]\n' });
  workspace.tool('kubectl', 'echo fetched > fetched; exit 1');
  const both = ['scan', 'kust', '--allow-remote', '--offline', '-o', 'json'];
  const { code, stdout } = workspace.run(...both);
  const [gap] = JSON.parse(stdout).coverage.skipped;
  expect({ code, reason: gap.reason, detail: gap.detail }).toEqual({
    code: 3,
    reason: 'unsupported',
    detail: expect.stringContaining('https://example.com/base'),
  });
  expect(() => workspace.read('fetched')).toThrow();
});

test('tools that render get no way out unless it was allowed', () => {
  workspace.write({ 'local/kustomization.yaml': 'resources: []\n' });
  workspace.tool('kubectl', `printf '%s %s' "$HTTPS_PROXY" "$GIT_ALLOW_PROTOCOL" > way`);
  workspace.run('scan', 'local');
  expect(workspace.read('way')).toBe('http://127.0.0.1:9 file');
  workspace.run('scan', 'local', '--allow-remote');
  expect(workspace.read('way')).toBe(' ');
});
