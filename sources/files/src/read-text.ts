import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { readBytes } from './read-bytes.ts';

/** Why an input could not be turned into text. */
export interface UnreadableText {
  readonly reason: 'limit' | 'unparsed' | 'error';
  readonly detail: string;
}

const mebibyte = 1024 * 1024;
/** V8 holds no longer string; a larger input has to come in parts. */
const longestText = 512 * mebibyte - 32;
const freeExpansion = 32 * mebibyte;
const highestRatio = 200;

/**
 * The text of a file or of standard input, unpacked if it is gzip, with UTF-8 or UTF-16 by its byte order mark; or why
 * there is none.
 */
export function readText(path: string | typeof standardInput): string | UnreadableText {
  try {
    const bytes = readBytes(path, longestText);
    return bytes ? decode(bytes) : { reason: 'limit', detail: 'limit reached: it is larger than 512 MiB; split it' };
  } catch (error) {
    return { reason: 'error', detail: error instanceof Error ? error.message : String(error) };
  }
}

export const standardInput = 0;

function decode(bytes: Buffer): string | UnreadableText {
  if (!isGzip(bytes)) return decodeText(bytes);
  const unpacked = unpack(bytes);
  if (!Buffer.isBuffer(unpacked)) return unpacked;
  if (isGzip(unpacked)) return { reason: 'limit', detail: 'limit reached: gzip inside gzip' };
  return decodeText(unpacked);
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** A bomb grows far beyond what text does: 32 MiB are free, beyond that 200 times the packed size. */
function unpack(bytes: Buffer): Buffer | UnreadableText {
  const most = Math.min(longestText, Math.max(freeExpansion, bytes.length * highestRatio));
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      return {
        reason: 'limit',
        detail: `limit reached: gzip that unpacks to more than ${Math.floor(most / mebibyte)} MiB`,
      };
    }
    return { reason: 'unparsed', detail: `broken gzip: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function decodeText(bytes: Buffer): string | UnreadableText {
  if (bytes.length > longestText) return { reason: 'limit', detail: 'limit reached: more than 512 MiB of text' };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (!isUtf8(bytes)) return { reason: 'unparsed', detail: `line ${firstBrokenLine(bytes)} is not valid UTF-8` };
  return bytes.toString('utf8');
}

/** Counted from 1. No byte of a longer UTF-8 sequence is a line feed, so lines can be looked at one by one. */
function firstBrokenLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(10, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
