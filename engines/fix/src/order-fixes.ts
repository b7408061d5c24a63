import type { Judgement } from '@bulwark/checks';
import { type Resource, resourceKey } from '@bulwark/model';
import { edited } from './edited.ts';
import { equalValues } from './equal-values.ts';
import type { ProvenFix } from './fix.ts';
import { onto } from './make-fix.ts';

/**
 * Fixes in the order of the findings they were asked for. Those of one object build on one another: where that order
 * leads elsewhere than the one they were proved in, they keep the latter.
 */
export function orderFixes(fixes: readonly ProvenFix[], asked: readonly Judgement[]): readonly ProvenFix[] {
  const position = new Map(asked.map((judgement, index) => [judgement, index]));
  const placeOf = ({ judgement }: ProvenFix): number => position.get(judgement) ?? 0;
  const byObject = Map.groupBy(fixes, ({ before }) => resourceKey(before));
  const placed = [...byObject.values()].flatMap((own) => {
    const sorted = restacked(
      own,
      own.toSorted((a, b) => placeOf(a) - placeOf(b)),
    );
    let latest = 0;
    return (sorted ?? own).map((fix) => {
      latest = Math.max(latest, placeOf(fix));
      return { fix, place: latest };
    });
  });
  return placed.sort((a, b) => a.place - b.place).map(({ fix }) => fix);
}

/** The fixes of one object in another order; undefined where the object would come out different. */
function restacked(own: readonly ProvenFix[], order: readonly ProvenFix[]): readonly ProvenFix[] | undefined {
  const first = own[0]?.before;
  const last = own.at(-1)?.after;
  if (first === undefined || last === undefined || own.every((fix, index) => fix === order[index])) return own;
  let now: Resource = first;
  const result: ProvenFix[] = [];
  for (const fix of order) {
    const after = edited(now, fix.edits);
    // A fix that another order makes empty is one of two that overlap.
    if (after === now) return undefined;
    result.push(onto(fix, now, after));
    now = after;
  }
  return equalValues(now.object, last.object) ? result : undefined;
}
