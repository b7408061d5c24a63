import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';

const emptyObject: JsonObject = Object.freeze({});
const emptyList: readonly JsonValue[] = Object.freeze([]);

/** The value as an object, or an empty one where it is something else. For reading fields that may be missing. */
export function record(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : emptyObject;
}

/** The value as a list, or an empty one where it is something else. */
export function items(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : emptyList;
}

/** The value where it is a string. */
export function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The strings of a list; other elements are left out. */
export function texts(value: JsonValue | undefined): readonly string[] {
  return items(value).filter((item) => typeof item === 'string');
}

/** The value where it is an integer a JavaScript number can hold exactly. */
export function integer(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** An own key of a map whose keys come from outside (labels, annotations, data). */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
