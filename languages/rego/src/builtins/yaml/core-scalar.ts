import type { JsonValue } from '@bulwark/text';
import { BuiltinError } from '../builtin.ts';
import { parseTime } from '../time/parse-time.ts';

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const based = /^([-+]?)(?:0([xX])([0-9a-fA-F]+)|0([bB])([01]+)|0[oO]?([0-7]+))$/;

/** The value of a plain YAML scalar by the rules of go-yaml v3, YAML 1.2 with some of 1.1: `on` is a text, `0644` is 420. */
export function coreScalar(text: string): JsonValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  if (/^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(text)) {
    throw new BuiltinError(`json: unsupported value: ${text.replace(/^(\+?)\./, '$1')}`);
  }
  const plain = text.replaceAll('_', '');
  return integerOf(plain) ?? (float.test(plain) ? floatOf(plain, text) : text);
}

function integerOf(text: string): number | bigint | undefined {
  const match = based.exec(text);
  const isDecimal = /^[-+]?(?:0|[1-9][0-9]*)$/.test(text);
  if ((match === null && !isDecimal) || text.length > 67) return undefined;
  const [, sign, , hex, , binary, octal] = match ?? [];
  const digits = hex ? `0x${hex}` : binary ? `0b${binary}` : octal ? `0o${octal}` : text.replace(/^[-+]/, '');
  const isNegative = match === null ? text.startsWith('-') : sign === '-';
  const value = isNegative ? -BigInt(digits) : BigInt(digits);
  if (BigInt.asIntN(64, value) !== value && BigInt.asUintN(64, value) !== value) return undefined;
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

function floatOf(plain: string, text: string): JsonValue {
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}

const timeLayouts = [
  '2006-1-2T15:4:5.999999999Z07:00',
  '2006-1-2t15:4:5.999999999Z07:00',
  '2006-1-2 15:4:5.999999999',
  '2006-1-2',
];

/** Whether a plain scalar would be a timestamp to go-yaml. */
export function isTimestamp(text: string): boolean {
  return /^\d{4}-/.test(text) && timeLayouts.some((layout) => isTime(layout, text));
}

function isTime(layout: string, text: string): boolean {
  try {
    parseTime(layout, text);
    return true;
  } catch (error) {
    if (error instanceof BuiltinError) return false;
    throw error;
  }
}
