import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import type { SchemaProblem } from './schema-problem.ts';

/** In messages. */
const words = {
  text: 'a text',
  'whole number': 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  schema: 'a schema',
  schemas: 'a list of schemas',
  list: 'a list',
  texts: 'a list of texts',
  named: 'schemas by name',
} as const;

type Kind = keyof typeof words;

/** What the keywords of a schema hold (JSONSchemaProps of apiextensions.k8s.io/v1); `default` and `enum` hold anything. */
const keywords: Readonly<Record<string, Kind>> = {
  type: 'text',
  format: 'text',
  title: 'text',
  description: 'text',
  pattern: 'text',
  minLength: 'whole number',
  maxLength: 'whole number',
  minItems: 'whole number',
  maxItems: 'whole number',
  minProperties: 'whole number',
  maxProperties: 'whole number',
  minimum: 'number',
  maximum: 'number',
  multipleOf: 'number',
  exclusiveMinimum: 'boolean',
  exclusiveMaximum: 'boolean',
  uniqueItems: 'boolean',
  nullable: 'boolean',
  'x-kubernetes-preserve-unknown-fields': 'boolean',
  'x-kubernetes-int-or-string': 'boolean',
  'x-kubernetes-embedded-resource': 'boolean',
  enum: 'list',
  required: 'texts',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  not: 'schema',
  properties: 'named',
};

/** Keywords of this schema, without those inside it, that hold something of another type; null is as good as missing. */
export function keywordComplaints(schema: JsonObject, at: string): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  for (const [name, kind] of Object.entries(keywords)) {
    const value = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (value !== undefined && value !== null && !isOf(kind, value))
      problems.push({ pointer: `${at}/${name}`, message: `expected ${words[kind]}` });
  }
  return [...problems, ...innerComplaints(schema, at)];
}

function isOf(kind: Kind, value: JsonValue): boolean {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'boolean') return typeof value === 'boolean';
  if (kind === 'number') return isNumber(value);
  if (kind === 'whole number') return isNumber(value) && Number.isInteger(Number(value));
  if (kind === 'schema' || kind === 'named') return isObject(value);
  if (!isList(value)) return false;
  if (kind === 'list') return true;
  return value.every((one) => (kind === 'texts' ? typeof one === 'string' : isObject(one)));
}

function isNumber(value: JsonValue): boolean {
  return typeof value !== 'string' && typeof value !== 'boolean' && !isList(value) && !isObject(value);
}

/** One schema for all elements; one for all other fields, or whether there may be any. */
function innerComplaints({ items, additionalProperties }: JsonObject, at: string): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  // A list of schemas is told of where structural schemas are judged.
  if (items !== undefined && items !== null && !isObject(items) && !isList(items))
    problems.push({ pointer: `${at}/items`, message: 'expected a schema' });
  const mayBe = additionalProperties === undefined || additionalProperties === null;
  if (!mayBe && typeof additionalProperties !== 'boolean' && !isObject(additionalProperties))
    problems.push({ pointer: `${at}/additionalProperties`, message: 'expected a schema, or true or false' });
  return problems;
}
