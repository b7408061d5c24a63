import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import type { CredentialSource } from '../credentials/credential-source.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { ClusterError } from '../errors.ts';
import type { ServerSettings } from '../kubeconfig/server-settings.ts';
import { type Answer, type GetOptions, type Transport, TransportError } from './transport.ts';
import { transportError } from './transport-error.ts';

export interface TransportOptions {
  readonly server: ServerSettings;
  readonly credentials: CredentialSource;
  /** The proxy that stands between, if any. */
  readonly proxy: string | undefined;
  readonly connections: number;
  /** Bytes of one answer, uncompressed. */
  readonly answerLimit: number;
}

/** A Transport over HTTPS as the kubeconfig says. Nothing is sent before the first `get`. */
export function openTransport(options: TransportOptions): Transport {
  const { credentials } = options;
  const agents = new Map<Credentials['certificate'], Dispatcher>();
  const agentFor = (certificate: Credentials['certificate']): Dispatcher => {
    const agent = agents.get(certificate) ?? agentOf(options, certificate);
    agents.set(certificate, agent);
    return agent;
  };
  const send = (path: string, how: GetOptions, by: Credentials): Promise<Answer> =>
    exchange(`${options.server.url}${path}`, { ...options, ...how, by, dispatcher: agentFor(by.certificate) });
  return {
    get: async (path, how) => {
      const by = await credentials.current();
      const answer = await send(path, how, by);
      if (answer.status !== 401 || !(await credentials.renew(by))) return answer;
      return send(path, how, await credentials.current());
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

function agentOf(options: TransportOptions, certificate: Credentials['certificate']): Dispatcher {
  const { server, proxy, connections } = options;
  const tls = {
    secureContext: secureContextOf(server, certificate),
    rejectUnauthorized: !server.insecure,
    ...(server.serverName === undefined ? {} : { servername: server.serverName }),
    // One request a connection keeps a broken answer from taking its neighbours along.
    allowH2: false,
  };
  const common = { connections, connect: tls, allowH2: false };
  return proxy === undefined ? new Agent(common) : new ProxyAgent({ ...common, uri: proxy, requestTls: tls });
}

function secureContextOf(server: ServerSettings, certificate: Credentials['certificate']): SecureContext {
  try {
    return createSecureContext({ ca: server.ca ?? machineAuthorities(), ...certificate });
  } catch (cause) {
    const detail = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new ClusterError(
      'NO_CREDENTIALS',
      `the client certificate and key of the kubeconfig cannot be used${detail}`,
      {
        remedy: 'check that the key belongs to the certificate and is not encrypted',
        cause,
      },
    );
  }
}

// kubectl trusts the machine's store; Node's own list alone would miss a company's authority.
function machineAuthorities(): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

interface Exchange extends GetOptions, TransportOptions {
  readonly by: Credentials;
  readonly dispatcher: Dispatcher;
}

async function exchange(url: string, how: Exchange): Promise<Answer> {
  const { by, dispatcher, timeout, signal } = how;
  const limit = AbortSignal.timeout(timeout);
  try {
    const { statusCode, headers, body } = await request(url, {
      method: 'GET',
      headers: {
        ...by.headers,
        accept: how.accept,
        'user-agent': 'bulwark',
        'accept-encoding': how.server.compress ? 'gzip' : 'identity',
      },
      dispatcher,
      headersTimeout: timeout,
      bodyTimeout: timeout,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const bytes = await readBytes(body, how.answerLimit);
    return {
      status: statusCode,
      contentType: single(headers['content-type']) ?? '',
      retryAfter: single(headers['retry-after']),
      text: await decode(bytes, single(headers['content-encoding']), how.answerLimit),
    };
  } catch (cause) {
    signal?.throwIfAborted();
    throw transportError(cause);
  }
}

async function readBytes(body: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function decode(bytes: Buffer, encoding: string | undefined, limit: number): Promise<string> {
  if (encoding !== 'gzip') return bytes.toString('utf8');
  try {
    return (await promisify(gunzip)(bytes, { maxOutputLength: limit })).toString('utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw cause;
  }
}

function tooLarge(limit: number): TransportError {
  return new TransportError('too-large', `the answer is larger than ${limit / 1024 / 1024} MiB`);
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
