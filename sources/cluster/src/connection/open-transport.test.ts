import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { CredentialSource } from '../credentials/credential-source.ts';
import { userSettings } from '../credentials/user-settings.ts';
import { serverSettings } from '../kubeconfig/server-settings.ts';
import { openTransport } from './open-transport.ts';
import type { Transport } from './transport.ts';

const listening: Server[] = [];
const tokens = ['old', 'new'];
let server = '';
const seen: IncomingMessage[] = [];

beforeAll(async () => {
  server = await listen(createServer(answer));
});
afterAll(() => {
  for (const one of listening) one.close().closeAllConnections();
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  seen.push(request);
  const body = Buffer.from(JSON.stringify({ path: request.url, padding: 'x'.repeat(2000) }));
  response.setHeader('content-type', 'application/json');
  switch (request.url) {
    case '/prefix/gzip':
    case '/prefix/bomb':
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(request.url === '/prefix/gzip' ? body : Buffer.alloc(1_000_000, 'x')));
      break;
    case '/prefix/broken-gzip':
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(body).subarray(0, 30));
      break;
    case '/prefix/cut':
      response.setHeader('content-length', body.length);
      response.write(body.subarray(0, 1000), () => response.destroy());
      break;
    case '/prefix/cut-chunks':
      response.write(body, () => response.destroy());
      break;
    case '/prefix/hang':
      break;
    case '/prefix/large':
      response.end(Buffer.alloc(1_000_000, 'x'));
      break;
    case '/prefix/busy':
      response.writeHead(429, { 'retry-after': '7' }).end('{}');
      break;
    case '/prefix/renew':
      response.writeHead(request.headers.authorization === 'Bearer new' ? 200 : 401).end('{}');
      break;
    default:
      response.end(body);
  }
}

test.each(['/plain', '/gzip'])('an answer arrives whole: %s', async (path) => {
  const answered = await get(path);
  expect(answered).toMatchObject({ status: 200, contentType: 'application/json', retryAfter: undefined });
  expect(JSON.parse(answered.text)).toMatchObject({ path: `/prefix${path}` });
});

test('what a server refuses is an answer with its status', async () => {
  expect(await get('/busy')).toEqual({ status: 429, contentType: 'application/json', retryAfter: '7', text: '{}' });
});

test.each([
  ['/cut', 'cut'],
  ['/cut-chunks', 'cut'],
  ['/broken-gzip', 'cut'],
  ['/hang', 'slow'],
  ['/large', 'too-large'],
  ['/bomb', 'too-large'],
])('an answer that does not end well: %s is %s', async (path, problem) => {
  await expect(get(path)).rejects.toMatchObject({ problem });
});

test('a port where nothing listens', async () => {
  const transport = transportTo({ server: 'http://127.0.0.1:1' });
  await expect(get('/', transport)).rejects.toMatchObject({
    problem: 'unreachable',
    message: 'the connection was refused',
  });
});

test('a server that does not speak TLS', async () => {
  const transport = transportTo({ server: server.replace('http:', 'https:') });
  await expect(get('/', transport)).rejects.toMatchObject({ problem: 'unreachable', message: 'it does not speak TLS' });
});

test('several groups to act as are several header lines, and nothing but GET is sent', async () => {
  const transport = transportTo({ server }, { as: 'amy', 'as-groups': ['a', 'b, c'] });
  await get('/groups', transport);
  const request = seen.find(({ url }) => url === '/prefix/groups');
  const lines = request?.rawHeaders.flatMap((name, index) =>
    name.toLowerCase() === 'impersonate-group' ? request.rawHeaders[index + 1] : [],
  );
  expect([request?.headers['impersonate-user'], lines]).toEqual(['amy', ['a', 'b, c']]);
  expect(new Set(seen.map(({ method }) => method))).toEqual(new Set(['GET']));
});

test('refused credentials are fetched anew once', async () => {
  const exec = { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'x' } };
  expect((await get('/renew', transportTo({ server }, exec))).status).toBe(200);
  expect((await get('/renew', transportTo({ server }, { token: 'old' }))).status).toBe(401);
});

test('an interruption ends a request with its reason', async () => {
  const stop = new AbortController();
  const pending = transportTo({ server }).get('/hang', { accept: '*/*', timeout: 60_000, signal: stop.signal });
  stop.abort(new Error('interrupted'));
  await expect(pending).rejects.toThrow('interrupted');
});

test('a request goes through the proxy that is named', async () => {
  const proxied = listen(createServer((_, response) => response.end('{"by":"proxy"}')));
  const transport = transportTo({ server: 'http://api.invalid', 'proxy-url': await proxied });
  expect((await get('/', transport)).text).toBe('{"by":"proxy"}');
});

async function listen(http: Server): Promise<string> {
  listening.push(http);
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const address = http.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

type Entry = Parameters<typeof serverSettings>[0]['value'];

function transportTo(cluster: Entry, value: Entry = {}): Transport {
  const stated = serverSettings({ value: cluster, file: '' });
  const user = userSettings({ value, file: '' }, 'u');
  let runs = 0;
  const credentials = new CredentialSource({
    user,
    impersonation: user.impersonation,
    clock: systemClock,
    runPlugin: async () => ({ token: tokens[runs++], certificate: undefined, expiresAt: undefined }),
  });
  const settings = { ...stated, url: cluster['server'] === server ? `${stated.url}/prefix` : stated.url };
  return openTransport({ server: settings, credentials, proxy: stated.proxyUrl, connections: 2, answerLimit: 100_000 });
}

async function get(path: string, transport?: Transport) {
  const used = transport ?? transportTo({ server });
  const accept = 'application/json';
  return used.get(path, { accept, timeout: path === '/hang' ? 100 : 30_000 }).finally(() => used.close());
}
