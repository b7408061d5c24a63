import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['regex.match', ['^a+$', 'aaa'], 'true'],
  ['regex.match', ['(', 'a'], 'error: error parsing regexp: missing closing ): `(`'],
  ['regex.match', ['a{1001}', 'a'], 'error: error parsing regexp: invalid repeat count: `{1001}`'],
  ['regex.is_valid', ['(?<=a)b'], 'false'],
  ['regex.split', ['[,;]', 'a,b;c'], '["a", "b", "c"]'],
  ['regex.find_n', ['a.', 'abacad', 2], '["ab", "ac"]'],
  ['regex.find_n', ['x', 'abc', -1], '[]'],
  ['regex.find_all_string_submatch_n', ['(a)(b)?', 'abaa', -1], '[["ab", "a", "b"], ["a", "a", ""], ["a", "a", ""]]'],
  ['regex.replace', ['aXbX', 'X', '$0!'], '"aX!bX!"'],
  ['regex.replace', ['ab', '(a)(b)', '$2-$1'], '"b-a"'],
  ['regex.globs_match', ['a.*', '.*b'], 'true'],
  ['regex.globs_match', ['[a-c]', '[d-f]'], 'false'],
  ['regex.template_match', ['urn:{.*}:x', 'urn:abc:x', '{', '}'], 'true'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
