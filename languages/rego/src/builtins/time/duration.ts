import { quote } from '../../values/quote.ts';
import { BuiltinError } from '../builtin.ts';

const nanosecondsIn: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

const hoursIn: ReadonlyMap<string, number> = new Map([
  ['d', 24],
  ['w', 7 * 24],
  ['y', 365 * 24],
]);

/** Nanoseconds of a duration of Go, `1h30m`, with days, weeks and years of 365 days besides. Throws BuiltinError. */
export function parseDuration(text: string): bigint {
  if (!/[dwy]/.test(text)) return parse(text, text);
  if (!/^[-+]?(?:[0-9.]+(?:ms|us|µs|ns|[a-z]))+$/.test(text)) throw invalid(text);
  const rewritten = text.replace(/([0-9.]+)([dwy])/g, (_, digits: string, unit: string) => {
    if (!/^(?:\d+\.?\d*|\.\d+)$/.test(digits)) throw invalid(text);
    return `${plainDecimal(Number(digits) * (hoursIn.get(unit) ?? 0))}h`;
  });
  return parse(rewritten, text);
}

function plainDecimal(value: number): string {
  return value < 1e21 && value >= 1e-6 ? String(value) : BigInt(Math.trunc(value)).toString();
}

function parse(text: string, original: string): bigint {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  let rest = text.slice(sign.length);
  if (rest === '0') return 0n;
  if (rest === '') throw invalid(original);
  let total = 0n;
  while (rest !== '') {
    const [whole, digits = '', fraction = '', unit = ''] = /^(\d*)(?:\.(\d*))?([^0-9.]*)/.exec(rest) ?? [''];
    if (digits === '' && fraction === '') throw invalid(original);
    if (unit === '') throw new BuiltinError(`time: missing unit in duration ${quote(original)}`);
    const scale = nanosecondsIn.get(unit);
    if (scale === undefined) throw new BuiltinError(`time: unknown unit ${quote(unit)} in duration ${quote(original)}`);
    total += BigInt(digits || '0') * BigInt(scale) + fractionOf(fraction, scale);
    if (total > 1n << 63n) throw invalid(original);
    rest = rest.slice(whole.length);
  }
  if (sign === '-') return -total;
  if (total >= 1n << 63n) throw invalid(original);
  return total;
}

/** Go multiplies doubles here. */
function fractionOf(digits: string, scale: number): bigint {
  if (digits === '') return 0n;
  const shown = digits.slice(0, 18);
  return BigInt(Math.trunc(Number(shown) * (scale / 10 ** shown.length)));
}

function invalid(text: string): BuiltinError {
  return new BuiltinError(`time: invalid duration ${quote(text)}`);
}
