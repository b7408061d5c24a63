// node tests/cluster/start-cluster.smoke.ts: raises a cluster, tries each user on it, and ends it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { clusterAvailable } from './availability.ts';
import { createNamespace } from './create-namespace.ts';
import { createObject } from './create-object.ts';
import { type Cluster, startCluster } from './start-cluster.ts';
import type { User } from './users.ts';

const available = clusterAvailable();
if (!available.ok) {
  console.log(`skipped: ${available.reason}`);
  process.exit(3);
}
const controllerManager = process.argv.includes('--controller-manager');
const cluster = await timed('up', () => startCluster({ controllerManager }));
await timed('use', () => use(cluster));
await timed('down', cluster.stop);
assert(!existsSync(cluster.dir), 'the folder is gone');
await assert.rejects(cluster.request('admin', 'GET', '/version'), 'nothing listens any more');

async function use({ request, auditLog }: Cluster): Promise<void> {
  const selector = { matchLabels: { app: 'web' } };
  const template = {
    metadata: { labels: selector.matchLabels },
    spec: { containers: [{ name: 'web', image: 'registry.invalid/web:1' }] },
  };
  await createNamespace(request, 'shop');
  await createObject(request, '/apis/apps/v1/namespaces/shop/deployments', {
    metadata: { name: 'web' },
    spec: { replicas: 2, selector, template },
  });
  await createObject(request, '/api/v1/namespaces/shop/secrets', {
    metadata: { name: 'card' },
    stringData: { number: '4111' },
  });
  await createObject(request, '/api/v1/namespaces/shop/pods', { metadata: { name: 'bare' }, spec: template.spec });
  const deployments = '/apis/apps/v1/deployments';
  const table: readonly (readonly [User, string, number])[] = [
    ['admin', '/api/v1/secrets', 200],
    ['reader', deployments, 200],
    ['reader', '/api/v1/secrets', 200],
    ['no-secrets', deployments, 200],
    ['no-secrets', '/api/v1/pods', 200],
    ['no-secrets', '/metrics', 200],
    ['no-secrets', '/api/v1/secrets', 403],
    ['no-secrets', '/api/v1/namespaces/shop/secrets/card', 403],
    ['nobody', deployments, 403],
    ['expired', deployments, 401],
  ];
  const found = await Promise.all(
    table.map(async ([user, path]) => [user, path, (await request(user, 'GET', path)).status]),
  );
  assert.deepEqual(found, table);
  assert.equal((await request('reader', 'DELETE', '/apis/apps/v1/namespaces/shop/deployments/web')).status, 403);
  assert.match(readFileSync(auditLog, 'utf8'), /"username":"no-secrets"/);
  if (controllerManager) await rolledOut(request);
}

async function rolledOut(request: Cluster['request']): Promise<void> {
  const podsOfWeb = '/api/v1/namespaces/shop/pods?labelSelector=app%3Dweb';
  for (let tries = 0; tries < 100; tries++) {
    if (JSON.stringify((await request('reader', 'GET', podsOfWeb)).body).includes('"ownerReferences"')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('expected the controllers to create the pods of deployment web, found none in 10 s');
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
}
