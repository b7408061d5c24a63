import { entriesInOrder } from '../../values/object.ts';
import { isArray, isObject } from '../../values/value.ts';
import { GoNumber, type GoValue, goInteger } from './go-value.ts';

/** An element with its key: undefined where there is none. */
export type Element = readonly [index: GoValue, element: GoValue];

/** What `range` goes through, in order; undefined for a value that it does not go through. */
export function elementsOf(value: GoValue): Iterable<Element> | undefined {
  if (value === undefined || value === null) return [];
  if (value instanceof GoNumber) return value.type === 'float64' ? undefined : numbersBelow(value);
  if (isArray(value)) return numbered(value);
  return isObject(value) ? entriesInOrder(value) : undefined;
}

function* numbersBelow({ type, value }: GoNumber): Iterable<Element> {
  for (let at = 0n; at < BigInt(value); at++) yield [undefined, new GoNumber(type, at)];
}

function* numbered(values: readonly GoValue[]): Iterable<Element> {
  for (const [at, element] of values.entries()) yield [goInteger(at), element];
}
