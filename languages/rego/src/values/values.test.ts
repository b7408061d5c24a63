import { exactNumber } from '@bulwark/text';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesText, textBytes } from './byte-text.ts';
import { compare } from './compare.ts';
import { equal } from './equal.ts';
import { hashKey } from './hash-key.ts';
import * as numbers from './number.ts';
import { get, objectOf } from './object.ts';
import { printValue } from './print-value.ts';
import { addMember, difference, hasMember, intersection, setOf, union } from './set.ts';
import type { RegoValue } from './value.ts';

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -3, max: 3 }),
  fc
    .constantFrom('1.0', '1', '10e-1', '2.50', '1e2', '100', '12345678901234567890', '12345678901234567890.0')
    .map(exactNumber),
  fc.constantFrom('', 'a', 'b', 'ab', 'é', '\u{1f600}', '\uffff', '1'),
);

const value = fc.letrec<{ value: RegoValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(tie('value'), { maxLength: 3 }).map(setOf),
    fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map(objectOf),
  ),
})).value;

test('the order of values is total, and equality and keys agree with it', () => {
  fc.assert(
    fc.property(value, value, value, (a, b, c) => {
      expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      expect(equal(a, b)).toBe(compare(a, b) === 0);
      expect(hashKey(a) === hashKey(b)).toBe(compare(a, b) === 0);
    }),
    { numRuns: 3000 },
  );
});

test('sets are sets', () => {
  fc.assert(
    fc.property(fc.array(value), fc.array(value), (left, right) => {
      const [a, b] = [setOf(left), setOf(right)];
      expect(union([a, b]).size).toBe(a.size + b.size - intersection(a, b).size);
      expect(difference(a, b).size).toBe(a.size - intersection(a, b).size);
      expect(left.every((member) => hasMember(a, member) && !addMember(a, member))).toBe(true);
    }),
  );
});

test('an object finds what was put under an equal key, the last one', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value)), (entries) => {
      const object = objectOf(entries);
      for (const [key] of entries) {
        const last = entries.findLast(([other]) => equal(other, key));
        expect(get(object, key)).toEqual(last?.[1]);
      }
    }),
  );
});

test.each<[RegoValue, string]>([
  [
    objectOf([
      ['b', 1],
      ['a', setOf([2, 1])],
    ]),
    '{"a": {1, 2}, "b": 1}',
  ],
  [
    objectOf([
      [[1], null],
      [true, 'x'],
    ]),
    '{true: "x", [1]: null}',
  ],
  [setOf([]), 'set()'],
  [['a"\n\u0001é'], '["a\\"\\n\\x01é"]'],
  [exactNumber('1.50'), '1.50'],
  [12345678901234567890n, '12345678901234567890'],
])('%o is printed as OPA prints it', (given, text) => {
  expect(printValue(given)).toBe(text);
});

test('types come in the order of OPA', () => {
  const inOrder = [null, false, true, -1, 'a', ['a'], { a: 1 }, setOf([])];
  const sorted = inOrder.toReversed().sort(compare);
  expect(sorted).toEqual(inOrder);
});

test('strings come in the order of their bytes, not of UTF-16', () => {
  expect(compare('\uffff', '\u{1f600}')).toBeLessThan(0);
});

test('integers of any size are exact', () => {
  const integer = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
  fc.assert(
    fc.property(integer, integer, (a, b) => {
      const [x, y] = [numbers.integerNumber(a), numbers.integerNumber(b)];
      expect(numbers.numberText(numbers.plus(x, y))).toBe(String(a + b));
      expect(numbers.numberText(numbers.minus(x, y))).toBe(String(a - b));
      expect(numbers.numberText(numbers.times(x, y))).toBe(String(a * b));
      if (b !== 0n) expect(numbers.remainder(x, y)).toEqual(numbers.integerNumber(a % b));
    }),
  );
});

test.each([
  ['0.1', '0.2', '0.3'],
  ['2.5', '2.5', '5'],
])('%s and %s are %s', (x, y, sum) => {
  expect(numbers.numberText(numbers.plus(exactNumber(x), exactNumber(y)))).toBe(sum);
});

test('bytes that are no UTF-8 come back from the text that holds them', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(Array.from(textBytes(bytesText(bytes)))).toEqual(Array.from(bytes));
    }),
  );
  expect(bytesText(textBytes('aé\u{1f600}'))).toBe('aé\u{1f600}');
});
