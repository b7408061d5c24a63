import { ExactDecimal, isObject as isJsonObject, type JsonObject, type JsonValue, setKey } from '@bulwark/text';
import { compareText } from './compare.ts';
import { numberText } from './number.ts';
import { entriesInOrder } from './object.ts';
import { membersInOrder } from './set.ts';
import { isArray, isMapObject, isSet, type RegoObject, type RegoValue } from './value.ts';
import { spend } from './work.ts';

/** JSON of a value: sets become sorted lists, keys that are no strings their JSON text. What is JSON is not copied. */
export function toJson(value: RegoValue): JsonValue {
  if (typeof value !== 'object' || value === null || value instanceof ExactDecimal) return value;
  if (isSet(value)) return membersInOrder(value).map(toJson);
  if (isJson(value)) return value;
  return isArray(value) ? value.map(toJson) : objectToJson(value);
}

function objectToJson(object: RegoObject): JsonObject {
  const result: Record<string, JsonValue> = {};
  for (const [key, value] of entriesInOrder(object)) {
    setKey(result, typeof key === 'string' ? key : jsonTextOf(key), toJson(value));
  }
  return result;
}

/** JSON text as Go's encoder writes it: keys in order, no spaces, `<`, `>` and `&` escaped. */
export function jsonTextOf(value: RegoValue): string {
  return write(toJson(value), '', undefined);
}

export interface Indentation {
  readonly prefix: string;
  readonly indent: string;
}

/** JSON text on lines of their own (`json.MarshalIndent` of Go). */
export function indentedJsonText(value: RegoValue, indentation: Indentation): string {
  return write(toJson(value), `\n${indentation.prefix}`, indentation.indent);
}

/** `lineBreak` is what begins a line as deep as the value; without `indent` everything stands on one line. */
function write(value: JsonValue, lineBreak: string, indent: string | undefined): string {
  if (typeof value === 'string') return jsonString(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object' || value === null || value instanceof ExactDecimal) return String(value);
  spend();
  const inner = indent === undefined ? '' : lineBreak + indent;
  if (!isJsonObject(value)) {
    return wrap(
      '[',
      value.map((item: JsonValue) => write(item, inner, indent)),
      ']',
      { lineBreak, inner },
    );
  }
  const colon = indent === undefined ? ':' : ': ';
  const keys = Object.keys(value).sort(compareText);
  const parts = keys.map((key) => jsonString(key) + colon + write(value[key] ?? null, inner, indent));
  return wrap('{', parts, '}', { lineBreak, inner });
}

function wrap(
  open: string,
  parts: readonly string[],
  close: string,
  { lineBreak, inner }: { readonly lineBreak: string; readonly inner: string },
): string {
  if (parts.length === 0) return open + close;
  return open + inner + parts.join(`,${inner}`) + (inner === '' ? '' : lineBreak) + close;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON escapes
const special = /["\\\u0000-\u001f<>&\u2028\u2029\ud800-\udfff]/;
const escapedBy: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A JSON string with the escapes of Go's encoder. */
function jsonString(text: string): string {
  if (!special.test(text)) return `"${text}"`;
  let result = '"';
  for (const character of text) result += escaped(character);
  return `${result}"`;
}

function escaped(character: string): string {
  const known = escapedBy.get(character);
  if (known !== undefined) return known;
  if (!special.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return character;
  const lone = code >= 0xd800 && code <= 0xdfff;
  return `\\u${(lone ? 0xfffd : code).toString(16).padStart(4, '0')}`;
}

/** True for values that hold no set and no key but strings, all the way down. */
function isJson(value: RegoValue): value is JsonValue {
  if (typeof value !== 'object' || value === null || value instanceof ExactDecimal) return true;
  if (isSet(value) || isMapObject(value)) return false;
  spend();
  return Array.isArray(value) ? value.every(isJson) : Object.values(value).every(isJson);
}
