import type { ExactDecimal } from '@bulwark/text';
import type { RegoNumber } from './value.ts';

/** `digits` × 10^`exponent`, without trailing zeros in `digits`; zero is 0 × 10^0. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const pattern = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/;

/** The exact value of a number. */
export function decimalOf(number: RegoNumber): Decimal {
  if (typeof number === 'bigint') return normal(number, 0);
  if (typeof number === 'number' && Number.isSafeInteger(number)) return normal(BigInt(number), 0);
  const [, sign, whole = '', fraction = '', exponent = '0'] = pattern.exec(String(number)) ?? [];
  const digits = BigInt(whole + fraction);
  return normal(sign === '-' ? -digits : digits, Number(exponent) - fraction.length);
}

function normal(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return { digits, exponent: 0 };
  if (digits % 10n !== 0n) return { digits, exponent };
  const text = String(digits);
  const kept = text.replace(/0+$/, '');
  return { digits: BigInt(kept), exponent: exponent + text.length - kept.length };
}

/**
 * One form for all equal numbers: safe integers and shortest doubles as numbers, other integers that are not too long as
 * bigint, the rest as text.
 */
export function canonicalNumber(number: ExactDecimal): number | bigint | string {
  const { digits, exponent } = decimalOf(number);
  const text = `${digits}e${exponent}`;
  if (exponent >= 0 && exponent <= longestPadding) {
    const integer = digits * 10n ** BigInt(exponent);
    return integer >= Number.MIN_SAFE_INTEGER && integer <= Number.MAX_SAFE_INTEGER ? Number(integer) : integer;
  }
  const double = Number(text);
  if (!Number.isFinite(double) || (Number.isInteger(double) && double !== 0)) return text;
  const back = decimalOf(double);
  return back.digits === digits && back.exponent === exponent ? double : text;
}

/** JavaScript's numbers end at 10^308: no integer that needs more zeros equals one of them. */
const longestPadding = 400;

/** Order of two numbers by their exact value. */
export function compareDecimals(left: RegoNumber, right: RegoNumber): number {
  const a = decimalOf(left);
  const b = decimalOf(right);
  if (a.digits === b.digits && a.exponent === b.exponent) return 0;
  const sign = signOf(a.digits);
  if (sign !== signOf(b.digits) || sign === 0) return sign - signOf(b.digits);
  const magnitude = magnitudeOf(a) - magnitudeOf(b);
  if (magnitude !== 0) return sign * magnitude;
  const shared = Math.min(a.exponent, b.exponent);
  const scaledA = a.digits * 10n ** BigInt(a.exponent - shared);
  const scaledB = b.digits * 10n ** BigInt(b.exponent - shared);
  return scaledA < scaledB ? -1 : 1;
}

function signOf(digits: bigint): number {
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** Where the first digit stands: of two positive numbers the one with the lesser is less. */
function magnitudeOf({ digits, exponent }: Decimal): number {
  return String(digits < 0n ? -digits : digits).length + exponent;
}
