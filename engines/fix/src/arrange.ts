import type { Edit, Judgement } from '@bulwark/checks';
import { resourceKey } from '@bulwark/model';
import { tokensOf } from '@bulwark/text';
import type { Candidate } from './candidates.ts';
import { edited } from './edited.ts';

/** A candidate as the state of the moment has it. */
export interface Current {
  readonly asked: Candidate;
  readonly now: Judgement;
  readonly edits: readonly Edit[];
}

/**
 * Those of the candidates whose edits can be made in one go, in the order to make them, and those that have to wait:
 * because one would undo another, or both add to one list, or one lies in what another takes out.
 */
export function arrange(current: readonly Current[]): {
  readonly together: readonly Current[];
  readonly later: readonly Current[];
} {
  const together: Current[] = [];
  const later: Current[] = [];
  for (const own of Map.groupBy(current, ({ now }) => resourceKey(now.resource)).values()) {
    let chosen: readonly Current[] = [];
    for (const one of own) {
      const order = ordered([...chosen, one]);
      if (areApart(order)) chosen = order;
      else later.push(one);
    }
    for (const one of chosen) together.push(one);
  }
  return { together, later };
}

/** Elements of lists are taken out last and from the end on, so that the places of all other edits stay right. */
function ordered(own: readonly Current[]): readonly Current[] {
  const removals = own
    .filter(isRemoval)
    .toSorted((a, b) => fromTheEnd(a.edits[0]?.pointer ?? '', b.edits[0]?.pointer ?? ''));
  return [...own.filter((one) => !isRemoval(one)), ...removals];
}

function isRemoval({ edits }: Current): boolean {
  const [only] = edits;
  return edits.length === 1 && only !== undefined && takesElement(only);
}

function takesElement({ op, pointer }: Edit): boolean {
  return op === 'remove' && /\/\d+$/.test(pointer);
}

function fromTheEnd(a: string, b: string): number {
  const left = tokensOf(a);
  const right = tokensOf(b);
  const at = left.findIndex((token, index) => token !== right[index]);
  return Number(right[at] ?? -1) - Number(left[at] ?? -1) || right.length - left.length;
}

function areApart(order: readonly Current[]): boolean {
  const [first] = order;
  if (first === undefined || order.length === 1) return true;
  const edits = order.flatMap((one) => one.edits);
  const removals = edits.filter(takesElement);
  // An element that goes together with other edits of one candidate cannot be put last.
  if (removals.length !== order.filter(isRemoval).length) return false;
  if (removals.some((removal) => edits.some((edit) => edit !== removal && isWithin(edit.pointer, removal.pointer))))
    return false;
  const others = edits.filter((edit) => !takesElement(edit));
  const added = others.filter(({ op }) => op === 'append');
  if (new Set(added.map(({ pointer }) => pointer)).size < added.length) return false;
  const middle = edited(first.now.resource, others);
  return others.every((edit) => edit.op === 'append' || edited(middle, [edit]) === middle);
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}
