import { isList, isObject, pointer } from '@bulwark/text';
import { alignLists } from './align-lists.ts';
import type { Change, Holder, Work } from './change.ts';
import { equalValues } from './equal-values.ts';
import { elementIndent, type FlowPart, flowStyleOf, partsOf } from './flow-style.ts';
import { keyChanges } from './key-changes.ts';
import { renderFlow, renderFlowEntry } from './render-flow.ts';
import type { ListText, MapText } from './text-tree.ts';

type FlowHolder = Holder & { readonly kind: 'flow' };

/** Edits a mapping in braces; gives the changes of the values that stay in it. */
export function editFlowMap(change: Change, node: MapText, work: Work): readonly Change[] {
  const { removed, changed, added } = keyChanges(change, node, work);
  const holder = holderIn(change, node, work);
  const { old, next } = change;
  if (!isObject(old) || !isObject(next)) return [];
  const gone = new Set(removed.map((entry) => node.entries.indexOf(entry)));
  const texts = added.map((key) => renderFlowEntry(key, next[key] ?? null, holder));
  spliceParts(partsOf(node), { gone, texts }, { node, holder, work, depth: change.depth });
  return changed.map(({ key, entry }) => ({
    node: entry.value,
    old: old[key] ?? null,
    next: next[key] ?? null,
    holder,
    pointer: pointer(change.pointer, key),
    depth: change.depth + 1,
  }));
}

/** The same for a list in brackets. */
export function editFlowList(change: Change, node: ListText, work: Work): readonly Change[] {
  const { old, next } = change;
  if (!isList(old) || !isList(next)) return [];
  const holder = holderIn(change, node, work);
  const pairs = alignLists(old, next);
  const gone = new Set(pairs.flatMap(({ from, to }) => (to === undefined && from !== undefined ? [from] : [])));
  const texts = pairs.flatMap(({ from, to }) =>
    from === undefined && to !== undefined ? [renderFlow(next[to] ?? null, holder.style, holder.indent)] : [],
  );
  spliceParts(partsOf(node), { gone, texts }, { node, holder, work, depth: change.depth });
  return pairs.flatMap(({ from, to }) => {
    const item = from === undefined ? undefined : node.items[from];
    if (item === undefined || from === undefined || to === undefined || equalValues(old[from], next[to])) return [];
    return [
      {
        node: item.value,
        old: old[from] ?? null,
        next: next[to] ?? null,
        holder,
        pointer: pointer(change.pointer, from),
        depth: change.depth + 1,
      },
    ];
  });
}

function holderIn({ holder }: Change, node: MapText | ListText, work: Work): FlowHolder {
  const around = holder.kind === 'flow' ? holder.style : work.flowStyle;
  const style = flowStyleOf(node, work.text, around);
  return {
    kind: 'flow',
    style,
    indent: elementIndent(node, work.text) ?? (holder.kind === 'flow' ? holder.indent : ''),
  };
}

interface Surroundings {
  readonly node: MapText | ListText;
  readonly holder: FlowHolder;
  readonly work: Work;
  readonly depth: number;
}

/** Takes elements out with the comma that goes with them, and puts new ones behind the last that stays. */
function spliceParts(
  parts: readonly FlowPart[],
  { gone, texts }: { readonly gone: ReadonlySet<number>; readonly texts: readonly string[] },
  { holder, work, depth }: Surroundings,
): void {
  const lastKept = parts.findLastIndex((_, index) => !gone.has(index));
  for (let index = 0; index < parts.length; index++) {
    if (!gone.has(index)) continue;
    const part = parts[index];
    const following = parts[index + 1];
    const kept = parts[lastKept];
    if (part === undefined || kept === undefined) continue;
    const [start, end] =
      index > lastKept
        ? [index === lastKept + 1 ? kept.end : (parts[index - 1]?.end ?? part.start), part.end]
        : [part.start, following?.start ?? part.end];
    work.splices.push({ start, end, text: '', depth });
  }
  const at = parts[lastKept]?.end;
  if (at === undefined || texts.length === 0) return;
  const { style, indent } = holder;
  const between = style.unit === undefined ? `,${style.gap}` : `,${style.newline}${indent}`;
  work.splices.push({ start: at, end: at, text: texts.map((text) => between + text).join(''), depth });
}
