// needs: cluster (Go, openssl, etcd); skipped with the reason where one is missing
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Report } from '@bulwark/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterAvailable } from './availability.ts';
import { createNamespace } from './create-namespace.ts';
import { createObject } from './create-object.ts';
import { type Cluster, startCluster } from './start-cluster.ts';

const available = clusterAvailable();
if (!available.ok) process.stdout.write(`skipped: scan of a real cluster: ${available.reason}\n`);

const canary = 'canary-7f3a9c1e';

describe.skipIf(!available.ok)('the command line and a real API server', () => {
  let cluster: Cluster;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bulwark-cluster-'));
    cluster = await startCluster({});
    await createNamespace(cluster.request, 'shop');
    await createObject(cluster.request, '/apis/apps/v1/namespaces/shop/deployments', deployment);
    await createObject(cluster.request, '/api/v1/namespaces/shop/secrets', secret);
  });

  afterAll(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function bulwark(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['apps/cli/bin/bulwark.js', ...args], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return { status, stdout, stderr };
  }

  function scanAs(
    user: Parameters<Cluster['kubeconfig']>[0],
    ...args: readonly string[]
  ): { status: number | null; report: Report; stderr: string } {
    const { status, stdout, stderr } = bulwark('scan', '--kubeconfig', cluster.kubeconfig(user), '-o', 'json', ...args);
    return { status, stderr, report: JSON.parse(stdout) as Report };
  }

  test('with full rights everything is judged', () => {
    const { status, report } = scanAs('reader', '--include-namespaces', 'shop');
    expect({ status, kind: report.input.kind, skipped: report.coverage.skipped }).toEqual({
      status: 1,
      kind: 'cluster',
      skipped: [],
    });
    const privileged = report.findings.find((finding) => finding.checkId === 'pod-privileged');
    expect(privileged?.resource).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' });
    expect(privileged?.evidence[0]?.pointer).toBe('/spec/template/spec/containers/0/securityContext/privileged');
  });

  test('an identity that may not list secrets is a gap, and the rest is judged', () => {
    const { status, report } = scanAs('no-secrets', '--fail-on', 'none');
    expect(status).toBe(3);
    expect(report.coverage.skipped.map((gap) => gap.reason)).toContain('forbidden');
    expect(report.findings.some((finding) => finding.checkId === 'pod-privileged')).toBe(true);
  });

  test('an expired certificate is a clear line and exit 3', () => {
    const { status, report, stderr } = scanAs('expired');
    expect({ status, complete: report.coverage.complete, stack: stderr.includes(' at ') }).toEqual({
      status: 3,
      complete: false,
      stack: false,
    });
  });

  test('a snapshot file gives the same findings as the cluster', () => {
    const file = join(folder, 'cluster.jsonl.gz');
    expect(bulwark('snapshot', '--kubeconfig', cluster.kubeconfig('reader'), '--to', file).status).toBe(0);
    expect(statSync(file).mode & 0o077).toBe(0);
    const live = scanAs('reader').report;
    const kept = JSON.parse(bulwark('scan', file, '-o', 'json').stdout) as Report;
    const ids = (report: Report) => report.findings.map((finding) => finding.id).sort();
    expect(ids(kept)).toEqual(ids(live));
  });

  test('no value of a Secret is in the snapshot or the report', () => {
    const file = join(folder, 'canary.jsonl.gz');
    bulwark('snapshot', '--kubeconfig', cluster.kubeconfig('reader'), '--to', file);
    const texts = [gunzipSync(readFileSync(file)).toString(), JSON.stringify(scanAs('reader').report)];
    const forms = [canary, Buffer.from(canary).toString('base64'), encodeURIComponent(canary)];
    expect(texts.flatMap((text) => forms.filter((form) => text.includes(form)))).toEqual([]);
  });
});

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'nginx', securityContext: { privileged: true } }] },
    },
  },
};

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'db',
    namespace: 'shop',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"stringData":{"p":"${canary}"}}` },
  },
  stringData: { password: canary },
};
