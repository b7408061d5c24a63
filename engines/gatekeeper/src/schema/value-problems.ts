import { canonicalJson, ExactDecimal, isList, isObject, type JsonObject, type JsonValue, pointer } from '@bulwark/text';
import type { SchemaProblem } from './schema-problem.ts';
import { textProblems } from './text-problems.ts';

/** Where a value does not fit a schema of OpenAPI v3 as CustomResourceDefinitions have them; unknown fields fit. */
export function valueProblems(value: JsonValue, schema: JsonObject, at = ''): SchemaProblem[] {
  if (value === null) {
    const mayBe = schema['nullable'] === true || isAnything(schema);
    return mayBe ? enumProblems(value, schema, at) : [typeProblem(value, schema, at)];
  }
  if (!hasType(value, schema)) return [typeProblem(value, schema, at)];
  return [
    ...enumProblems(value, schema, at),
    ...(typeof value === 'string' ? textProblems(value, schema).map((message) => ({ pointer: at, message })) : []),
    ...(isNumber(value) ? numberProblems(Number(value), schema).map((message) => ({ pointer: at, message })) : []),
    ...(isList(value) ? listProblems(value, schema, at) : []),
    ...(isObject(value) ? objectProblems(value, schema, at) : []),
    ...combinedProblems(value, schema, at),
  ];
}

function isAnything(schema: JsonObject): boolean {
  return (schema['type'] ?? undefined) === undefined && schema['x-kubernetes-int-or-string'] !== true;
}

function isNumber(value: JsonValue): value is number | bigint | ExactDecimal {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof ExactDecimal;
}

function hasType(value: JsonValue, schema: JsonObject): boolean {
  if (schema['x-kubernetes-int-or-string'] === true) return typeof value === 'string' || isInteger(value);
  const { type } = schema;
  if (type === 'integer') return isInteger(value);
  return !type || type === typeOf(value);
}

function isInteger(value: JsonValue): boolean {
  return typeof value === 'bigint' || (isNumber(value) && Number.isInteger(Number(value)));
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (isNumber(value)) return 'number';
  return isList(value) ? 'array' : typeof value;
}

function typeProblem(value: JsonValue, schema: JsonObject, at: string): SchemaProblem {
  const { type } = schema;
  const stated = typeof type === 'string' ? type : 'a value of the schema';
  const wanted = schema['x-kubernetes-int-or-string'] === true ? 'integer or string' : stated;
  return { pointer: at, message: `expected ${wanted}, found ${typeOf(value)}` };
}

function enumProblems(value: JsonValue, schema: JsonObject, at: string): SchemaProblem[] {
  const choices = schema['enum'];
  if (!isList(choices) || choices.length === 0) return [];
  const found = canonicalJson(value);
  if (choices.some((choice) => canonicalJson(choice) === found)) return [];
  return [{ pointer: at, message: `expected one of ${choices.map((choice) => canonicalJson(choice)).join(', ')}` }];
}

function numberProblems(value: number, schema: JsonObject): string[] {
  const problems: string[] = [];
  const { minimum, maximum, multipleOf } = schema;
  if (typeof minimum === 'number' && (schema['exclusiveMinimum'] === true ? value <= minimum : value < minimum))
    problems.push(
      `expected ${schema['exclusiveMinimum'] === true ? 'more than' : 'at least'} ${minimum}, found ${value}`,
    );
  if (typeof maximum === 'number' && (schema['exclusiveMaximum'] === true ? value >= maximum : value > maximum))
    problems.push(
      `expected ${schema['exclusiveMaximum'] === true ? 'less than' : 'at most'} ${maximum}, found ${value}`,
    );
  if (typeof multipleOf === 'number' && multipleOf > 0 && !Number.isInteger(value / multipleOf))
    problems.push(`expected a multiple of ${multipleOf}, found ${value}`);
  return problems;
}

function listProblems(value: readonly JsonValue[], schema: JsonObject, at: string): SchemaProblem[] {
  const { minItems, maxItems, items } = schema;
  const problems: SchemaProblem[] = [];
  if (typeof minItems === 'number' && value.length < minItems)
    problems.push({ pointer: at, message: `expected at least ${minItems} elements, found ${value.length}` });
  if (typeof maxItems === 'number' && value.length > maxItems)
    problems.push({ pointer: at, message: `expected at most ${maxItems} elements, found ${value.length}` });
  if (schema['uniqueItems'] === true && new Set(value.map((item) => canonicalJson(item))).size < value.length)
    problems.push({ pointer: at, message: 'elements must differ' });
  if (!isObject(items)) return problems;
  return [...problems, ...value.flatMap((item, index) => valueProblems(item, items, pointer(at, index)))];
}

function objectProblems(value: JsonObject, schema: JsonObject, at: string): SchemaProblem[] {
  const { required, properties, additionalProperties, minProperties, maxProperties } = schema;
  const problems: SchemaProblem[] = [];
  const keys = Object.keys(value);
  for (const name of isList(required) ? required : [])
    if (typeof name === 'string' && !Object.hasOwn(value, name))
      problems.push({ pointer: pointer(at, name), message: 'required field is missing' });
  if (typeof minProperties === 'number' && keys.length < minProperties)
    problems.push({ pointer: at, message: `expected at least ${minProperties} fields, found ${keys.length}` });
  if (typeof maxProperties === 'number' && keys.length > maxProperties)
    problems.push({ pointer: at, message: `expected at most ${maxProperties} fields, found ${keys.length}` });
  for (const key of keys) {
    const inner = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    const item = value[key];
    if (isObject(inner) && item !== undefined) problems.push(...valueProblems(item, inner, pointer(at, key)));
  }
  return problems;
}

function combinedProblems(value: JsonValue, schema: JsonObject, at: string): SchemaProblem[] {
  const { allOf, anyOf, oneOf, not } = schema;
  const fits = (inner: JsonValue): boolean => isObject(inner) && valueProblems(value, inner).length === 0;
  const problems = (isList(allOf) ? allOf : []).flatMap((inner) =>
    isObject(inner) ? valueProblems(value, inner, at) : [],
  );
  if (isList(anyOf) && anyOf.length > 0 && !anyOf.some(fits))
    problems.push({ pointer: at, message: 'fits none of the schemas in anyOf' });
  if (isList(oneOf) && oneOf.length > 0 && oneOf.filter(fits).length !== 1)
    problems.push({ pointer: at, message: 'expected to fit exactly one of the schemas in oneOf' });
  if (isObject(not) && fits(not)) problems.push({ pointer: at, message: 'fits the schema in "not"' });
  return problems;
}
