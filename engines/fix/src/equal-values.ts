import { ExactDecimal, isList, isObject, type JsonValue } from '@bulwark/text';

/** Whether two values are the same; the order of keys does not matter, the text of an exact number does. */
export function equalValues(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (a instanceof ExactDecimal || b instanceof ExactDecimal) {
    return a instanceof ExactDecimal && b instanceof ExactDecimal && a.text === b.text;
  }
  if (isList(a)) {
    return isList(b) && a.length === b.length && a.every((item, index) => equalValues(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equalValues(a[key], b[key]))
  );
}
