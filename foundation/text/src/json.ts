/** A number whose text does not survive a JavaScript number: `1.0`, `1e400`, `0.10`. */
export class ExactDecimal {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** A JSON value with exact numbers: integers beyond 2^53 are `bigint`, other inexact ones `ExactDecimal`. */
export type JsonValue = null | boolean | number | bigint | string | ExactDecimal | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

const integer = /^-?(?:0|[1-9]\d*)$/;
/** Longer ones are kept as text: nobody counts with them, and making a bigint of a million digits takes seconds. */
const mostDigits = 1000;

/** The exact value of a JSON number's text; never loses a digit. */
export function exactNumber(text: string): number | bigint | ExactDecimal {
  if (text.length > mostDigits) return new ExactDecimal(text);
  const value = Number(text);
  if (text.length < 16 && String(value) === text) return value;
  if (integer.test(text) && text !== '-0') {
    return Number.isSafeInteger(value) ? value : BigInt(text);
  }
  return String(value) === text ? value : new ExactDecimal(text);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactDecimal);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Sets an own key, also `__proto__`, which assignment would turn into the prototype. */
export function setKey(target: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else target[key] = value;
}
