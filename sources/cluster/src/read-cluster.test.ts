import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeApi, type Reply, status } from '../test/fake-api.ts';
import { fakeClock } from '../test/fake-clock.ts';
import { TransportError } from './connection/transport.ts';
import { type ClusterProgress, type ReadClusterOptions, readCluster, readFrom } from './read-cluster.ts';

const resource = (name: string, kind: string, scope = 'Namespaced'): object => ({
  resource: name,
  responseKind: { kind },
  scope,
  verbs: ['list'],
});
const discovery = (...groups: readonly object[]): object => ({ kind: 'APIGroupDiscoveryList', items: groups });
const core = [
  resource('secrets', 'Secret'),
  resource('events', 'Event'),
  resource('namespaces', 'Namespace', 'Cluster'),
];
const custom = [resource('widgets', 'Widget'), resource('clusterwidgets', 'ClusterWidget', 'Cluster')];

const routes: Readonly<Record<string, Reply>> = {
  '/version': { major: '1', minor: '36+', gitVersion: 'v1.36.3-x' },
  '/api': discovery({ metadata: {}, versions: [{ version: 'v1', resources: core }] }),
  '/apis': discovery({ metadata: { name: 'example.org' }, versions: [{ version: 'v1', resources: custom }] }),
  '/api/v1/secrets': { kind: 'SecretList', items: [{ metadata: { name: 's', namespace: 'a', managedFields: [{}] } }] },
  '/api/v1/namespaces': { kind: 'NamespaceList', items: [{ metadata: { name: 'a' } }, 'nonsense'] },
  '/apis/example.org/v1/widgets': {
    kind: 'WidgetList',
    items: [{ apiVersion: 'example.org/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'b' } }],
  },
  '/apis/example.org/v1/clusterwidgets': { kind: 'ClusterWidgetList', items: [{ metadata: { name: 'c' } }] },
  '/api/v1/namespaces/a': { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } },
  '/api/v1/namespaces/a/secrets': { kind: 'SecretList', items: [{ metadata: { name: 's', namespace: 'a' } }] },
  '/api/v1/namespaces/b/secrets': status(403, 'secrets is forbidden: User "u" cannot list resource "secrets"'),
  '/apis/example.org/v1/namespaces/a/widgets': { kind: 'WidgetList', items: [] },
  '/apis/example.org/v1/namespaces/b/widgets': { kind: 'WidgetList', items: [] },
};

const cluster = { server: 'https://a', user: 'u', version: 'v1.36.3-x' };

test('everything is read but noise, typed and without managed fields, Secrets without their values', async () => {
  const redacted: unknown[] = [];
  const progress: ClusterProgress[] = [];
  const { resources, info } = await read(routes, {
    redact: (object) => {
      redacted.push(object['kind']);
      return { ...object, data: 'redacted' };
    },
    onProgress: (one) => progress.push(one),
  });
  expect(resources.map(({ kind, namespace, name, object }) => [kind, namespace, name, Object.keys(object)])).toEqual([
    ['Secret', 'a', 's', ['apiVersion', 'kind', 'metadata', 'data']],
    ['Namespace', '', 'a', ['apiVersion', 'kind', 'metadata']],
    ['Widget.example.org', 'b', 'w', ['apiVersion', 'kind', 'metadata']],
    ['ClusterWidget.example.org', '', 'c', ['apiVersion', 'kind', 'metadata']],
  ]);
  expect(resources[0]?.metadata).toEqual({ name: 's', namespace: 'a' });
  expect(redacted).toEqual(['Secret']);
  expect(progress.at(-1)).toEqual({ kindsDone: 4, kindsTotal: 4, objects: 4 });
  expect(info).toEqual({
    kind: 'cluster',
    name: 'c',
    takenAt: '2027-01-31T00:00:00.000Z',
    kubeVersion: '1.36',
    cluster,
    skipped: [{ what: 'v1 Namespace', reason: 'unparsed', detail: 'no Kubernetes object', count: 1 }],
    incompleteKinds: ['Event', 'Namespace'],
  });
});

test('a kind that is left out counts as not known, and a name that nothing has is said', async () => {
  const { resources, info } = await read(routes, { includeKinds: ['Secret', 'gadgets'] });
  expect(resources.map(({ kind }) => kind)).toEqual(['Secret']);
  expect(info).toMatchObject({
    skipped: [{ what: 'gadgets', reason: 'empty', detail: 'the cluster serves no kind of this name', count: 1 }],
    incompleteKinds: ['ClusterWidget.example.org', 'Event', 'Namespace', 'Widget.example.org'],
  });
});

test('by namespaces, rights in them are enough: what lies in none is context, and missing there is no gap', async () => {
  const forbidden = { '/apis/example.org/v1/clusterwidgets': status(403, 'no') };
  const { resources, info } = await read({ ...routes, ...forbidden }, { namespaces: ['a', 'b'] });
  expect(resources.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Secret s', 'Namespace a']);
  expect(info).toMatchObject({
    cluster: { ...cluster, namespaces: ['a', 'b'] },
    skipped: [
      { what: 'v1 Secret in namespace b', reason: 'forbidden', detail: 'User "u" cannot list resource "secrets"' },
      { what: 'v1 Namespace b', reason: 'empty', detail: 'there is no namespace "b"' },
    ],
    incompleteKinds: ['ClusterWidget.example.org', 'Event', 'Namespace', 'Secret'],
  });
});

test('by labels, no kind is known in full', async () => {
  const { info, asked } = await read(routes, { labelSelector: 'app=a' });
  expect(asked.at(-1)).toBe('/apis/example.org/v1/clusterwidgets?limit=500&labelSelector=app%3Da');
  expect(info.incompleteKinds).toEqual([
    'ClusterWidget.example.org',
    'Event',
    'Namespace',
    'Secret',
    'Widget.example.org',
  ]);
});

const refused: readonly (readonly [string, Reply, object])[] = [
  [
    'refused credentials',
    status(401, 'Unauthorized'),
    { code: 'UNAUTHORIZED', message: expect.stringMatching(/does not accept.*user "u".*: Unauth/) },
  ],
  [
    'a refused certificate',
    new TransportError('refused', 'certificate required'),
    { code: 'UNAUTHORIZED', message: expect.stringMatching(/https:\/\/a does not accept.*certificate required/) },
  ],
  [
    'nobody there',
    new TransportError('unreachable', 'the connection was refused'),
    {
      code: 'UNREACHABLE',
      message: expect.stringMatching(/^the API server https:\/\/a \(context "c"\) cannot be reached: the connection/),
    },
  ],
  [
    'somebody else',
    new TransportError('untrusted', 'self-signed certificate'),
    {
      code: 'UNTRUSTED_SERVER',
      message: expect.stringMatching(/cannot be trusted: self-signed/),
      remedy: expect.stringMatching(/certificate-authority-data/),
    },
  ],
  [
    'another program',
    { hello: 'world' },
    { code: 'UNEXPECTED_ANSWER', message: expect.stringMatching(/found 200 application\/json/) },
  ],
  ['a login page', status(302, 'moved'), { code: 'UNEXPECTED_ANSWER', message: expect.stringMatching(/found 302/) }],
];

test.each(refused)('%s is one clear line', async (_, reply, expected) => {
  const remedy = expect.stringMatching(/./);
  await expect(read({ ...routes, '/version': reply })).rejects.toMatchObject({ fault: 'world', remedy, ...expected });
});

test('a server that keeps its version to itself is read all the same', async () => {
  const { info } = await read({ ...routes, '/version': status(403, 'forbidden') });
  expect(info.kubeVersion).toBeUndefined();
  expect(info.cluster).toEqual({ server: 'https://a', user: 'u' });
});

test('offline, no socket is opened and no plugin is run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'offline-'));
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'touch', args: [join(folder, 'touched')] };
  const config = {
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { exec } }],
  };
  writeFileSync(join(folder, 'config'), JSON.stringify(config));
  const options = { ...quiet, kubeconfig: join(folder, 'config'), context: 'c' };
  await expect(readCluster({ ...options, offline: true })).rejects.toMatchObject({ code: 'OFFLINE', fault: 'usage' });
  expect(readdirSync(folder)).toEqual(['config']);
  await expect(readCluster(options)).rejects.toMatchObject({ code: 'NO_CREDENTIALS' });
  expect(readdirSync(folder)).toEqual(['config', 'touched']);
  rmSync(folder, { recursive: true });
});

const quiet: ReadClusterOptions = { redact: (object) => object };

async function read(from: Readonly<Record<string, Reply>>, options: Partial<ReadClusterOptions> = {}) {
  const { transport, asked } = fakeApi(from);
  const connection = { transport, server: 'https://a', context: 'c', userName: 'u', expiredAt: async () => undefined };
  return { ...(await readFrom(connection, { ...quiet, clock: fakeClock(), concurrency: 1, ...options })), asked };
}
