import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import type { Cluster } from './start-cluster.ts';

export interface TextAnswer {
  readonly status: number;
  /** As it came, so that numbers keep their digits. */
  readonly text: string;
  /** Texts of the Warning headers. */
  readonly warnings: readonly string[];
}

export type PostText = (path: string, contentType: string, body: string) => Promise<TextAnswer>;

/** Posts texts as they stand, as admin. */
export function textPoster({ dir, url, ca }: Cluster): PostText {
  const pki = (file: string): Buffer => readFileSync(join(dir, 'pki', file));
  const agent = new Agent({ keepAlive: true, maxSockets: 8, ca, cert: pki('admin.crt'), key: pki('admin.key') });
  return (path, contentType, body) =>
    new Promise((done, fail) => {
      const headers = { 'content-type': contentType, accept: 'application/json' };
      const call = request(new URL(path, url), { method: 'POST', agent, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', fail);
        answer.on('end', () => {
          const warnings = [answer.headers['warning'] ?? []].flat();
          done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), warnings });
        });
      });
      call.on('error', fail);
      call.end(body);
    });
}
