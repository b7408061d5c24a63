import { textBytes } from '../values/byte-text.ts';
import { isPrintable, quote } from '../values/quote.ts';
import { characterCount } from './aggregates.ts';
import { formatFloat } from './go-float.ts';

/** What is handed to Go's `fmt`: integers as bigint, floats as number, texts. `sprintf` makes texts of all else. */
export type FormatArgument = bigint | number | string | FormatValue;

/** A value that knows itself how Go writes it. */
export interface FormatValue {
  readonly type: string;
  /** Where the value is an integer, for a width or a precision. */
  readonly integer: bigint | undefined;
  readonly format: (verb: string, spec: FormatSpec) => string;
}

/** Flags, width and precision of one directive. */
export interface FormatSpec {
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  width?: number;
  precision?: number;
}

/** One argument under one verb of Go's `fmt`; a verb that does not fit gives Go's `%!d(string=x)`. */
export function formatVerb(verb: string, value: FormatArgument, spec: FormatSpec): string {
  if (typeof value === 'object' && verb !== 'T') return value.format(verb, spec);
  if (verb === 'T') return pad(truncate(typeName(value), spec), spec);
  // %v: the flags # and + ask for Go's syntax instead.
  if (verb === 'v' && spec.sharp && typeof value === 'string') return pad(quote(truncate(value, spec)), spec);
  const plain = (verb === 'v' || verb === 'w') && (typeof value !== 'bigint' || isSmall(value));
  return format(verb, value, plain ? { ...spec, sharp: false, plus: false } : spec);
}

function format(verb: string, value: FormatArgument, spec: FormatSpec): string {
  if (typeof value === 'object') return value.format(verb, spec);
  if (typeof value === 'string') return formatText(verb, value, spec);
  if (typeof value === 'number') return formatDouble(verb, value, spec);
  return isSmall(value) ? formatInteger(verb, value, spec) : formatBigInteger(verb, value, spec);
}

/** The Go type of the argument that OPA hands over. */
export function typeName(value: FormatArgument): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'float64';
  if (typeof value === 'object') return value.type;
  return isSmall(value) ? 'int64' : '*big.Int';
}

function isSmall(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

function badVerb(verb: string, value: FormatArgument, spec: FormatSpec): string {
  return `%!${verb}(${typeName(value)}=${format('v', value, spec)})`;
}

function formatText(verb: string, text: string, spec: FormatSpec): string {
  switch (verb) {
    case 'v':
    case 's':
      return pad(truncate(text, spec), spec);
    case 'q':
      return pad(quoted(truncate(text, spec), spec), spec);
    case 'x':
      return pad(hexText(text, spec), spec);
    case 'X':
      return pad(hexText(text, spec).toUpperCase(), spec);
    default:
      return badVerb(verb, text, spec);
  }
}

function truncate(text: string, { precision }: FormatSpec): string {
  return precision === undefined ? text : Array.from(text).slice(0, precision).join('');
}

function quoted(text: string, spec: FormatSpec): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go's rule for raw strings
  if (spec.sharp && !/[\u0000-\u0008\u000a-\u001f\u007f`\ufeff\ud800-\udfff]/.test(text)) return `\`${text}\``;
  return quote(text, spec.plus ? 'ascii' : undefined);
}

function hexText(text: string, { precision, sharp, space }: FormatSpec): string {
  const bytes = textBytes(text);
  const shown = precision === undefined ? bytes : bytes.subarray(0, precision);
  const pairs = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0'));
  if (pairs.length === 0) return '';
  if (space) return pairs.map((pair) => (sharp ? `0x${pair}` : pair)).join(' ');
  return (sharp ? '0x' : '') + pairs.join('');
}

const bases: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

function formatInteger(verb: string, value: bigint, spec: FormatSpec): string {
  const base = Object.hasOwn(bases, verb) ? bases[verb] : undefined;
  if (base !== undefined) return formatDigits(verb, value, { spec, base });
  switch (verb) {
    case 'c':
      return pad(character(value), spec);
    case 'q':
      return pad(quotedCharacter(character(value), spec), spec);
    case 'U':
      return pad(unicode(value, spec), { ...spec, zero: false });
    default:
      return badVerb(verb, value, spec);
  }
}

function formatDigits(
  verb: string,
  value: bigint,
  { spec, base }: { readonly spec: FormatSpec; readonly base: number },
): string {
  const magnitude = value < 0n ? -value : value;
  if (spec.precision === 0 && value === 0n) return ' '.repeat(spec.width ?? 0);
  const sign = value < 0n ? '-' : spec.plus ? '+' : spec.space ? ' ' : '';
  let digits = magnitude.toString(base);
  if (verb === 'X') digits = digits.toUpperCase();
  if (spec.precision !== undefined) digits = digits.padStart(spec.precision, '0');
  else if (spec.zero && !spec.minus && spec.width !== undefined) {
    digits = digits.padStart(spec.width - sign.length, '0');
  }
  return pad(sign + prefix(verb, digits, spec) + digits, { ...spec, zero: false });
}

function prefix(verb: string, digits: string, { sharp }: FormatSpec): string {
  if (verb === 'O') return `0o${sharp && !digits.startsWith('0') ? '0' : ''}`;
  if (!sharp) return '';
  if (verb === 'b') return '0b';
  if (verb === 'o') return digits.startsWith('0') ? '' : '0';
  return verb === 'x' || verb === 'X' ? `0${verb}` : '';
}

function character(value: bigint): string {
  if (value < 0n || value > 0x10ffffn || (value >= 0xd800n && value <= 0xdfffn)) return '\ufffd';
  return String.fromCodePoint(Number(value));
}

function quotedCharacter(text: string, spec: FormatSpec): string {
  if (text === "'") return "'\\''";
  if (text === '"') return `'"'`;
  return `'${quote(text, spec.plus ? 'ascii' : undefined).slice(1, -1)}'`;
}

function unicode(value: bigint, { sharp, precision }: FormatSpec): string {
  const code = BigInt.asUintN(64, value);
  const digits = code
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(precision ?? 4, 4), '0');
  return `U+${digits}${sharp && isPrintable(character(code)) && code <= 0x10ffffn ? ` '${character(code)}'` : ''}`;
}

/** `big.Int` formats itself: verbs for text are fine, others get its own error. */
function formatBigInteger(verb: string, value: bigint, spec: FormatSpec): string {
  const base = verb === 's' ? 10 : Object.hasOwn(bases, verb) ? bases[verb] : undefined;
  if (base === undefined) return `%!${verb}(big.Int=${value})`;
  const sign = value < 0n ? '-' : spec.plus ? '+' : spec.space ? ' ' : '';
  let digits = (value < 0n ? -value : value).toString(base);
  if (verb === 'X') digits = digits.toUpperCase();
  const lead = sign + (verb === 'O' ? '0o' : prefix(verb, '', spec));
  if (spec.precision !== undefined) digits = digits.padStart(spec.precision, '0');
  else if (spec.zero && !spec.minus) digits = digits.padStart((spec.width ?? 0) - lead.length, '0');
  return pad(lead + digits, { ...spec, zero: false });
}

function formatDouble(verb: string, value: number, spec: FormatSpec): string {
  const precision = spec.precision;
  switch (verb) {
    case 'v':
      return signedPad(sharpened(formatFloat(value, 'g', precision), verb, spec), spec);
    case 'b':
      return signedPad(formatFloat(value, verb), spec);
    case 'g':
    case 'G':
    case 'x':
    case 'X':
      return signedPad(sharpened(formatFloat(value, verb, precision), verb, spec), spec);
    case 'f':
    case 'F':
      return signedPad(sharpened(formatFloat(value, 'f', precision ?? 6), verb, spec), spec);
    case 'e':
    case 'E':
      return signedPad(sharpened(formatFloat(value, verb, precision ?? 6), verb, spec), spec);
    default:
      return badVerb(verb, value, spec);
  }
}

/** The flag # keeps the point and, under %g, the zeros behind it. */
function sharpened(text: string, verb: string, { sharp, precision }: FormatSpec): string {
  if (!sharp) return text;
  const [, mantissa = '', tail = ''] = /^([^eEpP]*)(.*)$/.exec(text) ?? [];
  const withPoint = mantissa.includes('.') ? mantissa : `${mantissa}.`;
  if (!'gGvxX'.includes(verb)) return withPoint + tail;
  const significant = mantissa.replace(/[-.]/g, '').replace(/^0+(?=.)/, '').length;
  return withPoint + '0'.repeat(Math.max(0, (precision ?? 6) - significant)) + tail;
}

function signedPad(text: string, spec: FormatSpec): string {
  const negative = text.startsWith('-');
  const digits = negative ? text.slice(1) : text;
  const sign = negative ? '-' : spec.plus ? '+' : spec.space ? ' ' : '';
  if (!spec.zero || spec.minus) return pad(sign + digits, spec);
  return sign + digits.padStart((spec.width ?? 0) - sign.length, '0');
}

/** To the width, counted in characters. */
function pad(text: string, { width = 0, minus, zero }: FormatSpec): string {
  const missing = width - characterCount(text);
  if (missing <= 0) return text;
  return minus ? text + ' '.repeat(missing) : (zero ? '0' : ' ').repeat(missing) + text;
}
