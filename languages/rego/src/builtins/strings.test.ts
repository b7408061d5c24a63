import { expect, test } from 'vitest';
import { setOf } from '../values/set.ts';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

test.each<[string, RegoValue[], string]>([
  ['concat', [',', ['a', 'b']], '"a,b"'],
  ['concat', [',', setOf(['b', 'a'])], '"a,b"'],
  ['concat', [',', ['a', 1]], 'error: operand 2 must be array of strings but got array containing number'],
  ['contains', ['abc', 'bc'], 'true'],
  ['startswith', ['abc', 'ab'], 'true'],
  ['endswith', ['abc', 'bc'], 'true'],
  ['format_int', [255, 16], '"ff"'],
  ['format_int', [15.9, 2], '"1111"'],
  ['format_int', [1, 3], 'error: operand 2 must be one of {2, 8, 10, 16}'],
  ['indexof', ['äbc', 'b'], '1'],
  ['indexof', ['abc', ''], 'error: empty search character'],
  ['indexof_n', ['abab', 'b'], '[1, 3]'],
  ['lower', ['ÄB'], '"äb"'],
  ['upper', ['straße'], '"STRAßE"'],
  ['replace', ['aaa', 'a', 'b'], '"bbb"'],
  ['replace', ['ab', '', '-'], '"-a-b-"'],
  ['split', ['a,b', ','], '["a", "b"]'],
  ['split', ['äb', ''], '["ä", "b"]'],
  ['substring', ['äbc', 1, 1], '"b"'],
  ['substring', ['abc', 1, -1], '"bc"'],
  ['substring', ['abc', -1, 1], 'error: negative offset'],
  ['trim', ['xxaxx', 'x'], '"a"'],
  ['trim_left', ['xxa', 'x'], '"a"'],
  ['trim_right', ['axx', 'x'], '"a"'],
  ['trim_prefix', ['aab', 'a'], '"ab"'],
  ['trim_suffix', ['abb', 'b'], '"ab"'],
  ['trim_space', [' \t a\n'], '"a"'],
  ['strings.any_prefix_match', ['abc', ['x', 'ab']], 'true'],
  ['strings.any_suffix_match', [setOf(['abc']), setOf(['bc'])], 'true'],
  ['strings.replace_n', [{ a: 'b', b: 'c' }, 'ab'], '"bc"'],
  ['strings.reverse', ['aä😀'], '"😀äa"'],
  ['strings.count', ['aaa', 'a'], '3'],
  ['strings.count', ['abc', ''], '4'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});
