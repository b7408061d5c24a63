import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { alternatives, joinAll } from './join-types.ts';
import {
  anyType,
  arrayOf,
  booleanType,
  numberType,
  type ObjectType,
  objectOf,
  type RegoType,
  recordOf,
  stringType,
} from './rego-type.ts';

/** The type that a JSON Schema describes, or in words why it cannot be told. */
export type SchemaReading = { readonly type: RegoType } | { readonly problem: string };

/** Reads a JSON Schema as far as types go: `type`, `properties`, `items`, `anyOf`, `allOf`, local `$ref`. */
export function schemaType(schema: JsonValue): SchemaReading {
  try {
    return { type: new SchemaReader(schema).type(schema) };
  } catch (error) {
    if (error instanceof SchemaProblem) return { problem: error.message };
    throw error;
  }
}

class SchemaProblem extends Error {}

class SchemaReader {
  readonly #root: JsonValue;
  /** The references being followed: one that leads back to itself may be anything. */
  readonly #following = new Set<string>();

  constructor(root: JsonValue) {
    this.#root = root;
  }

  type(schema: JsonValue): RegoType {
    if (!isObject(schema)) return anyType;
    const ref = schema['$ref'];
    if (typeof ref === 'string') return this.#reference(ref);
    if (isList(schema['anyOf'])) return this.#anyOf(schema, schema['anyOf']);
    if (isList(schema['allOf'])) return this.#allOf(schema, schema['allOf']);
    return this.#own(schema);
  }

  #reference(ref: string): RegoType {
    if (this.#following.has(ref)) return anyType;
    if (!ref.startsWith('#')) throw new SchemaProblem(`unable to compile the schema: remote reference ${ref}`);
    let target: JsonValue | undefined = this.#root;
    for (const token of ref.slice(1).split('/').slice(1)) {
      const key = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
      target = isObject(target) && Object.hasOwn(target, key) ? target[key] : undefined;
    }
    if (target === undefined) throw new SchemaProblem(`unable to compile the schema: Object has no key '${ref}'`);
    this.#following.add(ref);
    const type = this.type(target);
    this.#following.delete(ref);
    return type;
  }

  #anyOf(schema: JsonObject, options: readonly JsonValue[]): RegoType {
    const own = this.#own(schema);
    const isRecord = own.kind === 'object' && own.rest === undefined;
    return joinAll([...(isRecord ? [own] : []), ...options.map((option) => this.type(option))]);
  }

  /** Objects are joined property by property; other types must be the same. */
  #allOf(schema: JsonObject, parts: readonly JsonValue[]): RegoType {
    const { allOf: _, ...rest } = schema;
    const own = 'type' in rest || 'properties' in rest || 'items' in rest ? [this.#own(rest)] : [];
    const types = [...parts.map((part) => this.type(part)), ...own];
    const objects = types.filter((type) => type.kind === 'object');
    if (objects.length === types.length && objects.length > 0) return joinObjects(objects);
    const kinds = new Set(types.flatMap(alternatives).map(({ kind }) => kind));
    if (kinds.size > 1) throw new SchemaProblem('unable to merge these schemas: type mismatch');
    return types[0] ?? anyType;
  }

  #own(schema: JsonObject): RegoType {
    const names = typeNames(schema);
    const { properties, items } = schema;
    if (names.has('boolean')) return booleanType;
    if (names.has('string')) return stringType;
    if (names.has('integer') || names.has('number')) return numberType;
    if (names.has('object')) return this.#object(properties);
    return names.has('array') ? this.#array(items) : anyType;
  }

  #object(properties: JsonValue | undefined): RegoType {
    if (!isObject(properties) || Object.keys(properties).length === 0) return objectOf(anyType, anyType);
    const fields = Object.entries(properties).map(([name, inner]) => [name, this.type(inner)] as const);
    return recordOf(Object.fromEntries(fields));
  }

  #array(items: JsonValue | undefined): RegoType {
    if (isList(items)) return { kind: 'array', items: items.map((item) => this.type(item)) };
    return arrayOf(items === undefined ? anyType : this.type(items));
  }
}

/** The types a schema names; one with properties or items that names none means an object or an array. */
function typeNames(schema: JsonObject): ReadonlySet<JsonValue> {
  const { type } = schema;
  if (type !== undefined) return new Set(isList(type) ? type : [type]);
  if (isObject(schema['properties'])) return new Set(['object']);
  return new Set(schema['items'] === undefined ? [] : ['array']);
}

function joinObjects(objects: readonly ObjectType[]): RegoType {
  const records = objects.filter(({ properties }) => properties.length > 0);
  const [first] = objects;
  if (records.length === 0) return first ?? anyType;
  return { kind: 'object', properties: records.flatMap(({ properties }) => properties) };
}
