/**
 * OPA's strings are bytes that need not be UTF-8 (`base64.decode` of binary data). A byte that is no UTF-8 stands in our
 * text as a lone surrogate U+DC80 to U+DCFF, and becomes that byte again when bytes are asked for.
 */
const rawByte = 0xdc00;

/** The text of bytes; what is no UTF-8 survives. */
export function bytesText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    parts.push(length === 0 ? String.fromCharCode(rawByte + (bytes[at] ?? 0)) : decodeSequence(bytes, at, length));
    at += Math.max(1, length);
  }
  return parts.join('');
}

function decodeSequence(bytes: Uint8Array, at: number, length: number): string {
  const first = bytes[at] ?? 0;
  if (length === 1) return String.fromCharCode(first);
  let code = first & (0x7f >> length);
  for (let next = 1; next < length; next++) code = (code << 6) | ((bytes[at + next] ?? 0) & 63);
  return String.fromCodePoint(code);
}

/** How many bytes the character at a place has; 0 where there is none (RFC 3629). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = lengthByFirst(first);
  if (length < 2) return length;
  const second = bytes[at + 1] ?? 0;
  if (second < (leastSecond.get(first) ?? 0x80) || second > (greatestSecond.get(first) ?? 0xbf)) return 0;
  for (let next = 2; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function lengthByFirst(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

// Overlong forms, surrogates and what lies beyond U+10FFFF.
const leastSecond: ReadonlyMap<number, number> = new Map([
  [0xe0, 0xa0],
  [0xf0, 0x90],
]);
const greatestSecond: ReadonlyMap<number, number> = new Map([
  [0xed, 0x9f],
  [0xf4, 0x8f],
]);

/** The bytes of a text: UTF-8 but for the bytes that were none; other lone surrogates become U+FFFD. */
export function textBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80) bytes[size++] = code;
    else if (code >= 0xdc80 && code <= 0xdcff) bytes[size++] = code - rawByte;
    else {
      size = writeUtf8(bytes, size, code >= 0xd800 && code <= 0xdfff ? 0xfffd : code);
      if (code > 0xffff) at++;
    }
  }
  return bytes.subarray(0, size);
}

function writeUtf8(bytes: Uint8Array, start: number, code: number): number {
  let at = start;
  if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
  else {
    if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
    else {
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 63);
    }
    bytes[at++] = 0x80 | ((code >> 6) & 63);
  }
  bytes[at++] = 0x80 | (code & 63);
  return at;
}
