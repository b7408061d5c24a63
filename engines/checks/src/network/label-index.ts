import type { JsonObject, JsonValue } from '@bulwark/text';

/** Things with label selectors, found by labels without trying each of them. */
export interface LabelIndex<T> {
  /** All whose selector may match these labels, a superset of those whose selector does. */
  candidates(labels: JsonObject): readonly T[];
}

/** Indexes by one pair of each `matchLabels`; things without a pair are candidates for every label set. */
export function labelIndex<T>(entries: Iterable<readonly [matchLabels: JsonObject, item: T]>): LabelIndex<T> {
  const byPair = new Map<string, T[]>();
  const always: T[] = [];
  for (const [matchLabels, item] of entries) {
    const pair = firstPair(matchLabels);
    if (pair === undefined) always.push(item);
    else {
      const known = byPair.get(pair);
      if (known) known.push(item);
      else byPair.set(pair, [item]);
    }
  }
  return { candidates: (labels) => candidatesFor(labels, byPair, always) };
}

function candidatesFor<T>(
  labels: JsonObject,
  byPair: ReadonlyMap<string, readonly T[]>,
  always: readonly T[],
): readonly T[] {
  if (byPair.size === 0) return always;
  let found: readonly T[] = always;
  for (const key of Object.keys(labels)) {
    const items = byPair.get(pairText(key, labels[key]));
    if (items) found = found.length === 0 ? items : [...found, ...items];
  }
  return found;
}

function firstPair(matchLabels: JsonObject): string | undefined {
  for (const key of Object.keys(matchLabels)) return pairText(key, matchLabels[key]);
  return undefined;
}

/** A label as a key of maps; values that are no strings, which the API server refuses, all count as the empty one. */
export function pairText(key: string, value: JsonValue | undefined): string {
  return `${key}=${typeof value === 'string' ? value : ''}`;
}
