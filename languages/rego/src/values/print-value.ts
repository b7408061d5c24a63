import { ExactDecimal } from '@bulwark/text';
import { numberText } from './number.ts';
import { entriesInOrder } from './object.ts';
import { quote } from './quote.ts';
import { membersInOrder } from './set.ts';
import { isArray, isSet, type RegoArray, type RegoValue } from './value.ts';
import { spend } from './work.ts';

/** A value as Rego text, in the form in which OPA prints it: `{"a": [1, 2]}`, `set()`. */
export function printValue(value: RegoValue): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object' || value === null || value instanceof ExactDecimal) return String(value);
  spend();
  if (isArray(value)) return `[${list(value)}]`;
  if (isSet(value)) return value.size === 0 ? 'set()' : `{${list(membersInOrder(value))}}`;
  return `{${entriesInOrder(value)
    .map(([key, held]) => `${printValue(key)}: ${printValue(held)}`)
    .join(', ')}}`;
}

function list(values: RegoArray): string {
  return values.map(printValue).join(', ');
}
