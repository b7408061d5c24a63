import { bytesText, textBytes } from '../../values/byte-text.ts';
import { compareText } from '../../values/compare.ts';
import { getText } from '../../values/object.ts';
import { isPrintable } from '../../values/quote.ts';
import { isArray, isMapObject, isObject } from '../../values/value.ts';
import { goFormat } from '../go-format.ts';
import { escapeQuery } from '../urls.ts';
import {
  formatArgument,
  GoNumber,
  type GoValue,
  goInteger,
  goType,
  isTrue,
  lengthOf,
  sprint,
  sprintln,
  stringOf,
} from './go-value.ts';

/** A function of a template failed; the message is Go's. */
export class CallError extends Error {}

export interface TemplateFunction {
  /** The number of arguments, or the least one. */
  readonly arguments: number;
  readonly variadic?: true;
  /** The first argument has to be a string, and no number of JSON. */
  readonly takesText?: true;
  /** `grows` is told the lengths of the pieces of a text. */
  readonly call: (args: readonly GoValue[], grows: (length: number) => void) => GoValue;
}

/** All but `and` and `or`, which do not evaluate all of their arguments. */
export const templateFunctions: Readonly<Record<string, TemplateFunction>> = {
  call: { arguments: 1, variadic: true, call: ([callee]) => fail(`non-function of type ${goType(callee)}`) },
  eq: { arguments: 1, variadic: true, call: ([first, ...rest]) => isEqual(first, rest) },
  ne: { arguments: 2, call: ([first, second]) => !isEqual(first, [second]) },
  lt: { arguments: 2, call: ([first, second]) => isLess(first, second) },
  le: { arguments: 2, call: ([first, second]) => isLessOrEqual(first, second) },
  gt: { arguments: 2, call: ([first, second]) => !isLessOrEqual(first, second) },
  ge: { arguments: 2, call: ([first, second]) => !isLess(first, second) },
  html: { arguments: 0, variadic: true, call: (args) => escapeHtml(sprintShown(args)) },
  index: { arguments: 1, variadic: true, call: ([item, ...indexes]) => index(item, indexes) },
  js: { arguments: 0, variadic: true, call: (args) => escapeScript(sprintShown(args)) },
  len: { arguments: 1, call: ([item]) => goInteger(lengthOf(item) ?? fail(`len of ${lengthless(item)}`)) },
  not: { arguments: 1, call: ([value]) => !isTrue(value) },
  print: { arguments: 0, variadic: true, call: sprint },
  printf: {
    arguments: 1,
    variadic: true,
    takesText: true,
    call: ([format, ...args], grows) => goFormat(stringOf(format) ?? '', args.map(formatArgument), grows),
  },
  println: { arguments: 0, variadic: true, call: sprintln },
  slice: { arguments: 1, variadic: true, call: ([item, ...indexes]) => slice(item, indexes) },
  urlquery: { arguments: 0, variadic: true, call: (args) => escapeQuery(sprintShown(args)) },
};

/** Why a function does not take so many arguments; `piped` is 1 where one comes from the pipeline. */
export function countProblem(
  name: string,
  { arguments: wanted, variadic }: TemplateFunction,
  { given, piped }: { readonly given: number; readonly piped: number },
): string | undefined {
  const count = given + piped;
  if (variadic ? count >= wanted : count === wanted) return undefined;
  return `wrong number of args for ${name}: want ${variadic ? 'at least ' : ''}${wanted} got ${variadic ? given : count}`;
}

/** Why a value cannot stand for a string argument. */
export function textProblem(value: GoValue): string | undefined {
  if (typeof value === 'string') return undefined;
  if (isNil(value)) return 'invalid value; expected string';
  return `wrong type for value; expected string; got ${goType(value)}`;
}

function fail(message: string): never {
  throw new CallError(message);
}

function lengthless(item: GoValue): string {
  return item === undefined || item === null ? 'nil pointer' : `type ${goType(item)}`;
}

type Kind = 'bool' | 'int' | 'uint' | 'float' | 'string' | undefined;

function kind(value: GoValue): Kind {
  if (typeof value === 'boolean') return 'bool';
  if (stringOf(value) !== undefined) return 'string';
  if (!(value instanceof GoNumber)) return undefined;
  return value.type === 'float64' ? 'float' : value.type === 'int' ? 'int' : 'uint';
}

function isNil(value: GoValue): value is null | undefined {
  return value === null || value === undefined;
}

function isEqual(first: GoValue, rest: readonly GoValue[]): boolean {
  if (rest.length === 0) fail('missing argument for comparison');
  return rest.some((other) => areEqual(first, other));
}

function areEqual(first: GoValue, second: GoValue): boolean {
  if (isNil(first) || isNil(second)) return isNil(first) && isNil(second);
  const kinds = comparable(first, second);
  if (kinds === 'string') return stringOf(first) === stringOf(second);
  if (kinds === 'bool') return first === second;
  if (first instanceof GoNumber && second instanceof GoNumber) return first.value === second.value;
  return fail(`non-comparable type: ${goType(second)}`);
}

/** The kind of both; integers of either sign compare. */
function comparable(first: GoValue, second: GoValue): Kind {
  const [one, other] = [kind(first), kind(second)];
  if (one !== other && !(isInteger(one) && isInteger(other))) {
    fail(`incompatible types for comparison: ${goType(first)} and ${goType(second)}`);
  }
  return one;
}

function isInteger(of: Kind): boolean {
  return of === 'int' || of === 'uint';
}

function isLess(first: GoValue, second: GoValue): boolean {
  if (kind(first) === undefined || kind(second) === undefined) fail('invalid type for comparison');
  const kinds = comparable(first, second);
  if (kinds === 'bool') fail('invalid type for comparison');
  if (kinds === 'string') return compareText(stringOf(first) ?? '', stringOf(second) ?? '') < 0;
  return first instanceof GoNumber && second instanceof GoNumber && first.value < second.value;
}

function isLessOrEqual(first: GoValue, second: GoValue): boolean {
  return isLess(first, second) || areEqual(first, second);
}

function index(item: GoValue, indexes: readonly GoValue[]): GoValue {
  if (isNil(item)) fail('index of untyped nil');
  return indexes.reduce(indexOnce, item);
}

function indexOnce(item: GoValue, at: GoValue): GoValue {
  if (isNil(item)) return fail('index of nil pointer');
  const text = stringOf(item);
  if (text !== undefined) {
    const bytes = textBytes(text);
    const byte = bytes[indexArgument(at, bytes.length)];
    return byte === undefined ? fail('reflect: string index out of range') : new GoNumber('uint8', BigInt(byte));
  }
  if (!(item instanceof GoNumber) && isArray(item)) {
    const element = item[indexArgument(at, item.length)];
    return element === undefined ? fail('reflect: slice index out of range') : element;
  }
  if (item instanceof GoNumber || !isObject(item) || isMapObject(item))
    return fail(`can't index item of type ${goType(item)}`);
  if (isNil(at)) fail('value is nil; should be of type string');
  if (typeof at !== 'string') fail(`value has type ${goType(at)}; should be string`);
  // A missing key is a nil of the type of the values.
  return getText(item, at) ?? null;
}

function indexArgument(at: GoValue, length: number): number {
  if (isNil(at)) fail('cannot index slice/array with nil');
  if (!(at instanceof GoNumber) || at.type === 'float64') fail(`cannot index slice/array with type ${goType(at)}`);
  const position = Number(at.value);
  return position < 0 || position > length ? fail(`index out of range: ${at.value}`) : position;
}

function slice(item: GoValue, indexes: readonly GoValue[]): GoValue {
  if (isNil(item)) fail('slice of untyped nil');
  if (indexes.length > 3) fail(`too many slice indexes: ${indexes.length}`);
  const text = stringOf(item);
  if (text !== undefined && indexes.length === 3) fail('cannot 3-index slice a string');
  if (text !== undefined) {
    const bytes = textBytes(text);
    return bytesText(bytes.subarray(...bounds(bytes.length, indexes)));
  }
  if (item instanceof GoNumber || !isArray(item)) return fail(`can't slice item of type ${goType(item)}`);
  return item.slice(...bounds(item.length, indexes));
}

function bounds(length: number, indexes: readonly GoValue[]): [number, number] {
  const [from = 0, to = length, capacity] = indexes.map((at) => indexArgument(at, length));
  if (from > to) fail(`invalid slice index: ${from} > ${to}`);
  if (capacity !== undefined && to > capacity) fail(`invalid slice index: ${to} > ${capacity}`);
  return [from, to];
}

/** As an action prints them: what is no value says so. */
function sprintShown(args: readonly GoValue[]): string {
  return sprint(args.map((value) => value ?? '<no value>'));
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (character) => htmlEscapes[character] ?? character);
}

function escapeScript(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a script cannot hold as it stands
  return text.replace(/[\\'"<>&=\u0000-\u001f]|[^\u0000-\u007f]/gu, (character) => {
    if (/[\\'"]/.test(character)) return `\\${character}`;
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x80 && isPrintable(character)) return character;
    return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
  });
}
