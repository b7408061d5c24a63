import { bytesText, textBytes } from '../values/byte-text.ts';
import { type Builtin, BuiltinError } from './builtin.ts';
import { operand, textAt } from './operands.ts';

export const base64Builtins: readonly Builtin[] = [
  { name: 'base64.encode', evaluate: (args) => encode64(textBytes(textAt(args, 0)), 'standard') },
  { name: 'base64.decode', evaluate: (args) => bytesText(decode64(textAt(args, 0), 'standard')) },
  { name: 'base64.is_valid', evaluate: (args) => isValid(operand(args, 0)) },
  { name: 'base64url.encode', evaluate: (args) => encode64(textBytes(textAt(args, 0)), 'url') },
  {
    name: 'base64url.encode_no_pad',
    evaluate: (args) => encode64(textBytes(textAt(args, 0)), 'url').replace(/=+$/, ''),
  },
  { name: 'base64url.decode', evaluate: (args) => bytesText(decode64Url(textAt(args, 0))) },
  { name: 'hex.encode', evaluate: (args) => hexText(textBytes(textAt(args, 0))) },
  { name: 'hex.decode', evaluate: (args) => bytesText(decodeHex(textAt(args, 0))) },
];

export type Alphabet = 'standard' | 'url';

const shared = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const alphabets: Readonly<Record<Alphabet, string>> = { standard: `${shared}+/`, url: `${shared}-_` };

/** Base64 with padding (RFC 4648). */
export function encode64(bytes: Uint8Array, alphabet: Alphabet): string {
  const digits = alphabets[alphabet];
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let place = 0; place < 4; place++) {
      text += at + place > bytes.length ? '=' : digits.charAt((group >> (18 - 6 * place)) & 63);
    }
  }
  return text;
}

/** The bytes of base64; line breaks are ignored and padding is required, as Go does. Throws BuiltinError. */
export function decode64(text: string, alphabet: Alphabet): Uint8Array {
  const digits = values[alphabet];
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let size = 0;
  let bits = 0;
  let count = 0;
  let end = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) continue;
    if (code === 61) {
      end = checkPadding(text, at, count % 4);
      break;
    }
    const value = code < 128 ? (digits[code] ?? 255) : 255;
    if (value === 255) throw corrupt(text, at);
    bits = (bits << 6) | value;
    count++;
    if (count % 4 !== 0) continue;
    bytes[size++] = bits >> 16;
    bytes[size++] = bits >> 8;
    bytes[size++] = bits;
    bits = 0;
  }
  if (count % 4 !== 0) {
    if (end === text.length) throw corrupt(text, text.length - (count % 4));
    if (count % 4 === 3) bits >>= 2;
    else bits >>= 4;
    if (count % 4 === 3) bytes[size++] = bits >> 8;
    bytes[size++] = bits;
  }
  return bytes.subarray(0, size);
}

const values: Readonly<Record<Alphabet, Uint8Array>> = { standard: table('standard'), url: table('url') };

function table(alphabet: Alphabet): Uint8Array {
  const digits = new Uint8Array(128).fill(255);
  for (let value = 0; value < 64; value++) digits[alphabets[alphabet].charCodeAt(value)] = value;
  return digits;
}

/** Where the padding begins, if it is what so many digits ask for and nothing follows. */
function checkPadding(text: string, at: number, digits: number): number {
  const wanted = digits === 2 ? '==' : digits === 3 ? '=' : '';
  const rest = text.slice(at).replace(/[\r\n]/g, '');
  if (wanted !== '' && rest === wanted) return at;
  const broken = wanted === '==' && !rest.startsWith('==') && rest.length > 1 ? at + 1 : at;
  throw corrupt(
    text,
    wanted !== '' && rest.startsWith(wanted)
      ? at + wanted.length
      : wanted === '==' && rest === '='
        ? text.length
        : broken,
  );
}

/** Go counts bytes. */
function corrupt(text: string, at: number): BuiltinError {
  return new BuiltinError(`illegal base64 data at input byte ${textBytes(text.slice(0, at)).length}`);
}

function isValid(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    decode64(value, 'standard');
    return true;
  } catch (error) {
    if (error instanceof BuiltinError) return false;
    throw error;
  }
}

/** Base64 for URLs, with or without padding (RFC 7515, appendix C). */
export function decode64Url(text: string): Uint8Array {
  if (text.endsWith('=')) return decode64(text, 'url');
  const digits = textBytes(text).length % 4;
  if (digits === 1) throw new BuiltinError(`illegal base64url string: ${text}`);
  return decode64(text + (digits === 2 ? '==' : digits === 3 ? '=' : ''), 'url');
}

export function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function decodeHex(text: string): Uint8Array {
  const wrong = /[^0-9a-fA-F]/.exec(text);
  if (wrong !== null && (wrong.index < text.length - 1 || text.length % 2 === 0 || wrong.index % 2 === 0)) {
    const character = String.fromCodePoint(text.codePointAt(wrong.index) ?? 0);
    throw new BuiltinError(`encoding/hex: invalid byte: ${byteName(character)}`);
  }
  if (text.length % 2 === 1) throw new BuiltinError('encoding/hex: odd length hex string');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Go's `%#U` of the first byte. */
function byteName(character: string): string {
  const byte = textBytes(character)[0] ?? 0;
  const code = byte.toString(16).toUpperCase().padStart(4, '0');
  const shown = byte > 0x20 && byte < 0x7f ? ` '${character}'` : byte > 0xa0 ? ` '${String.fromCharCode(byte)}'` : '';
  return `U+${code}${byte === 0x20 ? " ' '" : shown}`;
}
