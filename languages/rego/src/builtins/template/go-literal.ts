import { bytesText, textBytes } from '../../values/byte-text.ts';

const named: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '\\': 92,
};

const escapes = /\\(?:[abtnvfr\\'"]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|[^\\]+|\\/g;

/** The text of a string literal of Go, a raw one too; undefined where an escape is none. */
export function unquoted(literal: string): string | undefined {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner.replaceAll('\r', '');
  const bytes: number[] = [];
  for (const [piece] of inner.matchAll(escapes)) {
    if (!piece.startsWith('\\')) bytes.push(...textBytes(piece));
    else if (!escapeTo(piece, bytes, '"')) return undefined;
  }
  return bytesText(Uint8Array.from(bytes));
}

function escapeTo(piece: string, bytes: number[], delimiter: string): boolean {
  const letter = piece.charAt(1);
  if (letter === '"' || letter === "'") {
    bytes.push(letter.charCodeAt(0));
    return letter === delimiter;
  }
  if (letter === 'u' || letter === 'U') {
    const code = Number.parseInt(piece.slice(2), 16);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    bytes.push(...textBytes(String.fromCodePoint(code)));
    return true;
  }
  const code = Object.hasOwn(named, letter) ? named[letter] : numbered(piece);
  if (code === undefined) return false;
  bytes.push(code);
  return true;
}

function numbered(piece: string): number | undefined {
  if (piece.length < 4) return undefined;
  return piece.charAt(1) === 'x' ? Number.parseInt(piece.slice(2), 16) : Number.parseInt(piece.slice(1), 8);
}

/** The code of a character literal of Go; undefined where it is none. */
export function characterCode(literal: string): bigint | undefined {
  const inner = literal.slice(1, -1);
  const bytes: number[] = [];
  if (!inner.startsWith('\\')) {
    const [character, more] = Array.from(inner);
    return character === undefined || more !== undefined ? undefined : BigInt(character.codePointAt(0) ?? 0);
  }
  if (inner.match(escapes)?.[0] !== inner || !escapeTo(inner, bytes, "'")) return undefined;
  const isByte = !/^\\[uU]/.test(inner);
  const code = isByte ? bytes[0] : bytesText(Uint8Array.from(bytes)).codePointAt(0);
  return code === undefined ? undefined : BigInt(code);
}

const integer = /^[-+]?(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?[0-7])*|[1-9](?:_?[0-9])*)$/;
const decimal = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;

/** A number literal: an integer, or a float as `number`; in words what is wrong with another. */
export function goNumber(source: string): { readonly value: bigint | number } | { readonly problem: string } {
  if (integer.test(source)) {
    const value = integerValue(source.replaceAll('_', ''));
    if (BigInt.asIntN(64, value) === value || BigInt.asUintN(64, value) === value) return { value };
    return { problem: `integer overflow: "${source}"` };
  }
  if (!decimal.test(source)) return { problem: `bad number syntax: "${source}"` };
  const value = Number(source);
  if (!Number.isFinite(value)) return { problem: `bad number syntax: "${source}"` };
  // Such as 08: no float by its looks.
  return /[.eE]/.test(source) ? { value } : { problem: `integer overflow: "${source}"` };
}

function integerValue(source: string): bigint {
  const negative = source.startsWith('-');
  const digits = source.replace(/^[-+]/, '').replace(/^0(?=[0-7])/, '0o');
  const value = BigInt(digits);
  return negative ? -value : value;
}
