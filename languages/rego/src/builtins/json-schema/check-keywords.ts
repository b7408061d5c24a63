import type { JsonValue } from '@bulwark/text';
import { bigFloat, generalText } from '../../values/big-float.ts';
import { compareNumbers } from '../../values/compare.ts';
import { decimalOf } from '../../values/decimal.ts';
import type { RegoNumber } from '../../values/value.ts';
import { characterCount } from '../aggregates.ts';
import { hasFormat } from './formats.ts';
import { plainJsonText } from './plain-json.ts';
import type { ValidationResult } from './result.ts';
import type { SchemaNode } from './schema-node.ts';

/** Where a value stands: `(Root).a.0`. */
export type Place = string;

/** What gets the errors about the value at a place. */
export interface Into {
  readonly result: ValidationResult;
  readonly place: Place;
}

/** Adds an error for every element that stood there before. */
export function checkUnique(value: readonly JsonValue[], { result, place }: Into): void {
  const seen = new Map<string, number>();
  for (const [at, item] of value.entries()) {
    const text = plainJsonText(item);
    const before = seen.get(text);
    if (before !== undefined) result.add('unique', place, `array items[${before},${at}] must be unique`);
    seen.set(text, at);
  }
}

/** Adds what `const`, `enum` and `format` say against a value. */
export function checkCommon(schema: SchemaNode, value: JsonValue, { result, place }: Into): void {
  const name = result.fieldOf(place);
  if (schema.constant !== undefined && plainJsonText(value) !== schema.constant) {
    result.add('const', place, `${name} does not match: ${schema.constant}`);
  }
  if (schema.enumeration !== undefined && !schema.enumeration.includes(plainJsonText(value))) {
    result.add('enum', place, `${name} must be one of the following: ${schema.enumeration.join(', ')}`);
  }
  if (schema.format !== undefined && !hasFormat(schema.format, value)) {
    result.add('format', place, `Does not match format '${schema.format}'`);
  }
  result.score++;
}

/** Adds what the keywords of strings say against one. */
export function checkText(schema: SchemaNode, value: string, { result, place }: Into): void {
  const { minLength, maxLength } = schema.sizes;
  if (minLength !== undefined && characterCount(value) < minLength) {
    result.add('string_gte', place, `String length must be greater than or equal to ${minLength}`);
  }
  if (maxLength !== undefined && characterCount(value) > maxLength) {
    result.add('string_lte', place, `String length must be less than or equal to ${maxLength}`);
  }
  if (schema.pattern !== undefined && !schema.pattern.pattern.isIn(value)) {
    result.add('pattern', place, `Does not match pattern '${schema.pattern.source}'`);
  }
  result.score++;
}

/** Adds what the keywords of numbers say against one. */
export function checkNumber(schema: SchemaNode, value: RegoNumber, { result, place }: Into): void {
  const { multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const text = (limit: RegoNumber): string => generalText(bigFloat(limit));
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) {
    result.add('multiple_of', place, `Must be a multiple of ${text(multipleOf)}`);
  }
  if (maximum !== undefined && compareNumbers(value, maximum) > 0) {
    result.add('number_lte', place, `Must be less than or equal to ${text(maximum)}`);
  }
  if (exclusiveMaximum !== undefined && compareNumbers(value, exclusiveMaximum) >= 0) {
    result.add('number_lt', place, `Must be less than ${text(exclusiveMaximum)}`);
  }
  if (minimum !== undefined && compareNumbers(value, minimum) < 0) {
    result.add('number_gte', place, `Must be greater than or equal to ${text(minimum)}`);
  }
  if (exclusiveMinimum !== undefined && compareNumbers(value, exclusiveMinimum) <= 0) {
    result.add('number_gt', place, `Must be greater than ${text(exclusiveMinimum)}`);
  }
  result.score++;
}

function isMultiple(value: RegoNumber, of: RegoNumber): boolean {
  const [whole, part] = [decimalOf(value), decimalOf(of)];
  const shared = Math.min(whole.exponent, part.exponent);
  const scaled = whole.digits * 10n ** BigInt(whole.exponent - shared);
  return scaled % (part.digits * 10n ** BigInt(part.exponent - shared)) === 0n;
}
