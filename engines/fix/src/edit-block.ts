import { isList, isObject, pointer } from '@bulwark/text';
import { alignLists } from './align-lists.ts';
import { blockStyleOf } from './block-style.ts';
import type { Change, Work } from './change.ts';
import { equalValues } from './equal-values.ts';
import { keyChanges } from './key-changes.ts';
import { type BlockStyle, entryLines, itemLines } from './render-block.ts';
import { columnOf, type ListText, lineStart, type MapText, nextLine, type TextNode } from './text-tree.ts';

/** Edits a mapping that stands on lines of its own; gives the changes of the values that stay in it. */
export function editBlockMap(change: Change, node: MapText, work: Work): readonly Change[] {
  const { removed, changed, added } = keyChanges(change, node, work);
  const { old, next } = change;
  if (!isObject(old) || !isObject(next)) return [];
  const { column, style } = placeOf(change, node, work);
  const gone = new Set(removed.map((entry) => node.entries.indexOf(entry)));
  const lines = added.flatMap((key) => entryLines(key, next[key] ?? null, { column, style }));
  spliceLines(node.entries, { gone, lines }, { work, depth: change.depth });
  return changed.map(({ key, entry }) => ({
    node: entry.value,
    old: old[key] ?? null,
    next: next[key] ?? null,
    holder: { kind: 'entry', column, style },
    pointer: pointer(change.pointer, key),
    depth: change.depth + 1,
  }));
}

/** The same for a list of dashes. */
export function editBlockList(change: Change, node: ListText, work: Work): readonly Change[] {
  const { old, next } = change;
  if (!isList(old) || !isList(next)) return [];
  const { column, style } = placeOf(change, node, work);
  const pairs = alignLists(old, next);
  const gone = new Set(pairs.flatMap(({ from, to }) => (to === undefined && from !== undefined ? [from] : [])));
  const lines = pairs.flatMap(({ from, to }) =>
    from === undefined && to !== undefined ? itemLines(next[to] ?? null, column, style) : [],
  );
  spliceLines(node.items, { gone, lines }, { work, depth: change.depth });
  return pairs.flatMap(({ from, to }) => {
    const item = from === undefined ? undefined : node.items[from];
    if (item === undefined || from === undefined || to === undefined || equalValues(old[from], next[to])) return [];
    return [
      {
        node: item.value,
        old: old[from] ?? null,
        next: next[to] ?? null,
        holder: { kind: 'item', column, style } as const,
        pointer: pointer(change.pointer, from),
        depth: change.depth + 1,
      },
    ];
  });
}

function placeOf({ holder }: Change, node: TextNode, work: Work): { column: number; style: BlockStyle } {
  const around = holder.kind === 'flow' ? undefined : holder.style;
  const style = blockStyleOf(node, work.text, around ?? { step: 2, listStep: 0, dashGap: 2 });
  return { column: columnOf(work.text, node.start), style };
}

interface Row {
  readonly start: number;
  readonly value: TextNode;
}

interface Rows {
  readonly gone: ReadonlySet<number>;
  readonly lines: readonly string[];
}

/** Takes rows out line by line and puts new lines behind the last row that stays. */
function spliceLines(
  rows: readonly Row[],
  { gone, lines }: Rows,
  { work, depth }: { readonly work: Work; readonly depth: number },
): void {
  const { text, newline, splices } = work;
  for (let index = 0; index < rows.length; index++) {
    if (gone.has(index) && !gone.has(index - 1))
      splices.push({ ...stretchOf(rows, index, { gone, text }), text: '', depth });
  }
  const last = rows.findLast((_, index) => !gone.has(index));
  if (last === undefined || lines.length === 0) return;
  const at = nextLine(text, last.value.end);
  splices.push({ start: at, end: at, text: lines.map((line) => line + newline).join(''), depth });
}

/** A run of rows that goes: whole lines, but where the first shares its line with a dash, up to the row that stays. */
function stretchOf(
  rows: readonly Row[],
  from: number,
  { gone, text }: { readonly gone: ReadonlySet<number>; readonly text: string },
): { start: number; end: number } {
  let last = from;
  while (gone.has(last + 1)) last++;
  const start = rows[from]?.start ?? 0;
  const end = nextLine(text, rows[last]?.value.end ?? start);
  const line = lineStart(text, start);
  if (/^[ \t]*$/.test(text.slice(line, start))) return { start: line, end };
  return { start, end: end + (/^[ ]*/.exec(text.slice(end, end + 1000))?.[0].length ?? 0) };
}
