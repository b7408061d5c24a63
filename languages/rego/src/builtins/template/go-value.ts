import { textBytes } from '../../values/byte-text.ts';
import { numberText } from '../../values/number.ts';
import { entriesInOrder } from '../../values/object.ts';
import { isArray, isNumber, isObject, type RegoValue } from '../../values/value.ts';
import { BuiltinError } from '../builtin.ts';
import { type FormatSpec, type FormatValue, formatVerb } from '../go-verb.ts';

/**
 * A value while a template runs: of JSON, whose numbers are texts to Go; or a number of the template's own. Undefined
 * is Go's invalid value: a key that is missing, and null once it went through a pipeline.
 */
export type GoValue = RegoValue | GoNumber | undefined;

export class GoNumber {
  readonly type: 'int' | 'float64' | 'uint8';
  readonly value: bigint | number;

  constructor(type: 'int' | 'float64' | 'uint8', value: bigint | number) {
    this.type = type;
    this.value = value;
  }
}

export function goInteger(value: bigint | number): GoNumber {
  return new GoNumber('int', BigInt(value));
}

/** Go's name of the type of a value. */
export function goType(value: GoValue): string {
  if (value instanceof GoNumber) return value.type;
  if (value === undefined || value === null) return 'interface {}';
  if (isNumber(value)) return 'json.Number';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  return isArray(value) ? '[]interface {}' : 'map[string]interface {}';
}

/** What Go sees as a string: numbers of JSON too. */
export function stringOf(value: GoValue): string | undefined {
  if (typeof value === 'string') return value;
  return !(value instanceof GoNumber) && isNumber(value) ? numberText(value) : undefined;
}

/** The length of what has one, in bytes for strings. */
export function lengthOf(value: GoValue): number | undefined {
  const text = stringOf(value);
  if (text !== undefined) return textBytes(text).length;
  if (value instanceof GoNumber) return undefined;
  if (isArray(value)) return value.length;
  return isObject(value) ? entriesInOrder(value).length : undefined;
}

export function isTrue(value: GoValue): boolean {
  if (value instanceof GoNumber) return Number(value.value) !== 0;
  if (typeof value === 'boolean') return value;
  const length = lengthOf(value);
  return length !== undefined && length > 0;
}

const plain: FormatSpec = { minus: false, plus: false, sharp: false, space: false, zero: false };

/** The text of a value as `fmt.Print` has it. */
export function printed(value: GoValue): string {
  return value === undefined ? '<no value>' : formatted('v', value, plain);
}

/** `fmt.Sprint`: a space between two operands of which none is a string. */
export function sprint(values: readonly GoValue[]): string {
  let text = '';
  values.forEach((value, index) => {
    const spaced = index > 0 && stringOf(value) === undefined && stringOf(values[index - 1]) === undefined;
    text += (spaced ? ' ' : '') + formatted('v', value, plain);
  });
  return text;
}

export function sprintln(values: readonly GoValue[]): string {
  return `${values.map((value) => formatted('v', value, plain)).join(' ')}\n`;
}

/** A value as an argument of `goFormat`. */
export function formatArgument(value: GoValue): FormatValue {
  return {
    type: value === undefined || value === null ? '<nil>' : goType(value),
    integer: value instanceof GoNumber && typeof value.value === 'bigint' ? value.value : undefined,
    format: (verb, spec) => formatted(verb, value, spec),
  };
}

function formatted(verb: string, value: GoValue, spec: FormatSpec): string {
  if (value instanceof GoNumber) return formatVerb(verb, value.value, spec).replace('(int64=', '(int=');
  if (value === undefined || value === null) return verb === 'v' ? padded('<nil>', spec) : `%!${verb}(<nil>)`;
  if (typeof value === 'boolean') {
    return verb === 'v' || verb === 't' ? padded(String(value), spec) : `%!${verb}(bool=${value})`;
  }
  const text = stringOf(value);
  if (text !== undefined) return formatVerb(verb, text, spec).replace('(string=', `(${goType(value)}=`);
  if (isArray(value)) return `[${value.map((item) => formatted(verb, item, spec)).join(' ')}]`;
  if (!isObject(value)) throw new BuiltinError('a set cannot be printed');
  const entries = entriesInOrder(value).map(
    ([key, item]) => `${formatted(verb, key, spec)}:${formatted(verb, item, spec)}`,
  );
  return `map[${entries.join(' ')}]`;
}

function padded(text: string, spec: FormatSpec): string {
  return formatVerb('s', text, { ...spec, zero: false });
}
