import { isList, isObject, type JsonValue } from '@bulwark/text';
import type { Change, Holder, Work } from './change.ts';
import { equalValues } from './equal-values.ts';
import { type BlockStyle, blockLines, entryLines } from './render-block.ts';
import { renderFlow } from './render-flow.ts';
import { isInline, quotedYaml, yamlScalarLike } from './render-scalar.ts';
import { lineStart, nextLine, Refusal, type TextNode } from './text-tree.ts';

/** Writes a value anew where another one stands. */
export function replaceNode(change: Change, work: Work): void {
  const { holder, next } = change;
  if (holder.kind === 'flow') return replaceInFlow(change, holder, work);
  if (isInline(next)) return putInline(change, inlineText(change), work);
  putBlock(change, holder, { work, lines: (column) => blockLines(next, column, holder.style) });
}

/**
 * Writes what an alias stands for with some keys changed: as a merge of it where that says the same, so that the rest
 * goes on following the anchor.
 */
export function replaceAlias(change: Change, work: Work): void {
  const { node, old, next, holder } = change;
  const canMerge =
    node.kind === 'alias' &&
    holder.kind !== 'flow' &&
    !work.anchored.has(node.name) &&
    isObject(old) &&
    isObject(next) &&
    Object.keys(old).every((key) => Object.hasOwn(next, key));
  if (!canMerge) return replaceNode(change, work);
  const keys = Object.keys(next).filter((key) => !Object.hasOwn(old, key) || !equalValues(old[key], next[key]));
  const lines = (column: number): string[] => [
    `${' '.repeat(column)}<<: *${node.name}`,
    ...keys.flatMap((key) => entryLines(key, next[key] ?? null, { column, style: holder.style })),
  ];
  putBlock(change, holder, { work, lines });
}

function inlineText({ node, next }: Change): string {
  return yamlScalarLike(node.kind === 'scalar' ? node.style : 'plain', next);
}

function replaceInFlow(change: Change, { style, indent }: Holder & { kind: 'flow' }, work: Work): void {
  const { node, next, depth } = change;
  const isText = typeof next === 'string';
  const text = !isText ? renderFlow(next, style, indent) : style.isJson ? quotedYaml(next) : inlineText(change);
  const start = startOf(change);
  const gap = node.end === node.start && !/\s$/.test(work.text.slice(0, start)) ? ' ' : '';
  work.splices.push({ start, end: node.end, text: gap + text, depth });
}

/** Where the old value's text begins, its tag included: the tag would turn the new value into something else. */
function startOf({ node, pointer }: Change): number {
  if (node.kind === 'scalar' && node.style === 'pair')
    throw new Refusal(pointer, 'it is written in a form that is not edited');
  if (node.tagStart === undefined) return node.start;
  if (node.kind === 'scalar' && node.style !== 'empty' && node.anchor === undefined) return node.tagStart;
  throw new Refusal(pointer, 'it carries a tag (!)');
}

function isBlockCollection(node: TextNode): boolean {
  return (node.kind === 'map' || node.kind === 'list') && node.style === 'block';
}

/** A value on the line of its key or dash. */
function putInline(change: Change, text: string, { text: all, splices }: Work): void {
  const { node, depth } = change;
  const start = startOf(change);
  const sharesLine = lineStart(all, node.start) === lineStart(all, node.from);
  if (change.holder.kind === 'root') {
    splices.push({ start, end: node.end, text, depth });
  } else if (isBlockCollection(node) && !sharesLine) {
    splices.push({ start: node.from, end: node.from, text: ` ${text}`, depth });
    splices.push({ start: lineStart(all, node.start), end: nextLine(all, node.end), text: '', depth });
  } else if (node.start === node.end) {
    splices.push({ start: node.from, end: node.from, text: ` ${text}`, depth });
  } else {
    splices.push({ start, end: node.end, text, depth });
  }
}

interface Block {
  readonly work: Work;
  readonly lines: (column: number) => readonly string[];
}

/** A value on lines of its own: below its key, or from its dash on. */
function putBlock(change: Change, holder: Exclude<Holder, { kind: 'flow' }>, { work, lines }: Block): void {
  const { node, next, depth } = change;
  const { text, newline, splices } = work;
  const sharesLine = lineStart(text, node.start) === lineStart(text, node.from);
  const column = childColumn(holder, next);
  if (holder.kind === 'item' && sharesLine && node.anchor === undefined) {
    const compact = lines(column).join(newline).slice(column);
    const start = startOf(change);
    const isEmpty = node.start === node.end;
    splices.push({
      start: isEmpty ? node.from : start,
      end: node.end,
      text: isEmpty ? ' '.repeat(holder.style.dashGap - 1) + compact : compact,
      depth,
    });
    return;
  }
  const start = startOf(change);
  if (!sharesLine || holder.kind === 'root') {
    splices.push({ start: lineStart(text, start), end: nextLine(text, node.end), text: '', depth });
  } else if (node.end > node.start) {
    // The space between the key and the old value goes too.
    const space = /[ \t]*$/.exec(text.slice(lineStart(text, start), start))?.[0].length ?? 0;
    splices.push({ start: start - space, end: node.end, text: '', depth });
  }
  const at = nextLine(text, node.end);
  splices.push({
    start: at,
    end: at,
    text: lines(column)
      .map((line) => line + newline)
      .join(''),
    depth,
  });
}

function childColumn(
  { kind, column, style }: { kind: 'root' | 'entry' | 'item'; column: number; style: BlockStyle },
  next: JsonValue,
): number {
  if (kind === 'root') return column;
  if (kind === 'item') return column + style.dashGap;
  return column + (isList(next) ? style.listStep : style.step);
}
