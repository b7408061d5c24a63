import { describe, expect, test } from 'vitest';
import {
  annotationMessage,
  annotationProperty,
  asciiText,
  csvCell,
  inertJson,
  inertLines,
  inertText,
  markdownCode,
  markdownProse,
  markdownText,
  markupProse,
  markupText,
  sarifText,
} from './inert.ts';

type Case = readonly [given: string, written: string];

const tables: Readonly<Record<string, readonly [(text: string) => string, readonly Case[]]>> = {
  inertText: [
    inertText,
    [
      ['plain, äöü 漢字 😀 stay', 'plain, äöü 漢字 😀 stay'],
      ['\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
      ['a\nb\r\tc\0', 'a\\u{a}b\\u{d}\\u{9}c\\u{0}'],
      ['\u009b31m\u007f', '\\u{9b}31m\\u{7f}'],
      ['a\u202egpj.exe\u2066\u200e', 'a\\u{202e}gpj.exe\\u{2066}\\u{200e}'],
      ['zero\u200bwidth\u200d\u2060\ufeff', 'zero\\u{200b}width\\u{200d}\\u{2060}\\u{feff}'],
      ['line\u2028para\u2029', 'line\\u{2028}para\\u{2029}'],
      ['tag\u{e0041}', 'tag\\u{e0041}'],
      ['lone \ud83d and \ude00', 'lone \\u{d83d} and \\u{de00}'],
      ['noncharacter \uffff \u{1fffe}', 'noncharacter \\u{ffff} \\u{1fffe}'],
    ],
  ],
  inertLines: [
    inertLines,
    [
      ['one\u001b', 'one\\u{1b}'],
      ['a:\n\tb\r\nerror: c', 'a:\n  b\n  error: c'],
    ],
  ],
  asciiText: [asciiText, [['caf\u00e9 \u001b 😀', 'caf\\u{e9} \\u{1b} \\u{1f600}']]],
  inertJson: [
    inertJson,
    [
      ['{\n"a": "\u009b\u202e\u{e0041}é"}', '{\n"a": "\\u009b\\u202e\\udb40\\udc41é"}'],
      ['"😀"', '"😀"'],
    ],
  ],
  markupText: [markupText, [['<b a="1" c=\'2\'>&`', '&#60;b a=&#34;1&#34; c=&#39;2&#39;&#62;&#38;&#96;']]],
  markupProse: [markupProse, [['set `a: <b>` or', 'set <code>a: &#60;b&#62;</code> or']]],
  csvCell: [
    csvCell,
    [
      ['plain', '"plain"'],
      ['say "x", y', '"say ""x"", y"'],
      ['=1+1', '"\'=1+1"'],
      ['+1', '"\'+1"'],
      ['-1', '"\'-1"'],
      ['@sum', '"\'@sum"'],
      ['  =1', '"\'  =1"'],
      ['＝1', '"\'＝1"'],
      ['\t=1', '"\\u{9}=1"'],
      ['\r=1', '"\\u{d}=1"'],
      ['a;=1', '"a;\'=1"'],
    ],
  ],
  markdownText: [
    markdownText,
    [
      ['a *b* _c_ `d` [e](f) ~g~ |h|', 'a \\*b\\* \\_c\\_ \\`d\\` \\[e\\](f) \\~g\\~ \\|h\\|'],
      ['<script>&', '&#60;script&#62;&#38;'],
      ['@team a@b.c #12 #x', '@&#8203;team a@b.c \\#&#8203;12 \\#x'],
      ['https://evil www.evil', 'https\\://evil www\\.evil'],
      ['{{ x }} $y$', '\\{\\{ x \\}\\} \\$y\\$'],
      ['- item', '&#8203;- item'],
      ['12. item', '&#8203;12. item'],
      ['0.1.0', '0.1.0'],
      ['<!channel>', '&#60;!channel&#62;'],
    ],
  ],
  markdownCode: [
    markdownCode,
    [
      ['shop/web:31', '`shop/web:31`'],
      ['a`b|c', '<code>a&#96;b&#124;c</code>'],
      ['a\u001bb', '<code>a&#92;u&#123;1b&#125;b</code>'],
      [' lead', '<code> lead</code>'],
    ],
  ],
  markdownProse: [markdownProse, [['set `x: y` to *z*', 'set `x: y` to \\*z\\*']]],
  annotationMessage: [
    (text) => annotationMessage([text, 'next']),
    [['50%\n::error::x', '50%25\\u{a}::error::x%0Anext']],
  ],
  annotationProperty: [annotationProperty, [['a:b,c%\n', 'a%3Ab%2Cc%25\\u{a}']]],
  sarifText: [sarifText, [['[x](javascript:1)', '[x\\](javascript:1)']]],
};

for (const [name, [write, cases]] of Object.entries(tables)) {
  test.each(cases)(`${name} of %j`, (given, written) => {
    expect(write(given)).toBe(written);
  });
}

describe('every character', () => {
  const exact = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/v;

  test('the quick look misses none that the exact one finds', () => {
    const missed: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const text = String.fromCodePoint(code);
      if (exact.test(text) !== (inertText(text) !== text)) missed.push(code.toString(16));
    }
    expect(missed).toEqual([]);
  });

  test('JSON keeps its meaning', () => {
    for (let code = 0; code <= 0xffff; code += 7) {
      const value = `a${String.fromCharCode(code)}b`;
      const json = inertJson(JSON.stringify(value));
      expect(JSON.parse(json)).toBe(value);
      expect(exact.test(json)).toBe(false);
    }
  });
});
