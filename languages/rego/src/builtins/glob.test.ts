import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['glob.match', ['*.com', ['.'], 'a.com'], 'true'],
  ['glob.match', ['*.com', ['.'], 'a.b.com'], 'false'],
  ['glob.match', ['**.com', ['.'], 'a.b.com'], 'true'],
  ['glob.match', ['{a,b?}c', [], 'bxc'], 'true'],
  ['glob.match', ['[!a-c]', [], 'd'], 'true'],
  ['glob.match', ['a*c', null, 'a.c'], 'true'],
  ['glob.quote_meta', ['a*{b}'], '"a\\\\*\\\\{b\\\\}"'],
  ['glob.match', ['[', [], 'a'], 'error: glob: syntax error at 2: unexpected end of input'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
