import { canonicalJson, isList, isObject, type JsonObject, type JsonValue, pointer } from '@bulwark/text';
import { compilePattern } from '../compile-pattern.ts';
import { keywordComplaints } from './keyword-types.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { unknownFields } from './unknown-fields.ts';
import { valueProblems } from './value-problems.ts';

/**
 * What makes a schema no structural one (apiextensions.k8s.io/v1), and defaults that do not fit it; a kind with such a
 * schema is refused by the API server.
 */
export function schemaComplaints(schema: JsonObject, at = ''): SchemaProblem[] {
  const wrong = keywordComplaints(schema, at);
  if (wrong.length > 0) return wrong;
  return [
    ...typeComplaints(schema, at),
    ...fieldComplaints(schema, at),
    ...junctorComplaints(schema, at),
    ...defaultComplaints(schema, at),
    ...innerComplaints(schema, at),
  ];
}

const types: readonly JsonValue[] = ['object', 'array', 'string', 'integer', 'number', 'boolean'];

function typeComplaints(schema: JsonObject, at: string): SchemaProblem[] {
  const { type } = schema;
  const isIntOrString = schema['x-kubernetes-int-or-string'] === true;
  const keepsAll = schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (isIntOrString && keepsAll) return [{ pointer: at, message: 'an integer or string has no fields to preserve' }];
  if (!type) return isIntOrString || keepsAll ? [] : [{ pointer: at, message: 'a type is missing' }];
  if (!types.includes(type)) return [{ pointer: `${at}/type`, message: `unknown type ${canonicalJson(type)}` }];
  return type === 'array' && schema['items'] === undefined
    ? [{ pointer: at, message: 'items are missing for a list' }]
    : [];
}

function fieldComplaints(schema: JsonObject, at: string): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const { items, properties, additionalProperties, pattern } = schema;
  if (isList(items)) problems.push({ pointer: `${at}/items`, message: 'expected one schema, found a list of schemas' });
  const hasFields = isObject(properties) && Object.keys(properties).length > 0;
  if (hasFields && additionalProperties !== undefined && additionalProperties !== false)
    problems.push({ pointer: `${at}/additionalProperties`, message: 'cannot stand beside properties' });
  if (schema['uniqueItems'] === true) problems.push({ pointer: `${at}/uniqueItems`, message: 'cannot be true' });
  if (schema['$ref'] !== undefined) problems.push({ pointer: `${at}/$ref`, message: 'references are not supported' });
  if (typeof pattern === 'string' && 'problem' in compilePattern(pattern))
    problems.push({ pointer: `${at}/pattern`, message: `no regular expression: ${pattern}` });
  return problems;
}

/** What only the schema itself may say, not those it is joined with. */
const ownFields = ['type', 'description', 'title', 'default', 'nullable', 'additionalProperties'];

function junctorComplaints(schema: JsonObject, at: string): SchemaProblem[] {
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => {
    const list = schema[name];
    return (isList(list) ? list : []).map((inner, index) => ({ inner, place: pointer(at, name, index) }));
  });
  const joined = [...lists, { inner: schema['not'], place: `${at}/not` }];
  const allowed = schema['x-kubernetes-int-or-string'] === true ? 'type' : undefined;
  return joined.flatMap(({ inner, place }) =>
    ownFields
      .filter((name) => isObject(inner) && Object.hasOwn(inner, name) && name !== allowed)
      .map((name) => ({ pointer: pointer(place, name), message: 'may stand in the schema itself only' })),
  );
}

function defaultComplaints(schema: JsonObject, at: string): SchemaProblem[] {
  const value = schema['default'];
  if (value === undefined || value === null) return [];
  const wrong = valueProblems(value, schema).map(({ pointer: inner, message }) => ({
    pointer: `${at}/default${inner}`,
    message: `default does not fit: ${message}`,
  }));
  if (wrong.length > 0) return wrong;
  return unknownFields(value, schema).map((inner) => ({
    pointer: `${at}/default${inner}`,
    message: 'default does not fit: the schema has no such field',
  }));
}

function innerComplaints(schema: JsonObject, at: string): SchemaProblem[] {
  const { items, additionalProperties, properties } = schema;
  const additional = `${at}/additionalProperties`;
  return [
    ...(isObject(items) ? schemaComplaints(items, `${at}/items`) : []),
    ...(isObject(additionalProperties) ? schemaComplaints(withoutDefault(additionalProperties), additional) : []),
    ...(isObject(properties) ? Object.entries(properties) : []).flatMap(([name, inner]) => {
      const place = pointer(`${at}/properties`, name);
      return isObject(inner) ? schemaComplaints(inner, place) : [{ pointer: place, message: 'expected a schema' }];
    }),
  ];
}

/** Defaults of what is in a map are not looked at: nothing is ever missing there. */
function withoutDefault(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== 'default'));
}
