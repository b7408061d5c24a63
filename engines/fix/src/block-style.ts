import type { BlockStyle } from './render-block.ts';
import { columnOf, type ListText, lineStart, type TextNode } from './text-tree.ts';

const usual: BlockStyle = { step: 2, listStep: 0, dashGap: 2 };

/** How a document indents: by the first mapping and the first list in it that tell. */
export function documentBlockStyle(root: TextNode, text: string): BlockStyle {
  const found: Found = {};
  search(root, text, found);
  return completed(found, usual);
}

/** How a collection indents what is in it, where it tells, else as what is around it does. */
export function blockStyleOf(node: TextNode, text: string, around: BlockStyle): BlockStyle {
  const found: Found = {};
  look(node, text, found);
  return completed(found, around);
}

type Found = { -readonly [key in keyof BlockStyle]?: number | undefined };

function completed({ step, listStep, dashGap }: Found, around: BlockStyle): BlockStyle {
  return {
    step: step ?? around.step,
    listStep: listStep ?? around.listStep,
    dashGap: dashGap ?? around.dashGap,
  };
}

function search(node: TextNode, text: string, found: Found): void {
  if (found.step !== undefined && found.listStep !== undefined && found.dashGap !== undefined) return;
  look(node, text, found);
  if (node.kind === 'map') for (const { value } of node.entries) search(value, text, found);
  if (node.kind === 'list') for (const { value } of node.items) search(value, text, found);
}

function look(node: TextNode, text: string, found: Found): void {
  if (node.kind === 'list' && node.style === 'block') found.dashGap ??= dashGapOf(node, text);
  if (node.kind !== 'map' || node.style !== 'block') return;
  for (const { start, value } of node.entries) {
    if (value.kind === 'list' && value.style === 'block') {
      found.listStep ??= columnOf(text, value.start) - columnOf(text, start);
      found.dashGap ??= dashGapOf(value, text);
    } else if (value.kind === 'map' && value.style === 'block') {
      found.step ??= columnOf(text, value.start) - columnOf(text, start);
    }
  }
}

function dashGapOf(list: ListText, text: string): number | undefined {
  const telling = list.items.find(({ start, value }) => {
    return (
      value.kind === 'map' && value.anchor === undefined && lineStart(text, value.start) === lineStart(text, start)
    );
  });
  return telling && telling.value.start - telling.start;
}
