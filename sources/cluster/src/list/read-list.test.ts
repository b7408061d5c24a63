import { expect, test } from 'vitest';
import { cut, fakeApi, type Reply, status } from '../../test/fake-api.ts';
import { fakeClock } from '../../test/fake-clock.ts';
import { Requester } from '../connection/requester.ts';
import { TransportError } from '../connection/transport.ts';
import { ClusterError } from '../errors.ts';
import { collectionPath, pagePath } from './list-path.ts';
import { readList } from './read-list.ts';

const list = (items: unknown, next = '', remainingItemCount?: number): object => ({
  kind: 'PodList',
  apiVersion: 'v1',
  metadata: { continue: next, remainingItemCount },
  items,
});
const page = (next = ''): string => `/pods?limit=4${next === '' ? '' : `&continue=${next}`}`;
const gone = status(410, 'The provided continue parameter is too old');
const large = new TransportError('too-large', 'the answer is larger than 64 MiB');

const smaller = '/pods?limit=2&continue=a';

type Routes = Readonly<Record<string, Reply | readonly Reply[]>>;

const complete: readonly (readonly [string, Routes, readonly unknown[]])[] = [
  ['one page', { [page()]: list([1, 2]) }, [1, 2]],
  ['nothing', { [page()]: list(null) }, []],
  ['pages to the end', { [page()]: list([1], 'a'), [page('a')]: list([2], 'b'), [page('b')]: list([3]) }, [1, 2, 3]],
  ['an empty page in between', { [page()]: list([], 'a'), [page('a')]: list([2]) }, [2]],
  [
    'a forgotten state: from the start',
    { [page()]: [list([1, 2], 'a'), list([2, 3], 'b')], [page('a')]: gone, [page('b')]: list([4]) },
    [2, 3, 4],
  ],
  ['a page that broke off once', { [page()]: list([1], 'a'), [page('a')]: cut, [smaller]: list([2]) }, [1, 2]],
  ['a page that is too large', { [page()]: large, '/pods?limit=2': large, '/pods?limit=1': list([1]) }, [1]],
];

test.each(complete)('%s', async (_, routes, items) => {
  expect(await read(routes)).toEqual({ items, gap: undefined });
});

const partial: readonly (readonly [string, Routes, object])[] = [
  [
    'a server that always stops in the middle of the second page',
    { [page()]: list([1, 2], 'a', 7), '/pods': cut },
    { items: [1, 2], gap: { reason: 'unreachable', detail: cut.message, missing: 7 } },
  ],
  [
    'a list that changes too fast',
    { [page()]: list([1, 2], 'a'), [page('a')]: gone },
    { items: [1, 2], gap: { reason: 'unreachable', detail: expect.stringContaining('410 Gone, twice') } },
  ],
  [
    'an object that is too large by itself',
    { '/pods': large },
    { items: [], gap: { reason: 'limit', detail: large.message } },
  ],
  [
    'a refusal',
    { '/pods': status(403, 'pods is forbidden: User "x" cannot list resource "pods"') },
    { items: [], gap: { reason: 'forbidden', detail: 'User "x" cannot list resource "pods"' } },
  ],
  ['refused credentials', { '/pods': status(401, 'Unauthorized') }, { gap: { reason: 'forbidden' } }],
  ['a kind that went away', { '/pods': status(404, 'not found') }, { gap: { reason: 'unreachable' } }],
  ['a kind that cannot be listed', { '/pods': status(405, 'no') }, { gap: { reason: 'unsupported' } }],
  ['a broken conversion webhook', { '/pods': status(500, 'conversion failed') }, { gap: { reason: 'unreachable' } }],
  ['too many requests for good', { '/pods': status(429, 'slow', '3600') }, { gap: { reason: 'limit' } }],
  ['another shape', { '/pods': { kind: 'Table', rows: [] } }, { gap: { reason: 'unparsed' } }],
  [
    'credentials that ended and could not be renewed',
    { [page()]: list([1], 'a'), '/pods': new ClusterError('NO_CREDENTIALS', 'the plugin failed') },
    { items: [1], gap: { reason: 'forbidden', detail: 'the plugin failed' } },
  ],
  ['the same page for ever', { '/pods': list([1], 'a') }, { items: [1, 1], gap: { reason: 'error' } }],
];

test.each(partial)('%s is a gap, and what came before it stays', async (_, routes, expected) => {
  expect(await read(routes)).toMatchObject(expected);
});

test('a fault of ours is no gap', async () => {
  const transport = { get: () => Promise.reject(new TypeError('bug')), close: async () => undefined };
  await expect(readList(requesterOver(transport), '/pods', { pageSize: 4 })).rejects.toThrow(TypeError);
});

test('paths', () => {
  const core = { group: '', version: 'v1', resource: 'pods', kind: 'Pod', key: 'Pod', namespaced: true };
  const apps = { ...core, group: 'apps', resource: 'deployments' };
  expect([
    collectionPath(core),
    collectionPath(core, 'a/../b'),
    collectionPath(apps),
    collectionPath(apps, 'shop'),
    pagePath('/api/v1/pods', { limit: 2 }),
    pagePath('/api/v1/pods', { limit: 2, continue: 'a=+&', labelSelector: 'app in (a, b)' }),
  ]).toEqual([
    '/api/v1/pods',
    '/api/v1/namespaces/a%2F..%2Fb/pods',
    '/apis/apps/v1/deployments',
    '/apis/apps/v1/namespaces/shop/deployments',
    '/api/v1/pods?limit=2',
    '/api/v1/pods?limit=2&labelSelector=app+in+%28a%2C+b%29&continue=a%3D%2B%26',
  ]);
});

async function read(routes: Routes): Promise<object> {
  return readList(requesterOver(fakeApi(routes).transport), '/pods', { pageSize: 4 });
}

function requesterOver(transport: ReturnType<typeof fakeApi>['transport']): Requester {
  const clock = fakeClock();
  return new Requester({
    transport,
    clock,
    requestsPerSecond: 1000,
    concurrency: 4,
    requestTimeout: 1,
    timeLimit: 60_000,
  });
}
