import { bytesText, textBytes } from '../values/byte-text.ts';
import { compareText } from '../values/compare.ts';
import { entriesOf, objectOf } from '../values/object.ts';
import { quote } from '../values/quote.ts';
import { membersInOrder } from '../values/set.ts';
import { jsonTextOf } from '../values/to-json.ts';
import { isArray, isSet, type RegoObject, type RegoValue } from '../values/value.ts';
import { type Builtin, BuiltinError } from './builtin.ts';
import { type Args, objectAt, operandError, textAt } from './operands.ts';

export const urlBuiltins: readonly Builtin[] = [
  { name: 'urlquery.encode', evaluate: (args) => escapeQuery(textAt(args, 0)) },
  { name: 'urlquery.decode', evaluate: (args) => unescapeUrl(textAt(args, 0), 'query') },
  { name: 'urlquery.encode_object', evaluate: encodeObject },
  { name: 'urlquery.decode_object', evaluate: (args) => decodeObject(textAt(args, 0)) },
];

/** Percent-encoding for a query, with `+` for a space (Go's `QueryEscape`). */
export function escapeQuery(text: string): string {
  let result = '';
  for (const byte of textBytes(text)) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~]/.test(character)) result += character;
    else result += character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

/** Undoes percent-encoding; in a query, `+` is a space. Throws BuiltinError as Go words it. */
function unescapeUrl(text: string, part: 'query' | 'path'): string {
  const plain = part === 'query' ? text.replaceAll('+', ' ') : text;
  if (!plain.includes('%')) return plain;
  const wrong = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(plain);
  if (wrong !== null) throw new BuiltinError(`invalid URL escape ${quote(text.slice(wrong.index, wrong.index + 3))}`);
  const bytes = textBytes(plain);
  const result: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 37) result.push(byte);
    else {
      result.push(Number.parseInt(String.fromCharCode(bytes[at + 1] ?? 48, bytes[at + 2] ?? 48), 16));
      at += 2;
    }
  }
  return bytesText(Uint8Array.from(result));
}

function encodeObject(args: Args): string {
  const pairs: [string, readonly string[]][] = [];
  for (const [key, value] of entriesOf(objectAt(args, 0))) {
    pairs.push([typeof key === 'string' ? key : jsonTextOf(key), textsOf(value)]);
  }
  pairs.sort((left, right) => compareText(left[0], right[0]));
  return pairs.flatMap(([key, texts]) => texts.map((text) => `${escapeQuery(key)}=${escapeQuery(text)}`)).join('&');
}

function textsOf(value: RegoValue): readonly string[] {
  if (typeof value === 'string') return [value];
  const items = isArray(value) ? value : isSet(value) ? membersInOrder(value) : undefined;
  const texts = items?.filter((item) => typeof item === 'string');
  if (texts !== undefined && texts.length === items?.length) return texts;
  throw operandError(0, 'values must be string, array[string], or set[string]');
}

function decodeObject(query: string): RegoObject {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    if (pair.includes(';')) throw new BuiltinError('invalid semicolon separator in query');
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const key = unescapeUrl(at === -1 ? pair : pair.slice(0, at), 'query');
    const value = at === -1 ? '' : unescapeUrl(pair.slice(at + 1), 'query');
    const known = values.get(key);
    if (known === undefined) values.set(key, [value]);
    else known.push(value);
  }
  return objectOf(values);
}
