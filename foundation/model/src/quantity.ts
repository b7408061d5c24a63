import { ExactDecimal, type JsonValue } from '@bulwark/text';

// Nano is the finest scale of the API (apimachinery resource.Quantity); finer parts round up.
const nano = 9n;
const decimalExponents: ReadonlyMap<string, bigint> = new Map([
  ['n', -9n],
  ['u', -6n],
  ['m', -3n],
  ['', 0n],
  ['k', 3n],
  ['M', 6n],
  ['G', 9n],
  ['T', 12n],
  ['P', 15n],
  ['E', 18n],
]);
const binaryShifts: ReadonlyMap<string, bigint> = new Map([
  ['Ki', 10n],
  ['Mi', 20n],
  ['Gi', 30n],
  ['Ti', 40n],
  ['Pi', 50n],
  ['Ei', 60n],
]);
// The API server reads a missing number as 0, so `m` and `.` are quantities.
const form = /^(?=.)([+-]?)(\d*)(?:\.(\d*))?([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d{1,3}|)$/;
// What binary suffixes are capped at, in billionths.
const largestBinary = (2n ** 63n - 1n) * 10n ** nano;

/**
 * A resource quantity (`500m`, `1.5Gi`, `1e3`, `2`) in billionths of its unit, exact; undefined where the API server
 * would refuse it. Source: apimachinery `resource.ParseQuantity`.
 */
export function parseQuantity(value: JsonValue | undefined): bigint | undefined {
  if (
    typeof value !== 'string' &&
    typeof value !== 'number' &&
    typeof value !== 'bigint' &&
    !(value instanceof ExactDecimal)
  ) {
    return undefined;
  }
  const match = form.exec(String(value).trim());
  if (!match) return undefined;
  const [, sign, whole = '', digits = '', suffix = ''] = match;
  const magnitude = scaled(BigInt(`0${whole}${digits}`), BigInt(digits.length), suffix);
  return sign === '-' ? -magnitude : magnitude;
}

function scaled(mantissa: bigint, places: bigint, suffix: string): bigint {
  const shift = binaryShifts.get(suffix);
  if (shift !== undefined) {
    const exact = shiftDecimal(mantissa << shift, nano - places);
    return exact > largestBinary ? largestBinary : exact;
  }
  const exponent = decimalExponents.get(suffix) ?? BigInt(suffix.slice(1));
  return shiftDecimal(mantissa, nano - places + exponent);
}

function shiftDecimal(value: bigint, places: bigint): bigint {
  if (places >= 0n) return value * 10n ** places;
  const divisor = 10n ** -places;
  const quotient = value / divisor;
  return value % divisor === 0n ? quotient : quotient + 1n;
}
