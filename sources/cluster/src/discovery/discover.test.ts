import { expect, test } from 'vitest';
import { fakeApi, type Reply, status } from '../../test/fake-api.ts';
import { fakeClock } from '../../test/fake-clock.ts';
import { Requester } from '../connection/requester.ts';
import { TransportError } from '../connection/transport.ts';
import { type ApiResource, apiVersionOf } from './api-resource.ts';
import { discover } from './discover.ts';
import { selectResources } from './select-resources.ts';

const verbs = ['get', 'list'];
const aggregated = (items: readonly object[]): object => ({ kind: 'APIGroupDiscoveryList', items });
const group = (name: string | undefined, ...versions: readonly object[]): object => ({ metadata: { name }, versions });
const resource = (name: string, kind: string, more: object = {}): object => ({
  resource: name,
  responseKind: { group: '', version: '', kind },
  scope: 'Namespaced',
  verbs,
  subresources: [{ subresource: 'status', verbs: ['get'] }],
  ...more,
});

const modern: Record<string, Reply> = {
  '/api': aggregated([
    group(undefined, {
      version: 'v1',
      resources: [
        resource('pods', 'Pod'),
        resource('nodes', 'Node', { scope: 'Cluster' }),
        resource('bindings', 'Binding', { verbs: ['create'] }),
        resource('odd', '', {}),
      ],
    }),
  ]),
  '/apis': aggregated([
    group('extensions', { version: 'v1beta1', resources: [resource('ingresses', 'Ingress')] }),
    group('networking.k8s.io', { version: 'v1', resources: [resource('ingresses', 'Ingress')] }),
    group(
      'batch',
      { version: 'v1', freshness: 'Current', resources: [resource('jobs', 'Job')] },
      { version: 'v1beta1', resources: [resource('jobs', 'Job'), resource('cronjobs', 'CronJob')] },
    ),
    group('dead.example.org', { version: 'v1', freshness: 'Stale', resources: [] }),
    group('slow.example.org', { version: 'v1', freshness: 'Stale', resources: [resource('things', 'Thing')] }),
  ]),
};

const plain = (name: string, kind: string, namespaced = true): object => ({ name, kind, namespaced, verbs });
const legacy: Record<string, Reply | readonly Reply[]> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/api/v1': {
    kind: 'APIResourceList',
    resources: [
      plain('pods', 'Pod'),
      plain('pods/log', 'Pod'),
      plain('nodes', 'Node', false),
      { ...plain('bindings', 'Binding'), verbs: ['create'] },
    ],
  },
  '/apis': {
    kind: 'APIGroupList',
    groups: [
      {
        name: 'batch',
        versions: [{ version: 'v1beta1' }, { version: 'v1' }],
        preferredVersion: { groupVersion: 'batch/v1', version: 'v1' },
      },
      { name: 'dead.example.org', versions: [{ version: 'v1' }] },
      { name: 'gone.example.org', versions: [{ version: 'v2' }] },
    ],
  },
  '/apis/batch/v1': { kind: 'APIResourceList', resources: [plain('jobs', 'Job')] },
  '/apis/batch/v1beta1': { kind: 'APIResourceList', resources: [plain('jobs', 'Job'), plain('cronjobs', 'CronJob')] },
  '/apis/dead.example.org/v1': status(503, 'service unavailable'),
  '/apis/gone.example.org/v2': new TransportError('slow', 'it did not answer in time'),
};

test('aggregated discovery: each listable resource once, in the version the server prefers', async () => {
  expect(await found(modern)).toEqual({
    asked: ['/api', '/apis'],
    resources: [
      'v1 Pod pods in namespaces',
      'v1 Node nodes',
      'networking.k8s.io/v1 Ingress ingresses in namespaces',
      'batch/v1 Job jobs in namespaces',
      'batch/v1beta1 CronJob cronjobs in namespaces',
      'slow.example.org/v1 Thing things in namespaces',
    ],
    gaps: ['every kind of dead.example.org/v1: the kinds of this API are not known: its API server does not answer'],
  });
});

test('the older discovery, group by group, finds the same and survives a dead group', async () => {
  expect(await found(legacy)).toMatchObject({
    resources: [
      'v1 Pod pods in namespaces',
      'v1 Node nodes',
      'batch/v1 Job jobs in namespaces',
      'batch/v1beta1 CronJob cronjobs in namespaces',
    ],
    gaps: [
      'every kind of dead.example.org/v1: the kinds of this API are not known: service unavailable',
      'every kind of gone.example.org/v2: the kinds of this API are not known: it did not answer in time',
    ],
  });
});

test('no discovery at all is an error that says so', async () => {
  const message = 'User "system:anonymous" cannot get path "/apis"';
  await expect(found({ ...modern, '/apis': status(403, `forbidden: ${message}`) })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining(message),
    remedy: expect.stringContaining('system:discovery'),
  });
  const gone = new TransportError('cut', 'the connection ended');
  await expect(found({ ...modern, '/apis': gone })).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await expect(found({ '/api': status(500, 'broken') })).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
});

async function found(routes: Readonly<Record<string, Reply | readonly Reply[]>>) {
  const { asked, transport } = fakeApi(routes);
  const clock = fakeClock();
  const options = { clock, requestsPerSecond: 1000, concurrency: 4, requestTimeout: 1, timeLimit: 60_000 };
  const { resources, gaps } = await discover(new Requester({ transport, ...options }));
  return { asked, resources: resources.map(textOf), gaps: gaps.map(({ what, detail }) => `${what}: ${detail}`) };
}

function textOf(found: ApiResource): string {
  return `${apiVersionOf(found)} ${found.kind} ${found.resource}${found.namespaced ? ' in namespaces' : ''}`;
}

const known: readonly ApiResource[] = [
  ['', 'Secret', 'secrets'],
  ['', 'Event', 'events'],
  ['apps', 'Deployment', 'deployments'],
  ['metrics.k8s.io', 'PodMetrics', 'pods'],
  ['example.org', 'Deployment', 'deployments'],
].map(([groupName = '', kind = '', name = '']) => ({
  group: groupName,
  version: 'v1',
  resource: name,
  kind,
  key: groupName === '' ? kind : `${kind}.${groupName}`,
  namespaced: true,
}));

const selections: readonly (readonly [Parameters<typeof selectResources>[1], readonly string[], readonly string[]])[] =
  [
    [{}, ['Secret', 'Deployment.apps', 'Deployment.example.org'], []],
    [{ includeKinds: ['secrets', 'event'] }, ['Secret', 'Event'], []],
    [{ includeKinds: ['Deployment'] }, ['Deployment.apps', 'Deployment.example.org'], []],
    [
      { includeKinds: ['deployments.apps', 'pods.metrics.k8s.io'] },
      ['Deployment.apps', 'PodMetrics.metrics.k8s.io'],
      [],
    ],
    [{ excludeKinds: ['Deployment.apps'] }, ['Secret', 'Deployment.example.org'], []],
    [{ includeKinds: ['Secret'], excludeKinds: ['secrets', 'sectrets'] }, [], ['sectrets']],
  ];

test.each(selections)('kinds by %j', (selection, chosen, unknown) => {
  const selected = selectResources(known, selection);
  expect(selected.chosen.map(({ key }) => key)).toEqual(chosen);
  expect(selected.unknown).toEqual(unknown);
  expect(new Set([...selected.chosen, ...selected.left])).toEqual(new Set(known));
});
