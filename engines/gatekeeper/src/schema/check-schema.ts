import { canonicalJson, isList, isObject, type JsonObject, type JsonValue, pointer } from '@bulwark/text';
import { compilePattern } from '../compile-pattern.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { valueProblems } from './value-problems.ts';

/**
 * What makes a schema no structural one (apiextensions.k8s.io/v1), and defaults that do not fit it; a kind with such a
 * schema is refused by the API server.
 */
export function schemaComplaints(schema: JsonObject, at = ''): SchemaProblem[] {
  return [...ownComplaints(schema, at), ...defaultComplaints(schema, at), ...innerComplaints(schema, at)];
}

const types: readonly JsonValue[] = ['object', 'array', 'string', 'integer', 'number', 'boolean'];

function ownComplaints(schema: JsonObject, at: string): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const { type } = schema;
  const isFree =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (type === undefined || type === '') {
    if (!isFree) problems.push({ pointer: at, message: 'a type is missing' });
  } else if (!types.includes(type))
    problems.push({ pointer: `${at}/type`, message: `unknown type ${canonicalJson(type)}` });
  if (type === 'array' && schema['items'] === undefined)
    problems.push({ pointer: at, message: 'items are missing for a list' });
  if (isList(schema['items']))
    problems.push({ pointer: `${at}/items`, message: 'expected one schema, found a list of schemas' });
  if (
    isObject(schema['properties']) &&
    schema['additionalProperties'] !== undefined &&
    schema['additionalProperties'] !== false
  )
    problems.push({ pointer: `${at}/additionalProperties`, message: 'cannot stand beside properties' });
  const { pattern } = schema;
  if (typeof pattern === 'string' && 'problem' in compilePattern(pattern))
    problems.push({ pointer: `${at}/pattern`, message: `no regular expression: ${pattern}` });
  return problems;
}

function defaultComplaints(schema: JsonObject, at: string): SchemaProblem[] {
  const value = schema['default'];
  if (value === undefined || value === null) return [];
  return valueProblems(value, schema).map(({ pointer: inner, message }) => ({
    pointer: `${at}/default${inner}`,
    message: `default does not fit: ${message}`,
  }));
}

function innerComplaints(schema: JsonObject, at: string): SchemaProblem[] {
  const { items, additionalProperties, properties } = schema;
  return [
    ...(isObject(items) ? schemaComplaints(items, `${at}/items`) : []),
    ...(isObject(additionalProperties) ? schemaComplaints(additionalProperties, `${at}/additionalProperties`) : []),
    ...(isObject(properties) ? Object.entries(properties) : []).flatMap(([name, inner]) => {
      const place = pointer(`${at}/properties`, name);
      return isObject(inner) ? schemaComplaints(inner, place) : [{ pointer: place, message: 'expected a schema' }];
    }),
  ];
}
