import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import type { User } from './users.ts';

interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
}

/** One call as a user; a body is sent as JSON (with PATCH: as a merge patch), and JSON answers come back parsed. */
export type ApiRequest = (user: User, method: string, path: string, body?: unknown) => Promise<ApiResponse>;

/** The calls of a cluster's users, each over its own connections and with its own certificate. */
export function apiClient(dir: string, url: string): ApiRequest {
  const agents = new Map<User, Agent>();
  const agentOf = (user: User): Agent => {
    const agent = agents.get(user) ?? new Agent({ keepAlive: true, ...certificates(dir, user) });
    agents.set(user, agent);
    return agent;
  };
  return (user, method, path, body) => send(new URL(path, url), { method, agent: agentOf(user) }, body);
}

function certificates(dir: string, user: User): { ca: Buffer; cert: Buffer; key: Buffer } {
  const pki = (file: string): Buffer => readFileSync(join(dir, 'pki', file));
  return { ca: pki('ca.crt'), cert: pki(`${user}.crt`), key: pki(`${user}.key`) };
}

function send(url: URL, how: { method: string; agent: Agent }, body: unknown): Promise<ApiResponse> {
  const contentType = how.method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const headers = body === undefined ? {} : { 'content-type': contentType };
  return new Promise((done, fail) => {
    const call = request(url, { ...how, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', fail);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const isJson = answer.headers['content-type']?.startsWith('application/json') === true;
        done({ status: answer.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
      });
    });
    call.on('error', fail);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
