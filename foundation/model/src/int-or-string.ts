import type { JsonValue } from '@bulwark/text';

/** An IntOrString of the API: a number, a percentage, or a name (of a port). */
export type IntOrString =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'percent'; readonly value: number }
  | { readonly kind: 'name'; readonly value: string };

/** Parses as apimachinery `intstr` does: `"80"` stays a string, so it is a name unless it ends in `%`. */
export function parseIntOrString(value: JsonValue | undefined): IntOrString | undefined {
  if (typeof value === 'number') {
    return Number.isInteger(value) && Math.abs(value) <= 0x7fff_ffff ? { kind: 'number', value } : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const percent = /^(\d{1,9})%$/.exec(value);
  if (percent) return { kind: 'percent', value: Number(percent[1]) };
  return { kind: 'name', value };
}

/** The number an IntOrString stands for out of `total`, as `GetScaledValueFromIntOrPercent`; names have none. */
export function scaledValue(value: IntOrString, total: number, rounding: 'up' | 'down'): number | undefined {
  if (value.kind === 'number') return value.value;
  if (value.kind === 'name') return undefined;
  const exact = (value.value * total) / 100;
  return rounding === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
