import { parseQuantity } from '@bulwark/model';
import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { isInteger } from './formats.ts';
import type { Schema } from './schema.ts';
import type { SchemaSet } from './schema-set.ts';

/**
 * Whether a value plainly is what its schema says. Nearly every object does, so this comes first: it makes no
 * pointers and no messages. False means only that the whole judgement has to look, also at what is rare.
 */
export function fits(value: JsonValue, schema: Schema, set: SchemaSet): boolean {
  if (value === null) return true;
  switch (schema.kind) {
    case 'any':
      return true;
    case 'reference':
      return fits(value, set.definition(schema.name), set);
    case 'object':
      return isObject(value) && objectFits(value, schema, set);
    case 'map':
      return isObject(value) && (schema.values.kind === 'any' || mapFits(value, schema.values, set));
    case 'list':
      return isList(value) && value.every((item) => item !== null && fits(item, schema.items, set));
    case 'string':
      return typeof value === 'string' && schema.format === undefined && schema.values === undefined;
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return isInteger(value, schema.bits);
    case 'int-or-string':
      return typeof value === 'string' || isInteger(value, 32);
    case 'quantity':
      return typeof value === 'string' && parseQuantity(value) !== undefined;
    case 'number':
      return typeof value === 'number';
  }
}

function objectFits(object: JsonObject, schema: Schema & { kind: 'object' }, set: SchemaSet): boolean {
  for (const name in object) {
    const field = schema.fields.get(name);
    if (field === undefined || !fits(object[name] ?? null, field, set)) return false;
  }
  for (const name of schema.required) if ((object[name] ?? null) === null) return false;
  return true;
}

function mapFits(map: JsonObject, values: Schema, set: SchemaSet): boolean {
  for (const name in map) if (!fits(map[name] ?? null, values, set)) return false;
  return true;
}
