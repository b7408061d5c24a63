import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { type ClusterRead, type ReadClusterOptions, readCluster } from '@bulwark/cluster';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterAvailable } from './availability.ts';
import { createObject } from './create-object.ts';
import { type Cluster, startCluster } from './start-cluster.ts';

const available = clusterAvailable();
if (!available.ok) test.skip(`reaching a real cluster: ${available.reason}`);

type Entry = Record<string, unknown>;

describe.runIf(available.ok)('reaching a real cluster', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
    await grantReading(cluster);
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await createObject(cluster.request, '/api/v1/namespaces/default/configmaps', { metadata: { name } });
    }
  });
  afterAll(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
    await cluster?.stop();
  });

  /** The reader's kubeconfig with other entries, in the cluster's folder. */
  const kubeconfig = (changes: { readonly cluster?: Entry; readonly user?: Entry }): string => {
    const config = JSON.parse(readFileSync(cluster.kubeconfig('reader'), 'utf8'));
    Object.assign(config.clusters[0].cluster, changes.cluster);
    if (changes.user) config.users[0].user = changes.user;
    const path = join(cluster.dir, 'cfg', `${files++}.kubeconfig`);
    writeFileSync(path, JSON.stringify(config));
    return path;
  };
  const read = (path: string, options: Partial<ReadClusterOptions> = {}): Promise<ClusterRead> =>
    readCluster({ kubeconfig: path, redact: (secret) => secret, includeKinds: ['ConfigMap'], ...options });

  const problems: readonly (readonly [string, () => Promise<unknown>, object])[] = [
    [
      'an expired certificate',
      () => read(cluster.kubeconfig('expired')),
      {
        code: 'UNAUTHORIZED',
        message: expect.stringMatching(/credentials of user "expired" \(context "test"\): they expired on 20/),
      },
    ],
    [
      'a wrong token',
      () => read(kubeconfig({ user: { token: 'wrong' } })),
      { code: 'UNAUTHORIZED', message: expect.stringMatching(/user "reader" \(context "test"\): Unauthorized/) },
    ],
    [
      'a kubeconfig that points nowhere',
      () => read(kubeconfig({ cluster: { server: 'https://127.0.0.1:1' } })),
      { code: 'UNREACHABLE', message: expect.stringMatching(/https:\/\/127\.0\.0\.1:1 \(context "test"\).*refused/) },
    ],
    [
      'a host that does not exist',
      () => read(kubeconfig({ cluster: { server: 'https://no-such-host.invalid' } })),
      { code: 'UNREACHABLE', message: expect.stringMatching(/host name/) },
    ],
    [
      'a server of another authority',
      () => read(kubeconfig({ cluster: { 'certificate-authority-data': undefined } })),
      { code: 'UNTRUSTED_SERVER', message: expect.stringMatching(/cannot be trusted/) },
    ],
    [
      'a server of another name',
      () => read(kubeconfig({ cluster: { 'tls-server-name': 'other.example' } })),
      { code: 'UNTRUSTED_SERVER', message: expect.stringMatching(/other\.example/) },
    ],
    [
      'a key of another certificate',
      () => read(kubeconfig({ user: { 'client-certificate': '../pki/reader.crt', 'client-key': '../pki/admin.key' } })),
      { code: 'NO_CREDENTIALS', message: expect.stringMatching(/cannot be used/) },
    ],
    [
      'a mistyped context',
      () => read(cluster.kubeconfig('reader'), { context: 'tset' }),
      {
        code: 'UNKNOWN_NAME',
        message: expect.stringMatching(/no context "tset"/),
        remedy: expect.stringMatching(/did you mean "test"/),
      },
    ],
    [
      'a program that is no API server',
      async () => read(kubeconfig({ cluster: { server: await page(), 'certificate-authority-data': undefined } })),
      { code: 'UNEXPECTED_ANSWER', message: expect.stringMatching(/found 200 text\/html/) },
    ],
  ];

  test.each(problems)('%s is one clear line', async (_, work, expected) => {
    const error = await work().catch((failure: unknown) => failure);
    expect(error).toMatchObject({ remedy: expect.stringMatching(/./), ...expected });
    expect(String(error)).not.toContain('\n');
  });

  const plugin = (token: string): Entry => ({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: ['-e', `console.log(process.env.ANSWER)`],
      env: [{ name: 'ANSWER', value: execAnswer(token) }],
      interactiveMode: 'Never',
    },
  });

  const ways: readonly (readonly [string, () => Promise<string>])[] = [
    ['certificates in files', async () => kubeconfig({ user: pair('reader') })],
    ['another name of the server', async () => kubeconfig({ cluster: { 'tls-server-name': 'kubernetes.default' } })],
    [
      'no look at the certificate',
      async () =>
        kubeconfig({ cluster: { 'certificate-authority-data': undefined, 'insecure-skip-tls-verify': true } }),
    ],
    ['a token of a plugin', async () => kubeconfig({ user: plugin(await tokenOf(cluster)) })],
    ['an HTTP proxy', async () => kubeconfig({ cluster: { 'proxy-url': await httpProxy() } })],
    ['a SOCKS proxy', async () => kubeconfig({ cluster: { 'proxy-url': await socksProxy() } })],
  ];

  test.each(ways)('reached by %s', async (_, path) => {
    const { resources, info } = await read(await path());
    expect(info.skipped).toEqual([]);
    expect(resources.map(({ name }) => name)).toEqual(expect.arrayContaining(['a', 'f']));
  });

  test('a server that stops in the middle of a page: that kind is not complete, the rest is read', async () => {
    const front = await listen(createServer((request, response) => forward(cluster, request, response)));
    const { resources, info } = await read(
      kubeconfig({ cluster: { server: front, 'certificate-authority-data': undefined } }),
      {
        includeKinds: ['ConfigMap', 'Namespace', 'ClusterRole'],
        pageSize: 3,
        clock: { now: Date.now, random: Math.random, sleep: async () => undefined },
      },
    );
    const names = Object.groupBy(resources, ({ kind }) => kind);
    expect(names['ConfigMap']?.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(names['Namespace']?.length).toBeGreaterThan(3);
    expect(names['ClusterRole.rbac.authorization.k8s.io']?.length).toBeGreaterThan(30);
    expect(info.skipped).toEqual([
      {
        what: 'v1 ConfigMap',
        reason: 'unreachable',
        detail: 'the connection ended in the middle of an answer; the 3 read before that are judged',
        count: expect.any(Number),
      },
    ]);
    expect(info.incompleteKinds).toContain('ConfigMap');
    expect(info.incompleteKinds).not.toContain('Namespace');
  });
});

let files = 0;
const stops: (() => Promise<unknown>)[] = [];

function pair(user: string): Entry {
  return { 'client-certificate': `../pki/${user}.crt`, 'client-key': `../pki/${user}.key` };
}

const bindings = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';

/** Lets a service account read everything. */
function grantReading({ request }: Cluster): Promise<void> {
  return createObject(request, bindings, {
    metadata: { name: 'default-reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'bulwark:readers' },
  });
}

async function tokenOf({ request }: Cluster): Promise<string> {
  const path = '/api/v1/namespaces/default/serviceaccounts/default/token';
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const answer = await request('admin', 'POST', path, body);
  return (answer.body as { readonly status: { readonly token: string } }).status.token;
}

function execAnswer(token: string): string {
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1',
    status: { token },
  });
}

/** What the reader would get, but every page of configmaps after the first ends in the middle. */
async function forward(cluster: Cluster, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body } = await cluster.request('reader', 'GET', request.url ?? '/');
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  if (!/configmaps.*continue=/.test(request.url ?? '')) response.end(text);
  else response.write(text.slice(0, text.length / 2), () => response.destroy());
}

function page(): Promise<string> {
  return listen(createServer((_, response) => response.setHeader('content-type', 'text/html').end('<p>Log in</p>')));
}

function httpProxy(): Promise<string> {
  const proxy = createServer();
  proxy.on('connect', (request, socket: Socket) => {
    const [host = '', port = ''] = (request.url ?? '').split(':');
    tunnel(socket, host, Number(port), () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
  });
  return listen(proxy);
}

/** Enough of SOCKS 5 (RFC 1928): no login, CONNECT to an IPv4 address or a name. */
async function socksProxy(): Promise<string> {
  const proxy = createTcpServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (wish) => {
        const isName = wish[3] === 3;
        const host = isName ? wish.toString('latin1', 5, 5 + (wish[4] ?? 0)) : [...wish.subarray(4, 8)].join('.');
        tunnel(socket, host, wish.readUInt16BE(wish.length - 2), () =>
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])),
        );
      });
    });
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  stops.push(async () => proxy.close());
  return `socks5://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

function tunnel(socket: Socket, host: string, port: number, ready: () => void): void {
  const server = connect(port, host, () => {
    ready();
    server.pipe(socket).pipe(server);
  });
  for (const end of [server, socket]) end.on('error', () => end.destroy());
}

async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  stops.push(async () => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
