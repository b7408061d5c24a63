import { describe, expect, test } from 'vitest';
import { lex } from './lexer.ts';
import { Token, tokenName } from './token.ts';

describe('tokens', () => {
  test.each([
    ['p := 1', 'identifier assign number eof'],
    ['a==b != c<=d', 'identifier equal identifier neq identifier lte identifier eof'],
    ['[]{}(),:;.', '[ ] { } ( ) , : ; . eof'],
    ['x_1 + ٣', 'identifier plus illegal eof'],
    ['x٣', 'identifier eof'],
    ['not every in contains if and or', 'not every in contains if and or eof'],
    ['"a\\"b" `c\nd`', 'string string eof'],
    ['1.5e-3', 'number eof'],
    ['\ufeffp', 'identifier eof'],
    ['$"a{x}b{ {1} }c"', 'template-string-part identifier } template-string-part { number } } template-string-end eof'],
    [
      '$`{$"{1}"}`',
      'raw-template-string-part template-string-part number } template-string-end } raw-template-string-end eof',
    ],
    ['$"\\{x}"', 'template-string-end eof'],
    ['', 'eof'],
  ])('%j', (text, expected) => {
    expect(kindsOf(text)).toBe(expected);
  });

  test.each([
    ['"abc', ['non-terminated string']],
    ['"a\nb"', ['non-terminated string']],
    ['"a\\qb"', ['illegal escape sequence']],
    ['1.', ['expected fraction']],
    ['1e', ['expected exponent']],
    ['0a2b', ['illegal number format']],
    ['!', ['illegal ! character']],
    ['$', ['illegal $ character']],
    ['\u00a0', ['illegal non-breaking space character, use a regular space instead']],
    ['@', []],
  ])('%j is illegal: %j', (text, expected) => {
    const tokens = lex(text);
    expect([tokens.kind(0), tokens.errors(0)]).toEqual([Token.illegal, expected]);
  });

  test('comments are apart, and blanks are remembered', () => {
    const tokens = lex('a# one\r\n.b # two');
    expect(tokens.comments.map(({ text }) => text)).toEqual([' one', ' two']);
    expect([1, 2].map((index) => [tokens.isAfterBlank(index), tokens.isAfterLineEnd(index)])).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});

function kindsOf(text: string): string {
  const tokens = lex(text);
  return Array.from({ length: tokens.length }, (_, index) => tokenName(tokens.kind(index))).join(' ');
}
