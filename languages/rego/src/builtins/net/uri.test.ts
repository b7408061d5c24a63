import { expect, test } from 'vitest';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';

test.each<[string, RegoValue[], string]>([
  [
    'uri.parse',
    ['https://u:p@h:8080/a%20b?q=1#f'],
    '{"fragment": "f", "hostname": "h", "path": "/a b", "port": "8080", "raw_path": "/a b", "raw_query": "q=1", "scheme": "https"}',
  ],
  ['uri.is_valid', ['://x'], 'false'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
