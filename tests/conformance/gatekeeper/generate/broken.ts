import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import type { Random } from '../../rego/generate/random.ts';

/** The object with one thing changed, somewhere: a field taken away, another value, an unknown field. */
export function broken(random: Random, object: JsonObject): JsonObject {
  const place = random.pick(placesOf(object, []));
  const changed = changedAt(object, place, (value) => random.pick(changes)(random, value));
  return isObject(changed) ? changed : object;
}

type Place = readonly (string | number)[];

function placesOf(value: JsonValue, at: Place): Place[] {
  const inner = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return inner.flatMap(([key, one]) => [[...at, key], ...placesOf(one, [...at, key])]);
}

type Change = (random: Random, value: JsonValue) => JsonValue | undefined;

const changes: readonly Change[] = [
  () => undefined,
  () => undefined,
  (random) =>
    random.pick<JsonValue>(['', 'x', 'Any', '*', 1, 1.5, true, null, [], {}, ['x'], [{}], 'a.b', '-a', 'x*y*']),
  (_random, value) => (typeof value === 'string' ? value.toUpperCase() : [value]),
  (_random, value) => (typeof value === 'string' ? `${value}s` : isObject(value) ? { ...value, unknown: 1 } : value),
  (_random, value) => (isList(value) ? [...value, ...value] : value),
];

function changedAt(
  value: JsonValue,
  [key, ...rest]: Place,
  change: (value: JsonValue) => JsonValue | undefined,
): JsonValue {
  if (isList(value)) {
    return value.flatMap((one, at) => {
      if (at !== key) return [one];
      const changed = rest.length === 0 ? change(one) : changedAt(one, rest, change);
      return changed === undefined ? [] : [changed];
    });
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, one]): [string, JsonValue][] => {
    if (name !== key) return [[name, one]];
    const changed = rest.length === 0 ? change(one) : changedAt(one, rest, change);
    return changed === undefined ? [] : [[name, changed]];
  });
  return Object.fromEntries(entries);
}
