import { expect, test } from 'vitest';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';

test.each<[string, RegoValue[], string]>([
  [
    'json.match_schema',
    [{ a: 1 }, { type: 'object', properties: { a: { type: 'string' } } }],
    '[false, [{"desc": "Invalid type. Expected: string, given: integer", "error": "a: Invalid type. Expected: string, given: integer", "field": "a", "type": "invalid_type"}]]',
  ],
  ['json.match_schema', ['{"a": "x"}', { required: ['a'], additionalProperties: { type: 'string' } }], '[true, []]'],
  [
    'json.verify_schema',
    [{ type: 'nothing' }],
    '[false, "jsonschema: has a primitive type that is NOT VALID -- given: /nothing/ Expected valid values are:[array boolean integer number null object string]"]',
  ],
  ['json.verify_schema', ['{}'], '[true, null]'],
  [
    'json.match_schema',
    [[1, 1], { uniqueItems: true, maxItems: 1 }],
    '[false, [{"desc": "Array must have at most 1 items", "error": "(Root): Array must have at most 1 items", "field": "(Root)", "type": "array_max_items"}, {"desc": "array items[0,1] must be unique", "error": "(Root): array items[0,1] must be unique", "field": "(Root)", "type": "unique"}]]',
  ],
  ['json.match_schema', [5, { multipleOf: 2, minimum: 6 }], 'error: wrong type, expected string or object'],
  ['json.match_schema', ['2024-13-01', { format: 'date' }], 'error: invalid JSON string'],
  [
    'json.match_schema',
    [{}, { $ref: '#/definitions/x', definitions: { x: { minProperties: 1 } } }],
    '[false, [{"desc": "Must have at least 1 properties", "error": "(Root): Must have at least 1 properties", "field": "(Root)", "type": "array_min_properties"}]]',
  ],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
