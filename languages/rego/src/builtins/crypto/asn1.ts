import { BuiltinError } from '../builtin.ts';

/** One element of DER (X.690). */
export interface Der {
  /** Class and constructed bit with the number: 0x30 a sequence, 0xa0 `[0]` constructed. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** With tag and length. */
  readonly raw: Uint8Array;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printable: 0x13,
  t61: 0x14,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universal: 0x1c,
  bmp: 0x1e,
} as const;

/** All elements that stand one after the other in bytes. Throws BuiltinError for what is no DER. */
export function readAll(bytes: Uint8Array): readonly Der[] {
  const elements: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = readAt(bytes, at);
    elements.push(element);
    at += element.raw.length;
  }
  return elements;
}

/** The one element that bytes are; with `tag`, one of that kind. */
export function readOne(bytes: Uint8Array, tag?: number): Der {
  const found = bytes[0];
  if (tag !== undefined && found !== undefined && found !== tag) {
    throw new BuiltinError(`asn1: structure error: tags don't match (${tag} vs ${found})`);
  }
  const [first, second] = readAll(bytes);
  if (first === undefined) throw new BuiltinError('asn1: syntax error: sequence truncated');
  if (second !== undefined) throw new BuiltinError('asn1: syntax error: trailing data');
  return first;
}

function readAt(bytes: Uint8Array, start: number): Der {
  const tag = bytes[start] ?? 0;
  if ((tag & 0x1f) === 0x1f) throw new BuiltinError('asn1: structure error: high tag numbers are not supported');
  const first = bytes[start + 1];
  if (first === undefined) throw new BuiltinError('asn1: syntax error: truncated tag or length');
  let at = start + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new BuiltinError('asn1: structure error: length too large');
    length = 0;
    for (let digit = 0; digit < count; digit++) length = length * 256 + (bytes[at++] ?? 0);
  }
  if (at + length > bytes.length) throw new BuiltinError('asn1: syntax error: data truncated');
  return { tag, content: bytes.subarray(at, at + length), raw: bytes.subarray(start, at + length) };
}

/** The elements inside a sequence, set or constructed tag. */
export function children(element: Der | undefined, tag?: number): readonly Der[] {
  if (element === undefined || (tag !== undefined && element.tag !== tag)) throw structureError(tag, element);
  return readAll(element.content);
}

export function structureError(wanted: number | undefined, got: Der | undefined): BuiltinError {
  const found = got === undefined ? 'nothing' : `tag ${got.tag}`;
  return new BuiltinError(`asn1: structure error: tags don't match (${wanted ?? 'an element'} vs ${found})`);
}

/** The element, if it has that tag. */
export function expect(element: Der | undefined, tag: number): Der {
  if (element?.tag !== tag) throw structureError(tag, element);
  return element;
}

export function integerOf(element: Der | undefined): bigint {
  const { content } = expect(element, tags.integer);
  return BigInt.asIntN(content.length * 8, unsigned(content));
}

/** Bytes as one number, the first the highest. */
export function unsigned(bytes: Uint8Array): bigint {
  let hex = '0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(`0x${hex}`);
}

export function oidOf(element: Der | undefined): readonly number[] {
  const { content } = expect(element, tags.oid);
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (numbers.length === 0) {
      const first = Math.min(Math.floor(value / 40), 2);
      numbers.push(first, value - first * 40);
    } else numbers.push(value);
    value = 0;
  }
  return numbers;
}

/** The bytes of a bit string, whose unused bits stand at its end. */
export function bitsOf(element: Der | undefined): Uint8Array {
  return expect(element, tags.bitString).content.subarray(1);
}
