import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';

/**
 * A schema as versions of ConstraintTemplate before v1 mean it (`legacySchema`): at every level, fields that it does
 * not name are kept. Objects without a type and lists without items become structural by it.
 */
export function withUnknownFields(schema: JsonObject): JsonObject {
  const { type } = schema;
  const result: Record<string, JsonValue> = { ...schema };
  if (!type || type === 'object') result['x-kubernetes-preserve-unknown-fields'] = true;
  if (type === 'array' && schema['items'] === undefined)
    result['items'] = { 'x-kubernetes-preserve-unknown-fields': true };
  else if (isObject(schema['items'])) result['items'] = withUnknownFields(schema['items']);
  if (isObject(schema['additionalProperties']))
    result['additionalProperties'] = withUnknownFields(schema['additionalProperties']);
  if (isObject(schema['properties'])) {
    const entries = Object.entries(schema['properties']);
    result['properties'] = Object.fromEntries(
      entries.map(([name, inner]) => [name, isObject(inner) ? withUnknownFields(inner) : inner]),
    );
  }
  return result;
}
