import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClusterRead, type ReadClusterOptions, readCluster } from '@bulwark/cluster';
import { resourceKey } from '@bulwark/model';
import { jsonText } from '@bulwark/text';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterAvailable } from './availability.ts';
import { createNamespace } from './create-namespace.ts';
import { createObject } from './create-object.ts';
import { type Cluster, startCluster } from './start-cluster.ts';
import type { User } from './users.ts';

const available = clusterAvailable();
if (!available.ok) test.skip(`reading a real cluster: ${available.reason}`);

describe.runIf(available.ok)('reading a real cluster', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
    await fill(cluster);
  });
  afterAll(() => cluster?.stop());

  const read = (user: User, options: Partial<ReadClusterOptions> = {}): Promise<ClusterRead> =>
    readCluster({ kubeconfig: cluster.kubeconfig(user), redact: withoutData, requestsPerSecond: 1000, ...options });

  test('full rights: every kind is read, and nothing is missing', async () => {
    const { resources, info } = await read('reader');
    const keys = resources.map(resourceKey);
    expect(keys).toEqual(
      expect.arrayContaining([
        'Namespace||shop',
        'Deployment.apps|shop|web',
        'Secret|shop|card',
        'ClusterRole.rbac.authorization.k8s.io||cluster-admin',
        'CustomResourceDefinition.apiextensions.k8s.io||widgets.example.org',
        'Widget.example.org|shop|big',
        'Planet.example.org||earth',
      ]),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(info).toMatchObject({
      kind: 'cluster',
      name: 'test',
      kubeVersion: '1.36',
      cluster: { server: cluster.url, user: 'reader', version: expect.stringMatching(/^v1\.36\./) },
      skipped: [],
    });
    expect(info.incompleteKinds).not.toContain('Secret');
    expect(info.incompleteKinds).toContain('Event');
  });

  test('objects are kept as the server has them: typed, exact, without managed fields, Secrets redacted', async () => {
    const { resources } = await read('reader');
    const found = new Map(resources.map((resource) => [resourceKey(resource), resource]));
    const widget = found.get('Widget.example.org|shop|big');
    expect(widget?.object['spec']).toEqual({ count: 9007199254740993n });
    expect(jsonText(widget?.object ?? {})).toContain('"count":9007199254740993');
    expect(found.get('Deployment.apps|shop|web')?.object).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment' });
    expect(found.get('Deployment.apps|shop|web')?.templates).toHaveLength(1);
    expect(found.get('Secret|shop|card')?.object['data']).toBeUndefined();
    expect(resources.filter(({ metadata }) => 'managedFields' in metadata)).toEqual([]);
  });

  test('without the right to list secrets: they are in coverage, everything else is read', async () => {
    const [full, limited] = await Promise.all([
      read('reader'),
      read('no-secrets', { excludeKinds: ['Widget', 'Planet'] }),
    ]);
    expect(limited.info.skipped).toEqual([
      {
        what: 'v1 Secret',
        reason: 'forbidden',
        detail: 'User "no-secrets" cannot list resource "secrets" in API group "" at the cluster scope',
        count: 1,
      },
    ]);
    expect(limited.info.incompleteKinds).toContain('Secret');
    const others = full.resources.filter(({ kind }) => kind !== 'Secret' && !kind.endsWith('.example.org'));
    expect(limited.resources.map(resourceKey)).toEqual(others.map(resourceKey));
  });

  test('pages of two hold the same as one page', async () => {
    const sizes = await Promise.all([read('reader', { pageSize: 2 }), read('reader')]);
    const [paged, whole] = sizes.map(({ resources }) => resources.map(({ object }) => jsonText(object)));
    expect(paged).toEqual(whole);
    expect(sizes[0]?.info.skipped).toEqual([]);
  });

  test('with rights in one namespace only, that namespace can be read in full', async () => {
    const token = await cluster.request('admin', 'POST', '/api/v1/namespaces/shop/serviceaccounts/default/token', {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {},
    });
    const kubeconfig = tokenKubeconfig(cluster, statusToken(token.body));
    const { resources, info } = await readAs(kubeconfig, { namespaces: ['shop'] });
    const own = await read('reader', { namespaces: ['shop'], excludeKinds: ['Planet'] });
    const inShop = own.resources.filter(({ kind, namespace }) => kind === 'Namespace' || namespace === 'shop');
    expect(info.skipped).toEqual([]);
    expect(resources.map(resourceKey)).toEqual(inShop.map(resourceKey));
    expect(info.incompleteKinds).toContain('ClusterRole.rbac.authorization.k8s.io');
    const everywhere = await readAs(kubeconfig, { includeKinds: ['Pod', 'Secret'] });
    expect(everywhere.info.skipped.map(({ what, reason }) => [what, reason])).toEqual([
      ['v1 Pod', 'forbidden'],
      ['v1 Secret', 'forbidden'],
    ]);
  });

  test('labels are asked of the server', async () => {
    const { resources } = await read('reader', { labelSelector: 'app=web', includeKinds: ['Deployment', 'ConfigMap'] });
    expect(resources.map(resourceKey)).toEqual(['ConfigMap|shop|c-3', 'Deployment.apps|shop|web']);
  });

  test('somebody else can be acted as, also through a group', async () => {
    const kinds = { includeKinds: ['secrets'] };
    const [asUser, asGroup] = await Promise.all([
      read('admin', { ...kinds, as: 'no-secrets' }),
      read('admin', { ...kinds, as: 'amy', asGroups: ['nobodies', 'bulwark:readers'] }),
    ]);
    expect(asUser.info.skipped.map(({ reason }) => reason)).toEqual(['forbidden']);
    expect(asGroup.resources.map(resourceKey)).toContain('Secret|shop|card');
    expect(asGroup.info.cluster).toMatchObject({ user: 'admin', as: 'amy' });
  });

  test('nothing but reading reached the server', () => {
    const events = readFileSync(cluster.auditLog, 'utf8').trim().split('\n');
    const ours = events.map(parsed).filter(({ userAgent }) => userAgent === 'bulwark');
    expect(ours.length).toBeGreaterThan(100);
    expect([...new Set(ours.map(({ verb }) => verb))].sort()).toEqual(['get', 'list']);
  });
});

async function fill({ request }: Cluster): Promise<void> {
  await createNamespace(request, 'shop');
  await createObject(request, '/api/v1/namespaces/shop/secrets', {
    metadata: { name: 'card' },
    stringData: { number: '4111111111111111' },
  });
  for (let index = 0; index < 7; index++) {
    const labels = index === 3 ? { app: 'web' } : {};
    // Together large enough for the server to compress the list.
    const data = { text: String(index).repeat(50_000) };
    await createObject(request, '/api/v1/namespaces/shop/configmaps', {
      metadata: { name: `c-${index}`, labels },
      data,
    });
  }
  const labels = { app: 'web' };
  await createObject(request, '/apis/apps/v1/namespaces/shop/deployments', {
    metadata: { name: 'web', labels },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'registry.invalid/web:1' }] } },
    },
  });
  await createReaderOfShop(request);
  await createKind(request, { plural: 'widgets', kind: 'Widget', scope: 'Namespaced' });
  await createKind(request, { plural: 'planets', kind: 'Planet', scope: 'Cluster' });
  await createWhenServed(request, 'namespaces/shop/widgets', 'Widget', 'big');
  await createWhenServed(request, 'planets', 'Planet', 'earth');
}

async function createReaderOfShop(request: Cluster['request']): Promise<void> {
  const path = '/apis/rbac.authorization.k8s.io/v1/namespaces/shop';
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }];
  await createObject(request, `${path}/roles`, { metadata: { name: 'reader' }, rules });
  await createObject(request, `${path}/rolebindings`, {
    metadata: { name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
  });
}

interface CustomKind {
  readonly plural: string;
  readonly kind: string;
  readonly scope: 'Namespaced' | 'Cluster';
}

async function createKind(request: Cluster['request'], { plural, kind, scope }: CustomKind): Promise<void> {
  const count = { type: 'integer', format: 'int64' };
  const spec = { type: 'object', properties: { count } };
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
  await createObject(request, '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    metadata: { name: `${plural}.example.org` },
    spec: {
      group: 'example.org',
      scope,
      names: { plural, kind },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  });
}

/** A kind is served a little after its definition is there. Its number is one that JavaScript's own would round. */
async function createWhenServed(request: Cluster['request'], path: string, kind: string, name: string): Promise<void> {
  // Node has it (ES2026), TypeScript's libraries do not yet.
  const { rawJSON } = JSON as typeof JSON & { readonly rawJSON: (text: string) => object };
  const exact = rawJSON('9007199254740993');
  const object = { apiVersion: 'example.org/v1', kind, metadata: { name }, spec: { count: exact } };
  for (let tries = 0; tries < 200; tries++) {
    const { status } = await request('admin', 'POST', `/apis/example.org/v1/${path}`, object);
    if (status === 201) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`expected ${kind} to be served within 10 s`);
}

function withoutData({ data, ...rest }: Parameters<ReadClusterOptions['redact']>[0]): typeof rest {
  return rest;
}

/** A kubeconfig whose token stands in a file beside it. */
function tokenKubeconfig(cluster: Cluster, token: string): string {
  const path = join(cluster.dir, 'cfg', 'shop.kubeconfig');
  writeFileSync(join(cluster.dir, 'cfg', 'shop.token'), token);
  const config = {
    clusters: [{ name: 'c', cluster: { server: cluster.url, 'certificate-authority': '../pki/ca.crt' } }],
    users: [{ name: 'u', user: { tokenFile: 'shop.token' } }],
    contexts: [{ name: 'shop', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'shop',
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

function readAs(kubeconfig: string, options: Partial<ReadClusterOptions>): Promise<ClusterRead> {
  return readCluster({ kubeconfig, redact: withoutData, requestsPerSecond: 1000, ...options });
}

function statusToken(body: unknown): string {
  const { status } = body as { readonly status: { readonly token: string } };
  return status.token;
}

function parsed(line: string): { readonly userAgent?: string; readonly verb?: string } {
  return JSON.parse(line);
}
