import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64, encodeUtf8, latin1Text } from './bytes.ts';
import { pemBlocks } from './pem.ts';

describe('bytes, as Node’s Buffer has them', () => {
  test('base64 both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(encodeBase64(bytes)).toBe(text);
        expect(decodeBase64(text)).toEqual(bytes);
        expect(latin1Text(bytes)).toBe(Buffer.from(bytes).toString('latin1'));
      }),
    );
  });

  test('UTF-8, lone surrogates replaced', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\ud800', '\udfff'), (text, lone) => {
        expect(encodeUtf8(text + lone)).toEqual(new Uint8Array(Buffer.from(text + lone, 'utf8')));
      }),
    );
  });

  test.each(['a', 'ab', 'abc', 'abc-', 'a=bc', 'ab==cd==', 'äbcd', '====', 'YQ= ='])('%j is no base64', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });

  test('line breaks in base64 do not count', () => {
    expect(decodeBase64('aGVs\r\nbG8=\n')).toEqual(encodeUtf8('hello'));
  });
});

describe('pemBlocks', () => {
  const block = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

  test.each([
    [
      'several with text between',
      `x\n${block('A', 'AQ==')}y${block('B', 'Ag==')}`,
      [
        ['A', 1],
        ['B', 2],
      ],
    ],
    ['line breaks written as \\n', '"-----BEGIN A-----\\nAQ==\\n-----END A-----"', [['A', 1]]],
    ['headers left out', block('A', 'Proc-Type: 4\nX: y\n\nAQ=='), [['A', 1]]],
    ['no base64', block('A', '!'), [['A', undefined]]],
    ['other label at the end', '-----BEGIN A-----\nAQ==\n-----END B-----', []],
    ['no end', '-----BEGIN A-----\nAQ==', []],
    ['two begins', `-----BEGIN A-----\n${block('B', 'AQ==')}`, [['B', 1]]],
  ])('%s', (_title, text, wanted) => {
    expect(pemBlocks(text).map(({ label, bytes }) => [label, bytes?.[0]])).toEqual(wanted);
  });

  test('never throws, whatever stands between the dashes', () => {
    const piece = fc.constantFrom('-----BEGIN ', '-----END ', '-----', 'A', 'AQ==', '\n', '\\n', ':', 'ENCRYPTED ');
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void pemBlocks(pieces.join(''))));
  });
});
