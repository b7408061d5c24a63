import { exactNumber } from '@bulwark/text';
import { bigFloat, multiply, truncated } from '../values/big-float.ts';
import { decimalOf } from '../values/decimal.ts';
import { integerNumber } from '../values/number.ts';
import type { RegoNumber } from '../values/value.ts';
import { type Builtin, BuiltinError } from './builtin.ts';
import { textAt } from './operands.ts';

export const unitBuiltins: readonly Builtin[] = [
  { name: 'units.parse', evaluate: (args) => parseUnits(textAt(args, 0)) },
  { name: 'units.parse_bytes', evaluate: (args) => parseBytes(textAt(args, 0)) },
];

const prefixes = ['k', 'm', 'g', 't', 'p', 'e'];
const decimals: ReadonlyMap<string, bigint> = new Map(prefixes.map((unit, at) => [unit, 1000n ** BigInt(at + 1)]));
const binaries: ReadonlyMap<string, bigint> = new Map(
  prefixes.map((unit, at) => [`${unit}i`, 1024n ** BigInt(at + 1)]),
);

/** A number with a unit of Kubernetes resources; `m` is a thousandth, `M` a million. */
function parseUnits(raw: string): RegoNumber {
  const { amount, unit } = separate(raw.replaceAll('"', ''), 'units.parse', 'amount');
  if (unit === 'm') return product(amount, milli.numerator, milli.denominator);
  const name = unit.charAt(0).toLowerCase() + unit.slice(1).toLowerCase();
  const factor = unit === '' ? 1n : (decimals.get(name) ?? binaries.get(name));
  if (factor === undefined) {
    throw new BuiltinError(`units.parse: unit ${unit.charAt(0) + unit.slice(1).toLowerCase()} not recognized`);
  }
  return product(amount, factor, 1n);
}

/** OPA takes the double 0.001, which is not quite a thousandth. */
const milli = { numerator: 1152921504606847n, denominator: 1n << 60n };

/** Exact for integers, else rounded to ten places. */
function product(amount: string, numerator: bigint, denominator: bigint): RegoNumber {
  const { digits, exponent } = decimalOf(
    exactNumber(amountText(amount, 'units.parse: could not parse amount to a number')),
  );
  const over = digits * numerator * (exponent > 0 ? 10n ** BigInt(exponent) : 1n);
  const under = denominator * (exponent < 0 ? 10n ** BigInt(-exponent) : 1n);
  if (over % under === 0n) return integerNumber(over / under);
  const negative = over < 0n;
  const scaled = (negative ? -over : over) * 10n ** 10n;
  const rounded = (scaled * 2n + under) / (under * 2n);
  const text = rounded.toString().padStart(11, '0');
  return exactNumber(`${negative ? '-' : ''}${text.slice(0, -10)}.${text.slice(-10)}`);
}

/** A number of bytes: `KB` counts in thousands, `KiB` in 1,024. */
function parseBytes(raw: string): RegoNumber {
  const { amount, unit } = separate(raw.toLowerCase().replaceAll('"', ''), 'units.parse_bytes', 'byte amount');
  const name = unit.endsWith('b') && unit !== 'b' ? unit.slice(0, -1) : unit;
  const factor = unit === '' ? 1n : (decimals.get(name) ?? binaries.get(name));
  if (factor === undefined) throw new BuiltinError(`units.parse_bytes: byte unit ${unit} not recognized`);
  const text = amountText(amount, 'units.parse_bytes: could not parse byte amount to a number');
  return integerNumber(truncated(multiply(bigFloat(exactNumber(text)), bigFloat(integerNumber(factor)))));
}

function amountText(amount: string, problem: string): string {
  const [, sign, digits = '', exponent = ''] = /^([-+]?)(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.exec(amount) ?? [];
  if (sign === undefined) throw new BuiltinError(problem);
  return `${sign === '-' ? '-' : ''}${digits.replace(/^\./, '0.').replace(/\.$/, '')}${exponent}`;
}

interface Amount {
  readonly amount: string;
  readonly unit: string;
}

function separate(text: string, name: string, what: string): Amount {
  if (text.includes(' ')) throw new BuiltinError(`${name}: spaces not allowed in resource strings`);
  // An `e` belongs to the number only where digits or a sign follow.
  const amount = /^(?:[0-9.+-]|[eE][-+](?![0-9]*[0-9]{7})[0-9]*|[eE](?=[0-9]))*/.exec(text)?.[0] ?? '';
  if (/[eE][-+]?[0-9]{7}/.test(text)) throw new BuiltinError(`${name}: exponent too large`);
  if (amount === '') throw new BuiltinError(`${name}: no ${what} provided`);
  return { amount, unit: text.slice(amount.length) };
}
