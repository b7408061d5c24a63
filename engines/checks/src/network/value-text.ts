import { ExactDecimal, isList, type JsonValue } from '@bulwark/text';

/** A value as a message shows it: scalars as they stand, lists and objects by what they are. Never throws. */
export function valueText(value: JsonValue | undefined): string {
  if (value === undefined) return '(none)';
  if (isList(value)) return '(a list)';
  if (value instanceof ExactDecimal) return value.text;
  // An object may bring a toString of its own that is no function.
  return typeof value === 'object' && value !== null ? '(an object)' : String(value);
}
