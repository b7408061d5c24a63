import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Why an input could not be turned into text. */
export interface UnreadableText {
  readonly reason: 'limit' | 'unparsed' | 'error';
  readonly detail: string;
}

const mebibyte = 1024 * 1024;
/** V8 holds no longer string; a larger input has to come in parts. */
const longestText = 512 * mebibyte - 32;
const freeExpansion = 64 * mebibyte;
const highestRatio = 200;

/** The text of a file, unpacked if it is gzip, with UTF-8 or UTF-16 by its byte order mark; or why there is none. */
export function readText(path: string): string | UnreadableText {
  try {
    const { size } = statSync(path);
    if (size > longestText)
      return { reason: 'limit', detail: `limit reached: the file is larger than 512 MiB; split it` };
    return decode(readFileSync(path));
  } catch (error) {
    return { reason: 'error', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** The same for bytes that are at hand. */
export function decode(bytes: Buffer): string | UnreadableText {
  if (!isGzip(bytes)) return decodeText(bytes);
  const unpacked = unpack(bytes);
  if (!Buffer.isBuffer(unpacked)) return unpacked;
  if (isGzip(unpacked)) return { reason: 'limit', detail: 'limit reached: gzip inside gzip' };
  return decodeText(unpacked);
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** A bomb grows far beyond what text does: 64 MiB are free, beyond that 200 times the packed size. */
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
  const text = bytes.toString('utf8');
  // U+FFFD stands for bytes that are no UTF-8, unless it was written as such.
  const broken = text.indexOf('\ufffd');
  if (broken !== -1 && !bytes.includes('\ufffd')) {
    const line = text.slice(0, broken).split('\n').length;
    return { reason: 'unparsed', detail: `line ${line} is not valid UTF-8` };
  }
  return text;
}
