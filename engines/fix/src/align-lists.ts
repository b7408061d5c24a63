import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { equalValues } from './equal-values.ts';

/** Which element of the old list an element of the new one comes from; one side is missing for what came or went. */
export interface Pair {
  readonly from?: number;
  readonly to?: number;
}

type List = readonly JsonValue[];

const largestTable = 250_000;

/**
 * Pairs the elements of two lists in order so that as much as possible stays what it was. Edits add to the end of a
 * list only, so whatever has no old element comes last.
 */
export function alignLists(old: List, next: List): readonly Pair[] {
  let head = 0;
  while (head < Math.min(old.length, next.length) && equalValues(old[head], next[head])) head++;
  const kept = Array.from({ length: head }, (_, index) => ({ from: index, to: index }));
  const rest = alignRest(old.slice(head), next.slice(head));
  return [
    ...kept,
    ...rest.map(({ from, to }) => ({
      ...(from === undefined ? {} : { from: from + head }),
      ...(to === undefined ? {} : { to: to + head }),
    })),
  ];
}

/** The best pairing by dynamic programming; in place where the lists are too long for that. */
function alignRest(old: List, next: List): Pair[] {
  if (old.length * next.length > largestTable) return inPlace(old.length, next.length);
  const likeness = old.map((a) => next.map((b) => likenessOf(a, b)));
  const width = next.length + 1;
  const best = new Float64Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = next.length - 1; j >= 0; j--) {
      const together = (likeness[i]?.[j] ?? 0) + (best[(i + 1) * width + j + 1] ?? 0);
      best[i * width + j] = Math.max(together, best[(i + 1) * width + j] ?? 0);
    }
  }
  const pairs: Pair[] = [];
  let to = 0;
  for (let from = 0; from < old.length; from++) {
    const together = (likeness[from]?.[to] ?? 0) + (best[(from + 1) * width + to + 1] ?? 0);
    const isPair = to < next.length && best[from * width + to] === together;
    pairs.push(isPair ? { from, to: to++ } : { from });
  }
  for (; to < next.length; to++) pairs.push({ to });
  return pairs;
}

function inPlace(from: number, to: number): Pair[] {
  return Array.from({ length: Math.max(from, to) }, (_, index) => ({
    ...(index < from ? { from: index } : {}),
    ...(index < to ? { to: index } : {}),
  }));
}

/** From 1 (nothing in common) to 100 (equal). A name says more than the other fields. */
function likenessOf(a: JsonValue, b: JsonValue): number {
  if (a === b) return 100;
  if (isObject(a) && isObject(b)) return objectLikeness(a, b);
  if (isList(a) && isList(b)) return equalValues(a, b) ? 100 : 10;
  return equalValues(a, b) ? 100 : 1;
}

function objectLikeness(a: JsonObject, b: JsonObject): number {
  const keys = Object.keys(a);
  if (keys.length === 0) return Object.keys(b).length === 0 ? 100 : 10;
  const same = keys.filter((key) => Object.hasOwn(b, key) && equalValues(a[key], b[key])).length;
  if (same === keys.length && keys.length === Object.keys(b).length) return 100;
  const named = typeof a['name'] === 'string' && a['name'] === b['name'] ? 40 : 0;
  return 10 + named + (40 * same) / keys.length;
}
