import { expect, test } from 'vitest';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';

test.each<[string, RegoValue[], string]>([
  ['graphql.is_valid', ['query { a }', 'type Query { a: Int }'], 'true'],
  ['graphql.is_valid', ['query { b }', 'type Query { a: Int }'], 'false'],
  [
    'graphql.parse_query',
    ['{ a }'],
    '{"Operations": [{"Name": "", "Operation": "query", "SelectionSet": [{"Alias": "a", "Name": "a"}]}]}',
  ],
  ['graphql.schema_is_valid', ['type Query { a: Nope }'], 'false'],
  [
    'graphql.parse',
    ['{ a', 'type Query { a: Int }'],
    'error: Expected Name, found <EOF> in GraphQL string at location 1:4',
  ],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
