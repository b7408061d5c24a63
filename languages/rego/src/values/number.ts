import { ExactDecimal, exactNumber } from '@bulwark/text';
import { add, type BigFloat, bigFloat, divide, floatText, isWhole, multiply, negated, truncated } from './big-float.ts';
import { decimalOf } from './decimal.ts';
import type { RegoNumber } from './value.ts';
import { spend } from './work.ts';

/** The text of a number as OPA prints it: what was written, or the shortest that says the same. */
export function numberText(number: RegoNumber): string {
  return typeof number === 'number' && Object.is(number, -0) ? '-0' : String(number);
}

/** The number of an integer, whatever its size. */
export function integerNumber(integer: bigint): RegoNumber {
  return integer >= Number.MIN_SAFE_INTEGER && integer <= Number.MAX_SAFE_INTEGER ? Number(integer) : integer;
}

/** The exact integer that a number is, also where it is written as `1.0` or `1e3`; else undefined. */
export function integerOf(number: RegoNumber): bigint | undefined {
  if (typeof number === 'bigint') return number;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return BigInt(number);
  const { digits, exponent } = decimalOf(number);
  return exponent < 0 ? undefined : digits * 10n ** BigInt(exponent);
}

/** The integer of a number that is written as one, zeros behind a point included (`1.0`, not `1e0`), and fits into 64 bits. */
export function writtenInteger(number: RegoNumber): bigint | undefined {
  if (typeof number === 'number') return Number.isSafeInteger(number) ? BigInt(number) : undefined;
  if (typeof number === 'bigint') return BigInt.asIntN(64, number) === number ? number : undefined;
  const [, digits] = /^(-?[0-9]{1,18})(?:\.0*)?$/.exec(number.text) ?? [];
  return digits === undefined ? undefined : BigInt(digits);
}

/** The nearest JavaScript number. */
export function doubleOf(number: RegoNumber): number {
  return typeof number === 'number' ? number : Number(String(number));
}

export function plus(x: RegoNumber, y: RegoNumber): RegoNumber {
  if (typeof x === 'number' && typeof y === 'number') {
    const sum = x + y;
    if (Number.isSafeInteger(sum) && Number.isSafeInteger(x) && Number.isSafeInteger(y)) return sum;
  }
  const integers = bothIntegers(x, y);
  if (integers) return integerNumber(integers[0] + integers[1]);
  return fromFloat(add(bigFloat(x), bigFloat(y)));
}

export function minus(x: RegoNumber, y: RegoNumber): RegoNumber {
  if (typeof x === 'number' && typeof y === 'number') {
    const difference = x - y;
    if (Number.isSafeInteger(difference) && Number.isSafeInteger(x) && Number.isSafeInteger(y)) return difference;
  }
  const integers = bothIntegers(x, y);
  if (integers) return integerNumber(integers[0] - integers[1]);
  return fromFloat(add(bigFloat(x), negated(bigFloat(y))));
}

export function times(x: RegoNumber, y: RegoNumber): RegoNumber {
  if (typeof x === 'number' && typeof y === 'number') {
    const product = x * y;
    if (Number.isSafeInteger(product) && Number.isSafeInteger(x) && Number.isSafeInteger(y)) return product + 0;
  }
  const integers = bothIntegers(x, y);
  if (integers) {
    spend(digitsOf(integers[0]) * digitsOf(integers[1]));
    return integerNumber(integers[0] * integers[1]);
  }
  return fromFloat(multiply(bigFloat(x), bigFloat(y)));
}

/** The sum of all: exact for integers, in floating point from the first on where a fraction is among them. */
export function sumOf(numbers: readonly RegoNumber[]): RegoNumber {
  if (numbers.every((number) => integerOf(number) !== undefined)) return numbers.reduce(plus, 0);
  return fromFloat(numbers.reduce<BigFloat>((sum, next) => add(sum, bigFloat(next)), bigFloat(0)));
}

/** The product of all; with a fraction among them at the 53 bits that OPA's `product` keeps. */
export function productOf(numbers: readonly RegoNumber[]): RegoNumber {
  if (numbers.every((number) => integerOf(number) !== undefined)) return numbers.reduce(times, 1);
  const product = numbers.reduce<BigFloat>((held, next) => multiply(held, bigFloat(next), doubleBits), bigFloat(1));
  return exactNumber(floatText(product, doubleBits));
}

const doubleBits = 53;

/** Undefined where `y` is zero. */
export function dividedBy(x: RegoNumber, y: RegoNumber): RegoNumber | undefined {
  if (typeof x === 'number' && typeof y === 'number' && x !== 0 && y !== 0) {
    if (Number.isSafeInteger(x) && Number.isSafeInteger(y) && x % y === 0) return x / y;
  }
  const divisor = bigFloat(y);
  if (divisor.mantissa === 0n) return undefined;
  return fromFloat(divide(bigFloat(x), divisor));
}

/** Undefined where an operand is no integer; `y` must not be zero. The sign is that of `x`. */
export function remainder(x: RegoNumber, y: RegoNumber): RegoNumber | undefined {
  if (typeof x === 'number' && typeof y === 'number' && Number.isSafeInteger(x) && Number.isSafeInteger(y)) {
    return (x % y) + 0;
  }
  const integers = bothIntegers(x, y);
  return integers && integerNumber(integers[0] % integers[1]);
}

export function isZero(number: RegoNumber): boolean {
  return typeof number === 'object' ? decimalOf(number).digits === 0n : Number(number) === 0;
}

export function absolute(x: RegoNumber): RegoNumber {
  if (typeof x === 'number' && Number.isSafeInteger(x)) return Math.abs(x);
  return fromFloat({ ...bigFloat(x), negative: false });
}

const half = bigFloat(0.5);

/** The nearest integer, halves away from zero. */
export function roundNumber(x: RegoNumber): RegoNumber {
  if (typeof x === 'number' && Number.isSafeInteger(x)) return x;
  const float = bigFloat(x);
  return integerNumber(truncated(add(float, float.negative ? negated(half) : half)));
}

// OPA 1.22 looks at the sign of the truncated number, and so calls 1 the ceiling of -0.5, and 0 its floor.
export function ceiling(x: RegoNumber): RegoNumber {
  if (typeof x === 'number' && Number.isSafeInteger(x)) return x;
  const float = bigFloat(x);
  const whole = truncated(float);
  return integerNumber(whole < 0n || isWhole(float) ? whole : whole + 1n);
}

export function floorOf(x: RegoNumber): RegoNumber {
  if (typeof x === 'number' && Number.isSafeInteger(x)) return x;
  const float = bigFloat(x);
  const whole = truncated(float);
  return integerNumber(whole >= 0n || isWhole(float) ? whole : whole - 1n);
}

/** Machine words, about: what multiplication costs grows with them. */
function digitsOf(integer: bigint): number {
  return BigInt.asIntN(64, integer) === integer ? 1 : integer.toString(16).length >> 4;
}

function bothIntegers(x: RegoNumber, y: RegoNumber): readonly [bigint, bigint] | undefined {
  const left = integerOf(x);
  if (left === undefined) return undefined;
  const right = integerOf(y);
  return right === undefined ? undefined : [left, right];
}

/** The number of a result in floating point, in the text that OPA gives it. */
function fromFloat(float: BigFloat): RegoNumber {
  return exactNumber(floatText(float));
}

/** OPA refuses numbers beyond 2^100000, which would take for ever to calculate with. */
const mostBinaryDigits = 100_000;

/** Whether a number may be calculated with; else OPA calls it too big. */
export function isManageable(number: RegoNumber): boolean {
  if (!(number instanceof ExactDecimal)) return true;
  const marker = number.text.search(/[eE]/);
  if (marker === -1) return true;
  const exponent = Math.abs(Number(number.text.slice(marker + 1)));
  if (marker + exponent <= mostBinaryDigits / 4) return true;
  const digits = number.text
    .slice(0, marker)
    .replace(/[^0-9]/g, '')
    .replace(/^0+/, '');
  return digits === '' || (marker + exponent) * Math.log2(10) <= mostBinaryDigits;
}
