import { decode64 } from '../base64.ts';
import { BuiltinError } from '../builtin.ts';

/** One block of PEM (RFC 7468) and the text behind it. */
export interface Pem {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly rest: string;
}

const block = /(?:^|\n)-----BEGIN ([^\n]*?)-----[ \t\r]*\n([\s\S]*?)(?:^|\n)?-----END ([^\n]*?)-----[ \t\r]*(?:\n|$)/g;

/** The first block of a text that is in order; undefined where there is none. */
export function decodePem(text: string): Pem | undefined {
  for (const found of text.matchAll(block)) {
    const [whole, type = '', body = '', end] = found;
    const bytes = type === end ? bodyBytes(body) : undefined;
    if (bytes !== undefined) return { type, bytes, rest: text.slice(found.index + whole.length) };
  }
  return undefined;
}

/** Lines such as `Proc-Type: 4` may stand before the body. */
function bodyBytes(body: string): Uint8Array | undefined {
  const lines = body.split('\n');
  const first = lines.findIndex((line) => !line.includes(':'));
  try {
    return decode64(
      lines
        .slice(Math.max(first, 0))
        .join('')
        .replace(/[ \t\r]/g, ''),
      'standard',
    );
  } catch (error) {
    if (error instanceof BuiltinError) return undefined;
    throw error;
  }
}

/** All blocks of a text. */
export function allPem(text: string): readonly Pem[] {
  const blocks: Pem[] = [];
  for (let next = decodePem(text); next !== undefined; next = decodePem(next.rest)) blocks.push(next);
  return blocks;
}

/** Whether a text begins as PEM does. */
export function looksLikePem(text: string): boolean {
  return text.startsWith('-----BEGIN');
}
