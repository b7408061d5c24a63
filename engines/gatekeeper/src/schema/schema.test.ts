import { isObject, type JsonObject, type JsonValue, parseYaml, SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { schemaComplaints } from './check-schema.ts';
import { withUnknownFields } from './legacy-schema.ts';
import { unknownFields } from './unknown-fields.ts';
import { valueProblems } from './value-problems.ts';
import { withDefaults } from './with-defaults.ts';

function read(text: string): JsonValue {
  return parseYaml(new SourceText('a.yaml', text)).documents[0]?.value ?? null;
}

function schemaOf(text: string): JsonObject {
  const value = read(text);
  return isObject(value) ? value : {};
}

describe('values and schemas', () => {
  test.each<readonly [schema: string, value: string, problems: readonly string[]]>([
    ['{ type: string }', 'a', []],
    ['{ type: string }', '1', [': expected string, found number']],
    ['{ type: integer }', '1.0', []],
    ['{ type: integer }', '1.5', [': expected integer, found number']],
    ['{ type: integer }', '12345678901234567890', []],
    ['{ type: string }', 'null', [': expected string, found null']],
    ['{ type: string, nullable: true }', 'null', []],
    ['{ type: string, nullable: true, enum: [a] }', 'null', [': expected one of "a"']],
    ['{ x-kubernetes-int-or-string: true }', '5%', []],
    ['{ x-kubernetes-int-or-string: true }', 'true', [': expected integer or string, found boolean']],
    ['{ type: string, enum: [a, b] }', 'c', [': expected one of "a", "b"']],
    ['{ type: integer, minimum: 1, exclusiveMinimum: true, maximum: 3 }', '1', [': expected more than 1, found 1']],
    ['{ type: integer, multipleOf: 2 }', '3', [': expected a multiple of 2, found 3']],
    [
      '{ type: string, pattern: "^a+$", maxLength: 2 }',
      'aab',
      [': expected at most 2 characters, found 3', ': expected a text that matches ^a+$'],
    ],
    [
      '{ type: array, items: { type: string }, minItems: 3 }',
      '[a, 1]',
      [': expected at least 3 elements, found 2', '/1: expected string, found number'],
    ],
    [
      '{ type: object, required: [a], properties: { b: { type: string } } }',
      '{ b: 1, c: 1 }',
      ['/a: required field is missing', '/b: expected string, found number'],
    ],
    [
      '{ type: object, additionalProperties: { type: integer } }',
      '{ a/b: x }',
      ['/a~1b: expected integer, found string'],
    ],
    ['{ type: object, anyOf: [{ required: [a] }, { required: [b] }] }', '{}', [': fits none of the schemas in anyOf']],
    [
      '{ type: object, oneOf: [{ required: [a] }, { required: [b] }] }',
      '{ a: 1, b: 1 }',
      [': expected to fit exactly one of the schemas in oneOf'],
    ],
    ['{ type: string, allOf: [{ pattern: "(" }] }', 'a', [': expected a text that matches (']],
    ['{ type: object, not: { required: [a] } }', '{ a: 1 }', [': fits the schema in "not"']],
  ])('%s with %s', (schema, value, problems) => {
    expect(
      valueProblems(read(value), schemaOf(schema)).map(({ pointer, message }) => `${pointer}: ${message}`),
    ).toEqual(problems);
  });
});

test.each<readonly [schema: string, value: string, fields: readonly string[]]>([
  ['{ type: object, properties: { a: { type: string } } }', '{ a: x, b: 1 }', ['/b']],
  ['{ type: object }', '{ a: 1 }', ['/a']],
  ['{ type: object, x-kubernetes-preserve-unknown-fields: true }', '{ a: { b: 1 } }', []],
  ['{ type: array, items: { type: object, properties: {} } }', '[{ a: 1 }]', ['/0/a']],
  ['{ type: object, additionalProperties: { type: object, properties: {} } }', '{ a: { b: 1 } }', ['/a/b']],
])('unknown fields of %s in %s', (schema, value, fields) => {
  expect(unknownFields(read(value), schemaOf(schema))).toEqual(fields);
  expect(unknownFields(read(value), withUnknownFields(schemaOf(schema)))).toEqual([]);
});

test.each([
  ['{ properties: { a: { default: 1 } } }', '{}', '{ a: 1 }'],
  ['{ properties: { a: { default: 1 } } }', '{ a: 2 }', '{ a: 2 }'],
  ['{ properties: { a: { default: 1 } } }', '{ a: null }', '{ a: 1 }'],
  ['{ properties: { a: { properties: { b: { default: 1 } } } } }', '{}', '{}'],
  ['{ properties: { a: { default: {}, properties: { b: { default: 1 } } } } }', '{}', '{ a: { b: 1 } }'],
  ['{ items: { properties: { a: { default: 1 } } } }', '[{}, { a: 2 }]', '[{ a: 1 }, { a: 2 }]'],
  ['{ additionalProperties: { properties: { a: { default: 1 } } } }', '{ x: {} }', '{ x: { a: 1 } }'],
])('defaults of %s in %s', (schema, value, filled) => {
  expect(withDefaults(read(value), schemaOf(schema))).toEqual(read(filled));
});

test.each([
  ['{ type: object, properties: { a: {} } }', ['/properties/a: a type is missing']],
  ['{ type: array }', [': items are missing for a list']],
  ['{ type: strin }', ['/type: unknown type "strin"']],
  ['{ type: string, pattern: "(" }', ['/pattern: no regular expression: (']],
  ['{ type: string, default: 1 }', ['/default: default does not fit: expected string, found number']],
  [
    '{ type: object, properties: { a: { type: string } }, additionalProperties: true }',
    ['/additionalProperties: cannot stand beside properties'],
  ],
  ['{ type: object, properties: {}, additionalProperties: { type: string, default: 1 } }', []],
  [
    '{ type: object, properties: { a: { type: string } }, default: { b: 1 } }',
    ['/default/b: default does not fit: the schema has no such field'],
  ],
  ['{ type: string, anyOf: [{ type: string }] }', ['/anyOf/0/type: may stand in the schema itself only']],
  ['{ x-kubernetes-int-or-string: true, anyOf: [{ type: string }, { type: integer }] }', []],
  [
    '{ x-kubernetes-int-or-string: true, x-kubernetes-preserve-unknown-fields: true }',
    [': an integer or string has no fields to preserve'],
  ],
  ['{ type: array, uniqueItems: true, items: { type: string } }', ['/uniqueItems: cannot be true']],
  ['{ type: object, properties: { a: { type: string } } }', []],
])('the schema %s', (schema, problems) => {
  expect(schemaComplaints(schemaOf(schema)).map(({ pointer, message }) => `${pointer}: ${message}`)).toEqual(problems);
});
