import { decodeBase64 } from './bytes.ts';

/** One `-----BEGIN X-----` … `-----END X-----` of a text (RFC 7468). */
export interface PemBlock {
  /** `CERTIFICATE`, `RSA PRIVATE KEY` … */
  readonly label: string;
  /** Offsets of the block in the text. */
  readonly start: number;
  readonly end: number;
  /** The decoded body; undefined where it is no base64. */
  readonly bytes: Uint8Array | undefined;
  /** The body is encrypted: told by its label or its `Proc-Type` header. */
  readonly encrypted: boolean;
}

const beginMark = '-----BEGIN ';
const endMark = '-----END ';
const dashes = '-----';
const longestLabel = 64;

/** The PEM blocks of a text in order; what stands around them is left out. Line breaks may be written as `\n`. */
export function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  let begin = -1;
  let next = text.indexOf(beginMark);
  if (next === -1) return blocks;
  for (let end = text.indexOf(endMark); end !== -1; end = text.indexOf(endMark, end + endMark.length)) {
    // Of several BEGINs before one END the last one counts; both searches only go forward, so the time is linear.
    while (next !== -1 && next < end) {
      begin = next;
      next = text.indexOf(beginMark, next + beginMark.length);
    }
    if (begin === -1) continue;
    const block = blockAt(text, begin, end);
    if (block) blocks.push(block);
    begin = -1;
  }
  return blocks;
}

function blockAt(text: string, begin: number, end: number): PemBlock | undefined {
  const label = labelAt(text, begin + beginMark.length);
  if (label === undefined || labelAt(text, end + endMark.length) !== label) return undefined;
  const body = text.slice(begin + beginMark.length + label.length + dashes.length, end);
  const lines = body.split(/\r\n|[\r\n]|\\r\\n|\\[rn]/).map((line) => line.trim());
  const headers = lines.filter((line) => line.includes(':'));
  const bytes = decodeBase64(lines.filter((line) => !line.includes(':')).join(''));
  return {
    label,
    start: begin,
    end: end + endMark.length + label.length + dashes.length,
    bytes: bytes && bytes.length > 0 ? bytes : undefined,
    encrypted: label.startsWith('ENCRYPTED ') || headers.some((line) => /^Proc-Type:.{0,8}ENCRYPTED/.test(line)),
  };
}

function labelAt(text: string, at: number): string | undefined {
  const label = text.slice(at, at + longestLabel + dashes.length);
  const end = label.indexOf(dashes);
  return end === -1 ? undefined : label.slice(0, end);
}
