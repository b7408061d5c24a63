import type { ObjectEntry, Span, Term } from '../../ast/ast.ts';
import { type Visited, visit } from '../../ast/visit.ts';
import { type FormatWriter, UnexpectedComment } from './format-writer.ts';
import { isUnion } from './infix.ts';
import type { Place } from './places.ts';

/** Things that stand between brackets, parted by commas. */
export interface List<Item> {
  readonly items: readonly Item[];
  /** The term of an item that stands first in it. */
  readonly first: (item: Item) => Term;
  readonly write: (item: Item) => void;
  readonly isOnOneLine: boolean;
  /** Where the list stands. */
  readonly place: Place;
  /** The row of the closing bracket; -1 where it is not known. */
  readonly closeRow: number;
}

/** Writes the items of a list: those that stood on one line on one line, several lines indented. */
export function writeList<Item>(w: FormatWriter, list: List<Item>): void {
  const lines = list.isOnOneLine ? [list.items] : linesOf(w, list.items, { first: list.first, row: list.place.row });
  const isMultiline = lines.length > 1 || (lines.length === 1 && isBroken(w, list));
  if (isMultiline) {
    w.delayLineComment();
    w.endLine();
    w.level++;
    w.startLine();
  }
  for (const [index, line] of lines.entries()) {
    writeLineOf(w, line, list.write);
    if (index === lines.length - 1) break;
    w.write(',');
    w.endLine();
    w.startLine();
  }
  if (!isMultiline) return;
  w.write(',');
  w.endLine();
  w.insertComments(list.closeRow);
  w.level--;
  w.startLine();
}

/** Whether the items stood on a line of their own. */
function isBroken<Item>(w: FormatWriter, { items, first, place, closeRow }: List<Item>): boolean {
  for (let index = w.written; index < w.comments.length; index++) {
    const row = w.comments[index]?.row ?? 0;
    if (row >= closeRow) break;
    if (row > place.row) throw new UnexpectedComment();
  }
  const [item] = items;
  if (item === undefined) return false;
  const cut = place.text.indexOf(w.places.ofTerm(first(item)).text);
  return cut > 0 && place.text.slice(0, cut).indexOf('\n') > 0;
}

function writeLineOf<Item>(w: FormatWriter, line: readonly Item[], write: (item: Item) => void): void {
  for (const [index, item] of line.entries()) {
    if (index > 0) w.write(', ');
    write(item);
  }
}

/** Items by the lines they stood on. */
export function linesOf<Item>(
  w: FormatWriter,
  items: readonly Item[],
  from: { readonly first: (item: Item) => { readonly span: Span }; readonly row: number },
): (readonly Item[])[] {
  const placed = items.map((item) => ({ item, start: from.first(item).span.start }));
  const lines: Item[][] = [[]];
  let row = from.row;
  for (const [index, { item, start }] of placed.sort((a, b) => a.start - b.start).entries()) {
    const own = w.places.row(start);
    if (own > row && index > 0) lines.push([]);
    lines.at(-1)?.push(item);
    row = own;
  }
  return lines;
}

/** Whether nodes name a var that OPA's compiler made: their places mean nothing then. */
export function hasGeneratedVar(nodes: readonly Visited[]): boolean {
  let found = false;
  for (const each of nodes) {
    visit(each, (node) => {
      if (node.type === 'var' && node.name.startsWith('__local')) found = true;
      return found ? 'skip' : undefined;
    });
  }
  return found;
}

/** Writes an element of an array, a set or a call; a union in an array or a set would read as a comprehension. */
export function writeItem(w: FormatWriter, term: Term, isCollection: boolean): void {
  const inParens = isUnion(term) && (isCollection || w.places.beginsWithParen(term));
  if (inParens) w.write('(');
  w.parts.writeTerm(w, term);
  if (inParens) w.write(')');
}

/** Writes `key: value`. */
export function writeEntry(w: FormatWriter, { key, value }: ObjectEntry): void {
  writeItem(w, key, true);
  w.write(': ');
  writeItem(w, value, true);
}
