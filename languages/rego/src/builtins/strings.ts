import { bigFloat, truncated } from '../values/big-float.ts';
import { bytesText, textBytes } from '../values/byte-text.ts';
import { doubleOf, integerOf, numberText } from '../values/number.ts';
import { entriesInOrder } from '../values/object.ts';
import { printValue } from '../values/print-value.ts';
import { isNumber, kindOf, type RegoNumber, type RegoValue } from '../values/value.ts';
import { characterCount } from './aggregates.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { goFormat } from './go-format.ts';
import type { FormatArgument } from './go-verb.ts';
import {
  type Args,
  arrayAt,
  integerAt,
  numberAt,
  objectAt,
  operand,
  operandError,
  textAt,
  textsAt,
  wrongType,
} from './operands.ts';

export const stringBuiltins: readonly Builtin[] = [
  { name: 'contains', evaluate: (args) => textAt(args, 0).includes(textAt(args, 1)) },
  { name: 'startswith', evaluate: (args) => textAt(args, 0).startsWith(textAt(args, 1)) },
  { name: 'endswith', evaluate: (args) => textAt(args, 0).endsWith(textAt(args, 1)) },
  { name: 'lower', evaluate: (args) => mapCharacters(textAt(args, 0), 'toLowerCase') },
  { name: 'upper', evaluate: (args) => mapCharacters(textAt(args, 0), 'toUpperCase') },
  { name: 'concat', evaluate: concat },
  { name: 'format_int', evaluate: formatInt },
  { name: 'indexof', evaluate: (args) => indexOf(textAt(args, 0), textAt(args, 1)) },
  { name: 'indexof_n', evaluate: (args) => allIndices(textAt(args, 0), textAt(args, 1)) },
  { name: 'substring', evaluate: (args) => substring(textAt(args, 0), integerAt(args, 1), integerAt(args, 2)) },
  { name: 'split', evaluate: (args) => split(textAt(args, 0), textAt(args, 1)) },
  { name: 'strings.split_n', evaluate: (args) => splitN(split(textAt(args, 0), textAt(args, 1)), integerAt(args, 2)) },
  { name: 'replace', evaluate: replace },
  { name: 'strings.replace_n', evaluate: replaceN },
  { name: 'strings.count', evaluate: (args) => countOf(textAt(args, 0), textAt(args, 1)) },
  { name: 'strings.reverse', evaluate: (args) => Array.from(textAt(args, 0)).reverse().join('') },
  { name: 'strings.any_prefix_match', evaluate: (args) => anyMatch(args, 'startsWith') },
  { name: 'strings.any_suffix_match', evaluate: (args) => anyMatch(args, 'endsWith') },
  { name: 'sprintf', evaluate: sprintf },
];

/** Go maps one character to one: where JavaScript would give more (`ß` to `SS`), the character stays. */
function mapCharacters(text: string, map: 'toLowerCase' | 'toUpperCase'): string {
  const mapped = text[map]();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is ASCII maps the same way everywhere
  if (/^[\u0000-\u007f]*$/.test(text)) return mapped;
  let result = '';
  for (const character of text) {
    const single = character[map]();
    result += characterCount(single) === 1 ? single : (exceptions[map].get(character) ?? character);
  }
  return result;
}

const exceptions = {
  toLowerCase: new Map([['İ', 'i']]),
  toUpperCase: new Map<string, string>(),
};

function concat(args: Args, context: BuiltinContext): string {
  const separator = textAt(args, 0);
  const texts = textsAt(args, 1, 'set', 'array');
  const size = texts.reduce((total, text) => total + text.length + separator.length, 0);
  context.count(texts.length, size);
  return texts.join(separator);
}

function formatInt(args: Args): string {
  const input = numberAt(args, 0);
  const base = numberText(numberAt(args, 1));
  if (!['2', '8', '10', '16'].includes(base)) throw operandError(1, 'must be one of {2, 8, 10, 16}');
  const integer =
    typeof input === 'object' ? truncated(bigFloat(input)) : (integerOf(input) ?? truncated(bigFloat(input)));
  return integer.toString(Number(base));
}

function indexOf(text: string, search: string): number {
  if (search === '') throw new BuiltinError('empty search character');
  const at = text.indexOf(search);
  return at <= 0 ? at : characterCount(text.slice(0, at));
}

function allIndices(text: string, search: string): readonly number[] {
  if (search === '') throw new BuiltinError('empty search character');
  const indices: number[] = [];
  let characters = 0;
  let from = 0;
  for (let at = text.indexOf(search); at !== -1; at = text.indexOf(search, at + 1)) {
    characters += characterCount(text.slice(from, at));
    from = at;
    indices.push(characters);
  }
  return indices;
}

function substring(text: string, start: number, length: number): string {
  if (start < 0) throw new BuiltinError('negative offset');
  if (characterCount(text) === text.length) return length < 0 ? text.slice(start) : text.slice(start, start + length);
  const characters = Array.from(text);
  return (length < 0 ? characters.slice(start) : characters.slice(start, start + length)).join('');
}

/** An empty delimiter splits into characters. */
function split(text: string, delimiter: string): readonly string[] {
  if (delimiter !== '') return text.split(delimiter);
  return Array.from(text);
}

function splitN(parts: readonly string[], count: number): readonly string[] {
  if (count >= 0) return parts.slice(0, count);
  return parts.slice(Math.max(parts.length + count, 0));
}

function countOf(text: string, search: string): number {
  if (search === '') return characterCount(text) + 1;
  let count = 0;
  for (let at = text.indexOf(search); at !== -1; at = text.indexOf(search, at + search.length)) count++;
  return count;
}

function replace(args: Args, context: BuiltinContext): string {
  const text = textAt(args, 0);
  return replaceAll(text, [[textAt(args, 1), textAt(args, 2)]], context);
}

function replaceN(args: Args, context: BuiltinContext): string {
  const patterns = objectAt(args, 0);
  const text = textAt(args, 1);
  const pairs = entriesInOrder(patterns).map(([old, replacement]) => {
    if (typeof old !== 'string') throw operandError(0, 'non-string key found in pattern object');
    if (typeof replacement !== 'string') throw operandError(0, 'non-string value found in pattern object');
    return [old, replacement] as const;
  });
  return replaceAll(text, pairs, context);
}

/** One pass from the left: at each place the first of the pairs that begins there, as Go's `strings.Replacer`. */
function replaceAll(text: string, pairs: readonly (readonly [string, string])[], context: BuiltinContext): string {
  if (pairs.length === 0) return text;
  const replacements = new Map(pairs);
  if (replacements.has('')) return replaceWithEmpty(text, pairs, context);
  context.count(text.length >> 6, text.length);
  if (pairs.length === 1) return replaceOne(text, pairs[0] ?? ['', ''], context);
  const byStart = Map.groupBy(pairs, ([old]) => old.charCodeAt(0));
  let result = '';
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const candidates = byStart.get(text.charCodeAt(at)) ?? [];
    const found = candidates.find(([old], tried) => countTried(tried, context) && text.startsWith(old, at));
    if (found === undefined) {
      at++;
      continue;
    }
    const [old, replacement] = found;
    context.count(0, replacement.length);
    result += text.slice(from, at) + replacement;
    from = at += old.length;
  }
  return result + text.slice(from);
}

// One step for every few pairs that are tried at a place.
function countTried(tried: number, context: BuiltinContext): true {
  if ((tried & 15) === 15) context.count(1);
  return true;
}

function replaceOne(text: string, [old, replacement]: readonly [string, string], context: BuiltinContext): string {
  const parts = text.split(old);
  context.count(parts.length >> 6, (parts.length - 1) * replacement.length);
  return parts.join(replacement);
}

/** The empty text is found once at each place, between any two bytes, unless a pair before it is. */
function replaceWithEmpty(
  text: string,
  pairs: readonly (readonly [string, string])[],
  context: BuiltinContext,
): string {
  const bytes = byteUnits(text);
  const olds = pairs.map(([old, replacement]) => [byteUnits(old), replacement] as const);
  const parts: string[] = [];
  let afterEmpty = false;
  for (let at = 0; at <= bytes.length; ) {
    const pair = olds.find(([old]) => bytes.startsWith(old, at) && !(old === '' && afterEmpty));
    afterEmpty = pair?.[0] === '';
    if (pair === undefined && at === bytes.length) break;
    const part = pair?.[1] ?? bytes.charAt(at);
    context.count(1, part.length);
    parts.push(part);
    at += pair?.[0].length ?? 1;
  }
  return bytesText(textBytes(parts.join('')));
}

/** A text in which every byte of UTF-8 stands by itself. */
function byteUnits(text: string): string {
  return Array.from(textBytes(text), (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
}

function anyMatch(args: Args, match: 'startsWith' | 'endsWith'): boolean {
  const texts = textOrTextsAt(args, 0);
  const affixes = textOrTextsAt(args, 1);
  return texts.some((text) => affixes.some((affix) => text[match](affix)));
}

function textOrTextsAt(args: Args, index: number): readonly string[] {
  const value = operand(args, index);
  if (typeof value === 'string') return [value];
  const kind = kindOf(value);
  return kind === 'array' || kind === 'set' ? textsAt(args, index) : wrongType(args, index, 'string', 'set', 'array');
}

function sprintf(args: Args, context: BuiltinContext): string {
  const format = textAt(args, 0);
  const values = arrayAt(args, 1);
  return goFormat(format, values.map(formatArgument), (length) => context.count(1, length));
}

/** What OPA hands to Go's `fmt`: integers and floats by how they are written, all else as Rego text. */
function formatArgument(value: RegoValue): FormatArgument {
  if (typeof value === 'string') return value;
  return isNumber(value) ? formatNumber(value) : printValue(value);
}

function formatNumber(number: RegoNumber): FormatArgument {
  if (typeof number === 'bigint') return number;
  const text = numberText(number);
  if (/^-?[0-9]+$/.test(text)) return BigInt(text);
  if (/[.eE]/.test(text)) {
    const double = doubleOf(number);
    return Number.isFinite(double) ? double : text;
  }
  return BigInt(text);
}
