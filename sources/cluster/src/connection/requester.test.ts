import { expect, test } from 'vitest';
import { answer, cut, fakeApi, type Reply, status } from '../../test/fake-api.ts';
import { fakeClock } from '../../test/fake-clock.ts';
import { backoff, retryAfterOf } from './backoff.ts';
import { Pace } from './pace.ts';
import { Requester } from './requester.ts';
import { TransportError } from './transport.ts';

const busy = status(429, 'slow down', '3');
const away = status(503, 'not ready');
const gone = new TransportError('unreachable', 'the connection was refused');

/** Asks /ok, then /it; tells what came of /it, how often it was asked for and how long was waited. */
async function ask(replies: readonly Reply[], timeLimit = 600_000) {
  const api = fakeApi({ '/ok': {}, '/it': replies });
  const clock = fakeClock();
  const requester = new Requester({
    transport: api.transport,
    clock,
    requestsPerSecond: 1000,
    concurrency: 1,
    requestTimeout: 60_000,
    timeLimit,
  });
  await requester.get({ path: () => '/ok' });
  const outcome = await requester.get({ path: () => '/it' }).then(
    (found) => found.status,
    (error) => error.message,
  );
  return { outcome, tries: api.asked.length - 1, waited: clock.sleeps };
}

const cases: readonly (readonly [string, readonly Reply[], object])[] = [
  ['an answer', [{}], { outcome: 200, tries: 1, waited: [] }],
  ['a refusal is an answer', [status(403, 'no')], { outcome: 403, tries: 1, waited: [] }],
  ['a plain 500 is an answer', [status(500, 'bug')], { outcome: 500, tries: 1, waited: [] }],
  ['not ready for a moment', [away, away, {}], { outcome: 200, tries: 3, waited: [375, 750] }],
  ['not ready for long', [away], { outcome: 503, tries: 5, waited: [375, 750, 1500, 3000] }],
  ['too many requests: what Retry-After asks for', [busy, {}], { outcome: 200, tries: 2, waited: [3150] }],
  ['a 500 with Retry-After', [status(500, 'x', '1'), {}], { outcome: 200, tries: 2, waited: [1050] }],
  ['cut once', [cut, {}], { outcome: 200, tries: 2, waited: [375] }],
  ['cut for good', [cut], { outcome: cut.message, tries: 5, waited: [375, 750, 1500, 3000] }],
  ['a server that went away', [gone], { outcome: gone.message, tries: 5, waited: [375, 750, 1500, 3000] }],
  ['an untrusted server', [new TransportError('untrusted', 'bad')], { outcome: 'bad', tries: 1, waited: [] }],
];

test.each(cases)('%s', async (_, replies, expected) => {
  expect(await ask(replies)).toEqual(expected);
});

test('too many requests for ever ends with the time limit, without a wait past it', async () => {
  const { outcome, waited } = await ask([busy], 10_000);
  expect(outcome).toBe('the time limit of 10 s did not suffice');
  expect(waited.reduce((sum, one) => sum + one, 0)).toBeLessThan(10_000);
});

test('while a server has not answered yet, or no longer does, it is asked once', async () => {
  const api = fakeApi({ '/gone': gone, '/back': [gone, {}], '/ok': {} });
  const clock = fakeClock();
  const options = { clock, requestsPerSecond: 1000, concurrency: 1, requestTimeout: 1, timeLimit: 600_000 };
  const requester = new Requester({ transport: api.transport, ...options });
  const tries = async (path: string): Promise<number> => {
    const before = api.asked.length;
    await requester.get({ path: () => path }).catch(() => undefined);
    return api.asked.length - before;
  };
  const counts = [];
  for (const path of ['/gone', '/ok', '/gone', '/gone', '/ok', '/back']) counts.push(await tries(path));
  expect(counts).toEqual([1, 1, 5, 1, 1, 2]);
});

test('an answer that breaks off or is too large is asked for in smaller pieces', async () => {
  const large = new TransportError('too-large', 'too large');
  const api = fakeApi({ '/ok': {}, '/8': large, '/4': cut, '/2': answer(200, { ok: true }) });
  const clock = fakeClock();
  const options = { clock, requestsPerSecond: 1000, concurrency: 1, requestTimeout: 1, timeLimit: 600_000 };
  const requester = new Requester({ transport: api.transport, ...options });
  await requester.get({ path: () => '/ok' });
  const got = await requester.get({ path: (shrink) => `/${8 >> shrink}`, canShrink: (shrink) => shrink < 3 });
  expect([got.text, api.asked.slice(1)]).toEqual(['{"ok":true}', ['/8', '/4', '/2']]);
  await expect(requester.get({ path: () => '/8' })).rejects.toThrow('too large');
});

test('an interrupted wait ends the request with the reason', async () => {
  const stop = new AbortController();
  const clock = { ...fakeClock(), sleep: async () => stop.signal.throwIfAborted() };
  const api = fakeApi({ '/it': away });
  const options = { clock, requestsPerSecond: 1, concurrency: 1, requestTimeout: 1, timeLimit: 600_000 };
  const requester = new Requester({ transport: api.transport, ...options, signal: stop.signal });
  stop.abort(new Error('interrupted'));
  await expect(requester.get({ path: () => '/it' })).rejects.toThrow('interrupted');
});

test('a pace lets a second of requests through at once, then each in its time', async () => {
  const clock = fakeClock();
  const pace = new Pace({ requestsPerSecond: 4, concurrency: 1, clock });
  for (let count = 0; count < 7; count++) await pace.run(async () => undefined);
  expect(clock.sleeps).toEqual([250, 250, 250]);
  await clock.sleep(10_000);
  pace.hold(2000);
  await pace.run(async () => undefined);
  expect(clock.sleeps.slice(3)).toEqual([10_000, 2000]);
});

test('a pace keeps no more in flight than allowed, in the order of asking, also after failures', async () => {
  const pace = new Pace({ requestsPerSecond: 1000, concurrency: 2, clock: fakeClock() });
  let flying = 0;
  let most = 0;
  const order: number[] = [];
  const work = (id: number) => async () => {
    order.push(id);
    most = Math.max(most, ++flying);
    await Promise.resolve();
    flying--;
    if (id % 3 === 0) throw new Error('failed');
  };
  await Promise.allSettled(Array.from({ length: 9 }, (_, id) => pace.run(work(id))));
  expect([most, flying, order]).toEqual([2, 0, [0, 1, 2, 3, 4, 5, 6, 7, 8]]);
});

test('waits double up to half a minute, jittered in the upper half, and never undercut the server', () => {
  const all = [1, 2, 3, 7, 50].map((failures) => [
    backoff(failures, 0, () => 0),
    backoff(failures, 0, () => 1),
    backoff(failures, 60_000, () => 0),
  ]);
  expect(all).toEqual([
    [250, 500, 60_000],
    [500, 1000, 60_000],
    [1000, 2000, 60_000],
    [15_000, 30_000, 60_000],
    [15_000, 30_000, 60_000],
  ]);
});

const headers: readonly (readonly [string | undefined, number])[] = [
  [undefined, 0],
  ['7', 7000],
  ['Sun, 31 Jan 2027 00:00:09 GMT', 9000],
  ['Sun, 31 Jan 2027 00:00:00 GMT', 0],
  ['soon', 0],
];

test.each(headers)('Retry-After: %s', (header, milliseconds) => {
  expect(retryAfterOf(header, Date.parse('2027-01-31T00:00:00Z'))).toBe(milliseconds);
});
