import { decimalOf } from './decimal.ts';
import type { RegoNumber } from './value.ts';

/**
 * `mantissa` × 2^`exponent` with at most 64 bits of mantissa, as OPA calculates with fractions (Go's `big.Float` at its
 * default precision). Zero has a sign.
 */
export interface BigFloat {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
}

const precision = 64;

export function bigFloat(number: RegoNumber): BigFloat {
  const { digits, exponent } = decimalOf(number);
  const negative = digits < 0n || Object.is(number, -0) || (digits === 0n && String(number).startsWith('-'));
  const magnitude = digits < 0n ? -digits : digits;
  if (exponent >= 0) return rounded(negative, magnitude * 10n ** BigInt(exponent), 0);
  return quotient(negative, { over: magnitude, under: 10n ** BigInt(-exponent) }, 0);
}

export function add(x: BigFloat, y: BigFloat): BigFloat {
  const shared = Math.min(x.exponent, y.exponent);
  const sum = signed(x, shared) + signed(y, shared);
  if (sum === 0n) return { negative: x.negative && y.negative, mantissa: 0n, exponent: 0 };
  return rounded(sum < 0n, sum < 0n ? -sum : sum, shared);
}

function signed({ negative, mantissa, exponent }: BigFloat, shared: number): bigint {
  const scaled = mantissa << BigInt(exponent - shared);
  return negative ? -scaled : scaled;
}

export function negated(x: BigFloat): BigFloat {
  return { ...x, negative: !x.negative };
}

export function multiply(x: BigFloat, y: BigFloat, bits = precision): BigFloat {
  return rounded(x.negative !== y.negative, x.mantissa * y.mantissa, x.exponent + y.exponent, bits);
}

/** `y` must not be zero. */
export function divide(x: BigFloat, y: BigFloat): BigFloat {
  const parts = { over: x.mantissa, under: y.mantissa };
  return quotient(x.negative !== y.negative, parts, x.exponent - y.exponent);
}

interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

function quotient(negative: boolean, { over, under }: Fraction, exponent: number): BigFloat {
  const shift = Math.max(0, precision + 2 + bitLength(under) - bitLength(over));
  const scaled = over << BigInt(shift);
  const whole = scaled / under;
  // A last bit that says whether something was left over decides where rounding would see a tie.
  const sticky = whole * under === scaled ? 0n : 1n;
  return rounded(negative, (whole << 1n) | sticky, exponent - shift - 1);
}

/** To the nearest, ties to even. */
function rounded(negative: boolean, mantissa: bigint, exponent: number, bits = precision): BigFloat {
  const excess = bitLength(mantissa) - bits;
  if (mantissa === 0n) return { negative, mantissa, exponent: 0 };
  if (excess <= 0) return { negative, mantissa, exponent };
  const drop = BigInt(excess);
  const kept = mantissa >> drop;
  const rest = mantissa - (kept << drop);
  const half = 1n << (drop - 1n);
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  return { negative, mantissa: up ? kept + 1n : kept, exponent: exponent + excess };
}

function bitLength(magnitude: bigint): number {
  if (magnitude <= 0xffff_ffffn) return magnitude === 0n ? 0 : 32 - Math.clz32(Number(magnitude));
  const hex = magnitude.toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex.charAt(0), 16)) - 28);
}

/** The integer between zero and the number that is nearest to it. */
export function truncated({ negative, mantissa, exponent }: BigFloat): bigint {
  const magnitude = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa >> BigInt(-exponent);
  return negative ? -magnitude : magnitude;
}

export function isWhole({ mantissa, exponent }: BigFloat): boolean {
  return exponent >= 0 || (mantissa >> BigInt(-exponent)) << BigInt(-exponent) === mantissa;
}

/** The shortest text that reads back as the same number, whole numbers in full: `3`, `0.3`, `1.5e+06`. */
export function floatText(x: BigFloat, bits = precision): string {
  if (!isWhole(x) || x.mantissa === 0n) return generalText(x, bits);
  const { digits, point } = shortest(x, bits);
  return (x.negative ? '-' : '') + digits.padEnd(point, '0');
}

/** The shortest text that reads back as the same number, as Go's `%g` writes it: `3`, `0.3`, `1e+06`. */
export function generalText(x: BigFloat, bits = precision): string {
  const sign = x.negative ? '-' : '';
  if (x.mantissa === 0n) return `${sign}0`;
  const { digits, point } = shortest(x, bits);
  const exponent = point - 1;
  if (exponent < -4 || exponent >= 6) return sign + scientific(digits, exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** `d.ddde+dd` */
export function scientific(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const magnitude = String(Math.abs(exponent)).padStart(2, '0');
  return `${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${magnitude}`;
}

/** `0.digits` × 10^`point`. */
export interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** The fewest digits between the two halves of a unit in the last place (as Go's `roundShortest` decides). */
function shortest({ mantissa, exponent }: BigFloat, bits: number): Digits {
  const shift = bits - bitLength(mantissa);
  const full = mantissa << BigInt(shift + 1);
  const power = exponent - shift - 1;
  const exact = decimalDigits(full, power);
  const lower = decimalDigits(full - 1n, power).digits;
  const upper = decimalDigits(full + 1n, power).digits;
  const inclusive = (full & 2n) === 0n;
  for (let at = 0; at < exact.digits.length; at++) {
    const digit = digitAt(exact.digits, at);
    const down = digitAt(lower, at) !== digit || (inclusive && at + 1 === lower.length);
    const above = digitAt(upper, at);
    const up = digit !== above && (inclusive || digit + 1 < above || at + 1 < upper.length);
    if (down || up) return roundDigits(exact, at + 1, down && up ? nearest(exact.digits, at + 1) : up);
  }
  return exact;
}

function digitAt(digits: string, at: number): number {
  return at < digits.length ? digits.charCodeAt(at) - 48 : 0;
}

/** All digits of mantissa × 2^exponent. */
export function decimalDigits(mantissa: bigint, exponent: number): Digits {
  const whole = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent);
  const text = String(whole);
  return { digits: text.replace(/0+$/, ''), point: text.length + Math.min(exponent, 0) };
}

/** Whether, kept to so many digits, the number rounds up; ties to even. */
export function nearest(digits: string, count: number): boolean {
  if (count >= digits.length) return false;
  const next = digitAt(digits, count);
  if (next === 5 && count + 1 === digits.length) return digitAt(digits, count - 1) % 2 === 1;
  return next >= 5;
}

/** Keeps so many digits. */
export function roundDigits({ digits, point }: Digits, count: number, up: boolean): Digits {
  if (count >= digits.length) return { digits, point };
  const kept = digits.slice(0, count);
  if (!up) return { digits: kept.replace(/0+$/, ''), point };
  const raised = String(BigInt(kept) + 1n);
  return { digits: raised.replace(/0+$/, ''), point: point + raised.length - count };
}
