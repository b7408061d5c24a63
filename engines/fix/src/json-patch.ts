import { isList, isObject, type JsonObject, type JsonValue, pointer } from '@bulwark/text';
import { alignLists } from './align-lists.ts';
import { equalValues } from './equal-values.ts';

/** One operation of a JSON patch (RFC 6902). */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string };

/** The JSON patch (RFC 6902) that makes the one value the other; it names nothing that stays as it is. */
export function jsonPatch(before: JsonValue, after: JsonValue): readonly PatchOperation[] {
  const patch: PatchOperation[] = [];
  compare(before, after, { at: '', patch });
  return patch;
}

interface Spot {
  readonly at: string;
  readonly patch: PatchOperation[];
}

function compare(before: JsonValue, after: JsonValue, spot: Spot): void {
  if (before === after) return;
  if (isObject(before) && isObject(after)) compareObjects(before, after, spot);
  else if (isList(before) && isList(after)) compareLists(before, after, spot);
  else if (!equalValues(before, after)) spot.patch.push({ op: 'replace', path: spot.at, value: after });
}

function compareObjects(before: JsonObject, after: JsonObject, { at, patch }: Spot): void {
  for (const [key, value] of Object.entries(before)) {
    const path = pointer(at, key);
    if (!Object.hasOwn(after, key)) patch.push({ op: 'remove', path });
    else compare(value, after[key] ?? null, { at: path, patch });
  }
  for (const [key, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, key)) patch.push({ op: 'add', path: pointer(at, key), value });
  }
}

/** Changes inside elements first, while indices are the old ones; then what goes, from the end; then what comes. */
function compareLists(before: readonly JsonValue[], after: readonly JsonValue[], { at, patch }: Spot): void {
  const pairs = alignLists(before, after);
  for (const { from, to } of pairs) {
    if (from === undefined || to === undefined) continue;
    compare(before[from] ?? null, after[to] ?? null, { at: `${at}/${from}`, patch });
  }
  for (const { from, to } of pairs.toReversed()) {
    if (to === undefined) patch.push({ op: 'remove', path: `${at}/${from}` });
  }
  for (const { from, to } of pairs) {
    if (from === undefined && to !== undefined)
      patch.push({ op: 'add', path: `${at}/${to}`, value: after[to] ?? null });
  }
}
