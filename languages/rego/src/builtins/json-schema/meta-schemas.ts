import type { JsonObject, JsonValue } from '@bulwark/text';

/** The schema of schemas by which the drafts 4, 6 and 7 of JSON Schema define themselves. */
export function metaSchema(url: string): JsonObject | undefined {
  const draft = /^http:\/\/json-schema\.org\/draft-0([467])\/schema$/.exec(url)?.[1];
  return draft === undefined ? undefined : draft === '4' ? draft4() : later(draft === '7');
}

const root = { $ref: '#' };
const self = (name: string): JsonObject => ({ $ref: `#/definitions/${name}` });
const of = (type: string): JsonObject => ({ type });
const mapOf = (value: JsonValue): JsonObject => ({ type: 'object', additionalProperties: value, default: {} });
const simpleTypes = { enum: ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'] };
const schemaArray = { type: 'array', minItems: 1, items: root };
const typeKeyword = {
  anyOf: [self('simpleTypes'), { type: 'array', items: self('simpleTypes'), minItems: 1, uniqueItems: true }],
};
const schemaOrArray = { anyOf: [root, self('schemaArray')] };
const dependencies = { type: 'object', additionalProperties: { anyOf: [root, self('stringArray')] } };
const pattern = { type: 'string', format: 'regex' };

/** Keywords that are the same in all drafts; `size` names the definition of a count, with and without a default. */
function common(size: string): JsonObject {
  const [most, least] = [self(size), self(`${size}Default0`)];
  return {
    title: of('string'),
    description: of('string'),
    maximum: of('number'),
    minimum: of('number'),
    maxLength: most,
    minLength: least,
    pattern,
    items: schemaOrArray,
    maxItems: most,
    minItems: least,
    uniqueItems: of('boolean'),
    maxProperties: most,
    minProperties: least,
    required: self('stringArray'),
    definitions: mapOf(root),
    properties: mapOf(root),
    patternProperties: mapOf(root),
    dependencies,
    type: typeKeyword,
    format: of('string'),
    allOf: self('schemaArray'),
    anyOf: self('schemaArray'),
    oneOf: self('schemaArray'),
    not: root,
  };
}

function definitions(size: string, stringArray: JsonObject): JsonObject {
  return {
    schemaArray,
    [size]: { type: 'integer', minimum: 0 },
    [`${size}Default0`]: { allOf: [self(size), { default: 0 }] },
    simpleTypes,
    stringArray,
  };
}

function draft4(): JsonObject {
  const either = { anyOf: [of('boolean'), root], default: {} };
  return {
    $schema: 'http://json-schema.org/draft-04/schema#',
    definitions: definitions('positiveInteger', {
      type: 'array',
      items: of('string'),
      minItems: 1,
      uniqueItems: true,
    }),
    type: 'object',
    properties: {
      id: of('string'),
      $schema: of('string'),
      default: {},
      multipleOf: { type: 'number', minimum: 0, exclusiveMinimum: true },
      exclusiveMaximum: of('boolean'),
      exclusiveMinimum: of('boolean'),
      additionalItems: either,
      additionalProperties: either,
      enum: { type: 'array', minItems: 1, uniqueItems: true },
      ...common('positiveInteger'),
    },
    dependencies: { exclusiveMaximum: ['maximum'], exclusiveMinimum: ['minimum'] },
    default: {},
  };
}

function later(isDraft7: boolean): JsonObject {
  const reference = { type: 'string', format: 'uri-reference' };
  return {
    $schema: `http://json-schema.org/draft-0${isDraft7 ? 7 : 6}/schema#`,
    definitions: definitions('nonNegativeInteger', {
      type: 'array',
      items: of('string'),
      uniqueItems: true,
      default: [],
    }),
    type: ['object', 'boolean'],
    properties: {
      $id: reference,
      $schema: { type: 'string', format: 'uri' },
      $ref: reference,
      default: {},
      examples: { type: 'array', items: {} },
      multipleOf: { type: 'number', exclusiveMinimum: 0 },
      exclusiveMaximum: of('number'),
      exclusiveMinimum: of('number'),
      additionalItems: root,
      contains: root,
      additionalProperties: root,
      propertyNames: root,
      const: {},
      enum: { type: 'array', minItems: 1, uniqueItems: true },
      ...common('nonNegativeInteger'),
      ...(isDraft7 ? draft7Keywords : {}),
    },
    default: {},
  };
}

const draft7Keywords: JsonObject = {
  $comment: of('string'),
  readOnly: of('boolean'),
  contentMediaType: of('string'),
  contentEncoding: of('string'),
  if: root,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: root,
  else: root,
  patternProperties: { ...mapOf(root), propertyNames: { format: 'regex' } },
};
