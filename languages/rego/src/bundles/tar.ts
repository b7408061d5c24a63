import { bytesText, textBytes } from '../values/byte-text.ts';

/** A file of an archive or a folder; `path` has no leading slash. */
export interface BundleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The files of an archive up to where it is broken, and what is broken. */
export interface TarReading {
  readonly files: readonly BundleFile[];
  readonly problem: string | undefined;
}

const block = 512;

/** The regular files of a tar archive (POSIX ustar and pax, GNU long names); other entries are left out. */
export function readTar(bytes: Uint8Array): TarReading {
  const files: BundleFile[] = [];
  let longName: string | undefined;
  for (const entry of entriesOf(bytes)) {
    if ('problem' in entry) return { files, problem: entry.problem };
    const { type, content } = entry;
    if (type === 'L') longName = textIn(content, 0, content.length);
    else if (type === 'x') longName = paxPath(content) ?? longName;
    if (isExtension(type)) continue;
    const path = cleanPath(longName ?? entry.name);
    longName = undefined;
    if (path === undefined)
      return { files, problem: `the entry ${JSON.stringify(entry.name)} leads out of the bundle` };
    if (type === '0' || type === '\0') files.push({ path, bytes: content });
  }
  return { files, problem: files.length === 0 ? 'expected a tar archive with files, found none' : undefined };
}

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly content: Uint8Array;
}

function* entriesOf(bytes: Uint8Array): Generator<Entry | { readonly problem: string }> {
  for (let at = 0; at + block <= bytes.length; ) {
    const header = bytes.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) return;
    const size = sizeOf(header);
    if (size === undefined || !hasChecksum(header)) return yield { problem: `no tar header at byte ${at}` };
    const content = bytes.subarray(at + block, at + block + size);
    if (content.length < size) return yield { problem: `the archive ends inside the entry at byte ${at}` };
    at += block + Math.ceil(size / block) * block;
    yield { type: String.fromCharCode(header[156] ?? 0), name: nameOf(header), content };
  }
}

function isExtension(type: string): boolean {
  return type === 'L' || type === 'x' || type === 'g';
}

function nameOf(header: Uint8Array): string {
  const name = textIn(header, 0, 100);
  const prefix = textIn(header, 257, 262) === 'ustar' ? textIn(header, 345, 500) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textIn(bytes: Uint8Array, start: number, end: number): string {
  const zero = bytes.subarray(start, end).indexOf(0);
  return bytesText(bytes.subarray(start, zero === -1 ? end : start + zero));
}

/** `12 path=a/b\n` and the like: length, key, value. */
function paxPath(content: Uint8Array): string | undefined {
  const found = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(bytesText(content));
  return found?.[1];
}

function sizeOf(header: Uint8Array): number | undefined {
  const text = textIn(header, 124, 136).trim();
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function hasChecksum(header: Uint8Array): boolean {
  return Number.parseInt(textIn(header, 148, 156).trim(), 8) === checksum(header);
}

/** The sum of a header's bytes, those of the checksum itself as spaces. */
function checksum(header: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < block; at++) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0);
  return sum;
}

function cleanPath(path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}

/** A tar archive with times, owners and modes that never change: the same files give the same bytes. */
export function writeTar(files: readonly BundleFile[]): Uint8Array {
  const parts = files.flatMap(({ path, bytes }) => {
    const name = `/${path}`;
    const long = textBytes(name).length > 100;
    return [...(long ? entry('pax', 'x', paxRecord(name)) : []), ...entry(long ? name.slice(-50) : name, '0', bytes)];
  });
  return joined([...parts, new Uint8Array(2 * block)]);
}

function entry(name: string, type: string, content: Uint8Array): Uint8Array[] {
  const header = new Uint8Array(block);
  const write = (text: string, at: number): void => header.set(textBytes(text), at);
  write(name, 0);
  write('0000600\0', 100);
  write('0000000\0', 108);
  write('0000000\0', 116);
  write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  write('00000000000\0', 136);
  write(type, 156);
  write('ustar\x0000', 257);
  write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148);
  return [header, content, new Uint8Array((block - (content.length % block)) % block)];
}

/** The record states its own length. */
function paxRecord(name: string): Uint8Array {
  const rest = ` path=${name}\n`;
  const bytes = textBytes(rest).length;
  let length = bytes + String(bytes).length;
  if (String(length).length > String(bytes).length) length++;
  return textBytes(`${length}${rest}`);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
