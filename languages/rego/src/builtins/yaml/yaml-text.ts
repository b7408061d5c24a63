import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { doubleOf, numberText } from '../../values/number.ts';
import { isNumber, type RegoNumber } from '../../values/value.ts';
import { formatFloat } from '../go-float.ts';
import { coreScalar } from './core-scalar.ts';
import { naturalOrder } from './natural-order.ts';
import { keyText, scalarText } from './yaml-scalar-text.ts';

/** JSON as YAML, laid out as go-yaml v3 does with an indentation of two. */
export function yamlText(value: JsonValue): string {
  return `${block(value, 0).replace(/^\n/, '')}\n`.replace(/\n\n$/, isKeeping(value) ? '\n\n' : '\n');
}

/** A text that ends with empty lines keeps them. */
function isKeeping(value: JsonValue): boolean {
  if (typeof value === 'string') return /(?:^|\n)\n$/.test(value);
  const inner = isObject(value)
    ? Object.keys(value)
        .sort(naturalOrder)
        .map((key) => value[key] ?? null)
    : value;
  return Array.isArray(inner) && inner.length > 0 && isKeeping(inner.at(-1) ?? null);
}

/** What stands behind a key or a dash; a block begins with a line break. */
function block(value: JsonValue, indent: number): string {
  if (Array.isArray(value) && value.length > 0) return list(value, indent);
  if (isObject(value) && Object.keys(value).length > 0) return mapping(value, indent);
  if (Array.isArray(value)) return '[]';
  if (isObject(value)) return '{}';
  if (typeof value === 'string') return scalarText(value, indent);
  return isNumber(value) ? yamlNumber(value) : String(value);
}

function list(items: readonly JsonValue[], indent: number): string {
  const margin = `\n${' '.repeat(indent)}`;
  // The first line of a block in a list stands behind the dash.
  return items.map((item) => `${margin}- ${block(item, indent + 2).replace(/^\n */, '')}`).join('');
}

function mapping(object: JsonObject, indent: number): string {
  const margin = `\n${' '.repeat(indent)}`;
  return Object.keys(object)
    .sort(naturalOrder)
    .map((key) => {
      const value = object[key] ?? null;
      const text = block(value, indent + 2);
      return `${margin}${keyText(key, indent)}${text.startsWith('\n') ? '' : ' '}${text}`;
    })
    .join('');
}

/** Integers of 64 bits as they are, all else as a double. */
function yamlNumber(number: RegoNumber): string {
  const text = numberText(number);
  if (/^-?\d+$/.test(text) && typeof coreScalar(text) !== 'string' && Number.isInteger(Number(coreScalar(text)))) {
    const integer = BigInt(text);
    if (BigInt.asIntN(64, integer) === integer || BigInt.asUintN(64, integer) === integer) return text;
  }
  return formatFloat(doubleOf(number), 'g');
}
