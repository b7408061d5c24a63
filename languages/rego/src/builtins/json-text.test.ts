import { expect, test } from 'vitest';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['json.marshal', [{ b: setOf([2, 1]), a: 'é<' }], '"{\\"a\\":\\"é\\\\u003c\\",\\"b\\":[1,2]}"'],
  ['json.unmarshal', ['{"a": [1, 2.50]}'], '{"a": [1, 2.50]}'],
  ['json.unmarshal', ['{'], "error: Expected property name or '}' in JSON at position 1 (line 1 column 2)"],
  ['json.is_valid', ['[1,]'], 'false'],
  [
    'json.marshal_with_options',
    [{ a: [1] }, { indent: '  ', prefix: '> ' }],
    '"> {\\n>   \\"a\\": [\\n>     1\\n>   ]\\n> }"',
  ],
  ['json.marshal_with_options', [{ a: 1 }, { pretty: false }], '"{\\"a\\":1}"'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
