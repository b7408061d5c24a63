import { isList, isObject, type JsonObject, type JsonValue, pointer } from '@bulwark/text';

/** Pointers of the fields that a structural schema does not name, and that the API server would therefore drop. */
export function unknownFields(value: JsonValue, schema: JsonObject, at = ''): string[] {
  if (isList(value)) {
    const { items } = schema;
    return isObject(items) ? value.flatMap((item, index) => unknownFields(item, items, pointer(at, index))) : [];
  }
  if (!isObject(value)) return [];
  const { properties, additionalProperties } = schema;
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true;
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = pointer(at, key);
    const known = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (isObject(known)) return unknownFields(inner, known, place);
    return isOpen ? [] : [place];
  });
}
