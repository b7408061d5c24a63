/** One value of DER (ITU-T X.690): a tag and the stretch of bytes that it covers. */
export interface DerValue {
  /** The first tag byte; tags above 30 do not occur in certificates and are refused. */
  readonly tag: number;
  readonly bytes: Uint8Array;
  /** Offset of the content. */
  readonly start: number;
  readonly end: number;
}

/** Thrown within this package only: the door turns it into a diagnostic. */
export class DerError extends Error {}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The value at an offset, which must lie wholly before `end`. */
export function derValue(bytes: Uint8Array, at: number, end: number): DerValue {
  const tag = bytes[at];
  if (tag === undefined || at + 2 > end || (tag & 0x1f) === 0x1f) throw new DerError('no DER value');
  const form = bytes[at + 1] ?? 0;
  const lengthBytes = form < 0x80 ? 0 : form & 0x7f;
  // Four bytes hold any length that a certificate can have; 0x80 is the indefinite form, which DER forbids.
  if (form === 0x80 || lengthBytes > 4) throw new DerError('a length that DER forbids');
  let length = form < 0x80 ? form : 0;
  for (let index = 0; index < lengthBytes; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0);
  const start = at + 2 + lengthBytes;
  if (start + length > end) throw new DerError('a value longer than what holds it');
  return { tag, bytes, start, end: start + length };
}

const mostChildren = 10_000;

/** The values inside a SEQUENCE, a SET or a constructed tag. */
export function derChildren(value: DerValue): readonly DerValue[] {
  const children: DerValue[] = [];
  for (let at = value.start; at < value.end; ) {
    if (children.length === mostChildren) throw new DerError('too many values');
    const child = derValue(value.bytes, at, value.end);
    children.push(child);
    at = child.end;
  }
  return children;
}

/** The children of a value that must have this tag. */
export function sequenceOf(value: DerValue | undefined, tag: number = tags.sequence): readonly DerValue[] {
  return derChildren(expectTag(value, tag));
}

export function expectTag(value: DerValue | undefined, tag: number): DerValue {
  if (value?.tag !== tag) throw new DerError(`tag ${tag} expected, ${value?.tag ?? 'nothing'} found`);
  return value;
}

export function contentOf(value: DerValue): Uint8Array {
  return value.bytes.subarray(value.start, value.end);
}

const longestOid = 64;

/** An object identifier in dots: `1.2.840.113549.1.1.11`. */
export function oidOf(value: DerValue | undefined): string {
  const content = contentOf(expectTag(value, tags.oid));
  if (content.length === 0 || content.length > longestOid) throw new DerError('an object identifier of no length');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}

/** Bits of a non-negative INTEGER's magnitude. */
export function integerBits(value: DerValue | undefined): number {
  const content = contentOf(expectTag(value, tags.integer));
  const from = content.findIndex((byte) => byte !== 0);
  if (from === -1) return 0;
  return (content.length - from) * 8 - Math.clz32(content[from] ?? 0) + 24;
}

export function hexOf(value: DerValue | undefined): string {
  const digits = Array.from(contentOf(expectTag(value, tags.integer)), (byte) => byte.toString(16).padStart(2, '0'));
  return digits.join('').replace(/^0+(?=.)/, '');
}
