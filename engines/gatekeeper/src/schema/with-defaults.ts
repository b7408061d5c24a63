import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';

/** The value with the schema's defaults where fields are missing; the same value where none is. */
export function withDefaults(value: JsonValue, schema: JsonObject): JsonValue {
  if (isList(value)) {
    const { items } = schema;
    if (!isObject(items)) return value;
    const filled = value.map((item) => withDefaults(item, items));
    return filled.some((item, index) => item !== value[index]) ? filled : value;
  }
  return isObject(value) ? filledObject(value, schema) : value;
}

function filledObject(value: JsonObject, schema: JsonObject): JsonObject {
  const changes = [...namedChanges(value, schema), ...otherChanges(value, schema)];
  return changes.length === 0 ? value : Object.fromEntries([...Object.entries(value), ...changes]);
}

type Change = [name: string, value: JsonValue];

function namedChanges(value: JsonObject, { properties }: JsonObject): Change[] {
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, inner]): Change[] => {
    if (!isObject(inner)) return [];
    const found = Object.hasOwn(value, name) ? value[name] : undefined;
    const isMissing = found === undefined || (found === null && inner['nullable'] !== true);
    const start = isMissing ? (inner['default'] ?? found) : found;
    const filled = start === undefined ? undefined : withDefaults(start, inner);
    return filled === undefined || filled === found ? [] : [[name, filled]];
  });
}

function otherChanges(value: JsonObject, { properties, additionalProperties }: JsonObject): Change[] {
  if (!isObject(additionalProperties)) return [];
  const known = isObject(properties) ? properties : {};
  return Object.entries(value).flatMap(([name, inner]): Change[] => {
    if (Object.hasOwn(known, name)) return [];
    const filled = withDefaults(inner, additionalProperties);
    return filled === inner ? [] : [[name, filled]];
  });
}
