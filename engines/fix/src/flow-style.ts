import type { FlowStyle } from './render-flow.ts';
import { type ListText, lineStart, type MapText, type TextNode } from './text-tree.ts';

/** An element in brackets: an entry or an item. */
export interface FlowPart {
  readonly start: number;
  readonly end: number;
}

export function partsOf(node: MapText | ListText): readonly FlowPart[] {
  return node.kind === 'map'
    ? node.entries.map(({ start, keyEnd, value }) => ({ start, end: Math.max(keyEnd, value.end) }))
    : node.items.map(({ start, value }) => ({ start, end: value.end }));
}

/** How a document writes brackets: by the first mapping in it that tells. */
export function documentFlowStyle(root: TextNode, text: string, format: 'yaml' | 'json'): FlowStyle {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const plain: FlowStyle = { isJson: format === 'json', colon: ': ', gap: ' ', unit: undefined, newline };
  const first = firstFlowMap(root);
  return first ? { ...flowStyleOf(first, text, plain), unit: undefined } : plain;
}

function firstFlowMap(node: TextNode): MapText | undefined {
  if (node.kind === 'map') {
    if (node.style === 'flow' && node.entries.length > 0) return node;
    for (const { value } of node.entries) {
      const found = firstFlowMap(value);
      if (found) return found;
    }
  } else if (node.kind === 'list') {
    for (const { value } of node.items) {
      const found = firstFlowMap(value);
      if (found) return found;
    }
  }
  return undefined;
}

/** How a collection in brackets writes what is in it, where it tells, else as what is around it does. */
export function flowStyleOf(node: MapText | ListText, text: string, around: FlowStyle): FlowStyle {
  const parts = partsOf(node);
  const entry = node.kind === 'map' ? node.entries.find(({ value }) => value.end > value.start) : undefined;
  const written = entry && text.slice(entry.keyEnd, entry.value.start);
  const colon = written !== undefined && /^\s*:[ \t]*$/.test(written) ? written : around.colon;
  const isJson = around.isJson || (node.kind === 'map' && node.entries.some(({ isQuoted }) => isQuoted));
  return {
    ...around,
    colon,
    isJson,
    gap: gapOf(parts, text) ?? (colon.endsWith(' ') ? ' ' : ''),
    unit: unitOf(node, text),
  };
}

/** What follows a comma on the same line. */
function gapOf(parts: readonly FlowPart[], text: string): string | undefined {
  const [first, second] = parts;
  if (first === undefined || second === undefined) return undefined;
  return /^\s*,([ \t]*)$/.exec(text.slice(first.end, second.start))?.[1];
}

/** The indentation of the elements where each begins a line. */
export function elementIndent(node: MapText | ListText, text: string): string | undefined {
  const last = partsOf(node).at(-1);
  if (last === undefined) return undefined;
  const before = text.slice(Math.max(lineStart(text, last.start), node.start), last.start);
  return lineStart(text, last.start) > node.start && /^[ \t]*$/.test(before) ? before : undefined;
}

function unitOf(node: MapText | ListText, text: string): string | undefined {
  const indent = elementIndent(node, text);
  if (indent === undefined) return undefined;
  const own = /^[ \t]*/.exec(text.slice(lineStart(text, node.start), node.start))?.[0] ?? '';
  return indent.startsWith(own) && indent.length > own.length ? indent.slice(own.length) : '  ';
}
