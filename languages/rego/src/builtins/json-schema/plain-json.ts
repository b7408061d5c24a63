import { isObject as isJsonObject, type JsonValue } from '@bulwark/text';
import { doubleOf } from '../../values/number.ts';
import { jsonTextOf } from '../../values/to-json.ts';
import { isNumber } from '../../values/value.ts';
import { spend } from '../../values/work.ts';

/** The JSON text of a value with its numbers as doubles: the same for `1` and `1.0`. */
export function plainJsonText(value: JsonValue): string {
  return jsonTextOf(withDoubles(value));
}

function withDoubles(value: JsonValue): JsonValue {
  if (isNumber(value)) return doubleOf(value);
  spend();
  if (Array.isArray(value)) return value.map(withDoubles);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, withDoubles(held)]));
}
