import { type Digits, decimalDigits, nearest, roundDigits, scientific } from '../values/big-float.ts';

/** A double as Go's `strconv.FormatFloat` writes it; without `precision`, by the fewest digits that say it. */
export function formatFloat(value: number, verb: string, precision?: number): string {
  const magnitude = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  switch (verb) {
    case 'e':
      return sign + exponential(magnitude, precision);
    case 'E':
      return sign + exponential(magnitude, precision).toUpperCase();
    case 'f':
      return sign + fixed(magnitude, precision);
    case 'b':
      return sign + binary(magnitude);
    case 'x':
      return sign + hexadecimal(magnitude, precision);
    case 'X':
      return sign + hexadecimal(magnitude, precision).toUpperCase();
    default:
      return sign + (verb === 'G' ? general(magnitude, precision).toUpperCase() : general(magnitude, precision));
  }
}

function exponential(value: number, precision: number | undefined): string {
  const digits = precision === undefined ? shortestDigits(value) : significant(value, precision + 1);
  const kept = precision === undefined ? digits.digits || '0' : digits.digits.padEnd(precision + 1, '0');
  return scientific(kept, value === 0 ? 0 : digits.point - 1);
}

function fixed(value: number, precision: number | undefined): string {
  const all = precision === undefined ? shortestDigits(value) : exactDigits(value);
  const count = precision === undefined ? all.digits.length : Math.max(all.point + precision, 0);
  const rounded = keep(all, count, precision === undefined ? -1 : all.point + precision);
  return pointed(rounded, precision ?? Math.max(rounded.digits.length - rounded.point, 0));
}

function pointed({ digits, point }: Digits, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (places === 0) return whole;
  const fraction = point < 0 ? '0'.repeat(Math.min(-point, places)) + digits : digits.slice(Math.max(point, 0));
  return `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`;
}

function general(value: number, asked: number | undefined): string {
  const precision = asked === 0 ? 1 : asked;
  const { digits, point } = precision === undefined ? shortestDigits(value) : significant(value, precision);
  const exponent = value === 0 ? 0 : point - 1;
  let most = precision ?? 6;
  if (precision !== undefined && most > digits.length && digits.length >= point) most = digits.length;
  if (exponent < -4 || exponent >= most) return scientific(digits || '0', exponent);
  return pointed({ digits, point: value === 0 ? 1 : point }, Math.max(digits.length - point, 0));
}

function significant(value: number, count: number): Digits {
  const all = exactDigits(value);
  return keep(all, count, count);
}

/** Rounds to `count` digits; `exact` below zero means that rounding reaches beyond the first digit. */
function keep(all: Digits, count: number, exact: number): Digits {
  if (count >= all.digits.length) return all;
  if (exact < 0) return { digits: '', point: all.point };
  const up = count === 0 ? all.digits > '5' : nearest(all.digits, count);
  if (count === 0) return up ? { digits: '1', point: all.point + 1 } : { digits: '', point: all.point };
  return roundDigits(all, count, up);
}

function shortestDigits(value: number): Digits {
  if (value === 0) return { digits: '', point: 0 };
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

function exactDigits(value: number): Digits {
  if (value === 0) return { digits: '', point: 0 };
  const { mantissa, exponent } = decompose(value);
  return decimalDigits(mantissa, exponent);
}

/** A positive double is `mantissa` × 2^`exponent`. */
function decompose(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const fraction = bits & ((1n << 52n) - 1n);
  const biased = Number(bits >> 52n);
  if (biased === 0) return { mantissa: fraction, exponent: -1074 };
  return { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}

function binary(value: number): string {
  const { mantissa, exponent } = decompose(value);
  return `${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

function hexadecimal(value: number, precision: number | undefined): string {
  let { mantissa, exponent } = value === 0 ? { mantissa: 0n, exponent: -52 } : decompose(value);
  while (mantissa !== 0n && mantissa < 1n << 52n) {
    mantissa <<= 1n;
    exponent--;
  }
  if (precision !== undefined && precision < 13) {
    mantissa = roundedTo(mantissa, BigInt(52 - 4 * precision));
    if (mantissa >= 1n << 53n) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const all = (mantissa & ((1n << 52n) - 1n)).toString(16).padStart(13, '0');
  const fraction = precision === undefined ? all.replace(/0+$/, '') : all.slice(0, precision).padEnd(precision, '0');
  const power = exponent + 52;
  const magnitude = String(Math.abs(power)).padStart(2, '0');
  return `0x${mantissa >> 52n}${fraction === '' ? '' : `.${fraction}`}p${power < 0 ? '-' : '+'}${magnitude}`;
}

/** To a multiple of 2^`bits`, ties to even. */
function roundedTo(mantissa: bigint, bits: bigint): bigint {
  const kept = mantissa >> bits;
  const rest = mantissa - (kept << bits);
  const half = 1n << (bits - 1n);
  return (rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept) << bits;
}
