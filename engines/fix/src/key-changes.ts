import { isObject, type JsonObject, type JsonValue, pointer } from '@bulwark/text';
import type { Change, Work } from './change.ts';
import { equalValues } from './equal-values.ts';
import { type EntryText, type MapText, Refusal } from './text-tree.ts';

/** What becomes of the entries of a mapping. */
export interface KeyChanges {
  readonly removed: readonly EntryText[];
  readonly changed: readonly { readonly key: string; readonly entry: EntryText }[];
  /** Keys to be written anew: those that were not there, and those that only a merge key brought. */
  readonly added: readonly string[];
}

/** Throws a Refusal where a key that has to change is not written in this mapping alone. */
export function keyChanges(change: Change, node: MapText, work: Work): KeyChanges {
  const old = isObject(change.old) ? change.old : {};
  const next = isObject(change.next) ? change.next : {};
  const find = entryFinder(change, node);
  const removed = Object.keys(old)
    .filter((key) => !Object.hasOwn(next, key))
    .map((key) => find(key) ?? refuseMerged(change, key));
  const changed: { key: string; entry: EntryText }[] = [];
  const added: string[] = [];
  for (const [key, value] of Object.entries(next)) {
    if (Object.hasOwn(old, key) && equalValues(old[key], value)) continue;
    const entry = Object.hasOwn(old, key) ? find(key) : undefined;
    if (entry) changed.push({ key, entry });
    else if (!followsMerge(node, key, { value, work })) added.push(key);
  }
  return { removed, changed, added };
}

function entryFinder(change: Change, node: MapText): (key: string) => EntryText | undefined {
  return (key) => {
    const entries = node.entries.filter((entry) => entry.key === key && !entry.isMerge);
    const at = pointer(change.pointer, key);
    if (entries.length > 1) throw new Refusal(at, `the key ${JSON.stringify(key)} stands twice`);
    if (entries[0]?.isOdd)
      throw new Refusal(at, `the key ${JSON.stringify(key)} is written in a form that is not edited`);
    return entries[0];
  };
}

function refuseMerged(change: Change, key: string): never {
  throw new Refusal(pointer(change.pointer, key), `${JSON.stringify(key)} comes from elsewhere by a merge key (<<)`);
}

/** Whether a merged key gets its new value from an anchor that was edited already. */
function followsMerge(
  node: MapText,
  key: string,
  { value, work }: { readonly value: JsonValue; readonly work: Work },
): boolean {
  return mergedAnchors(node).some((name) => {
    const merged = work.anchored.get(name);
    return isObject(merged) && Object.hasOwn(merged, key) && equalValues(merged[key], value);
  });
}

function mergedAnchors(node: MapText): readonly string[] {
  return node.entries
    .filter((entry) => entry.isMerge)
    .flatMap(({ value }) => (value.kind === 'list' ? value.items.map((item) => item.value) : [value]))
    .flatMap((value) => (value.kind === 'alias' ? [value.name] : []));
}

/** Whether something of a mapping's text stays, so that it is edited and not written anew. */
export function keepsEntries(node: MapText, next: JsonObject): boolean {
  return node.entries.some(({ key, isMerge }) => isMerge || key === undefined || Object.hasOwn(next, key));
}
