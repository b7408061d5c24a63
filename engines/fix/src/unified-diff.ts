/** How a diff names and shows its file. */
export interface DiffOptions {
  /** Lines around a change; 3 by default. */
  readonly context?: number;
  /** What to print for a line: the place to hide values that must not be shown. */
  readonly show?: (line: string) => string;
}

/** The unified diff of two texts under a file's name, as `patch -p1` and `git apply` read it; empty where they are equal. */
export function unifiedDiff(before: string, after: string, name: string, options: DiffOptions = {}): string {
  if (before === after) return '';
  const { context = 3, show = (line) => line } = options;
  const rows = diffRows(linesOf(before), linesOf(after));
  const path = name.replace(/^\/+/, '');
  const printing: Printing = { counter: { row: 0, before: 0, after: 0 }, show };
  const hunks = hunksOf(rows, context).map((hunk) => hunkText(rows, hunk, printing));
  return `--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;
}

/** Lines with their line breaks. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => `${line}\n`);
  const last = lines.pop() ?? '\n';
  if (last !== '\n') lines.push(last.slice(0, -1));
  return lines;
}

interface Row {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

/** All lines of both texts in order, those common to both once. */
function diffRows(before: readonly string[], after: readonly string[]): Row[] {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const rows: Row[] = before.slice(0, head).map((line) => ({ mark: ' ', line }));
  diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail), rows);
  for (const line of before.slice(before.length - tail)) rows.push({ mark: ' ', line });
  return rows;
}

type Lines = readonly string[];

// Beyond this many changes the best path so far is taken and the search starts again behind it.
const mostChanges = 400;

/** Myers' greedy algorithm ("An O(ND) difference algorithm", 1986), in portions so that memory stays small. */
function diffMiddle(before: Lines, after: Lines, rows: Row[]): void {
  let x = 0;
  let y = 0;
  while (x < before.length || y < after.length) {
    const path = shortestPath(before.slice(x), after.slice(y));
    for (const mark of path) {
      rows.push({ mark, line: (mark === '+' ? after[y] : before[x]) ?? '' });
      if (mark !== '+') x++;
      if (mark !== '-') y++;
    }
  }
}

/** Marks of the shortest edit, or of the part of it that reaches farthest within the limit. */
function shortestPath(before: Lines, after: Lines): Row['mark'][] {
  const rounds: Map<number, number>[] = [];
  let frontier = new Map<number, number>([[1, 0]]);
  for (let changes = 0; changes <= mostChanges; changes++) {
    rounds.push(frontier);
    const next = new Map<number, number>();
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = startOn(frontier, diagonal, changes);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(rounds, next, diagonal);
    }
    frontier = next;
  }
  const reach = (diagonal: number): number => 2 * (frontier.get(diagonal) ?? 0) - diagonal;
  const inside = [...frontier].filter(([diagonal, x]) => x <= before.length && x - diagonal <= after.length);
  const [best = 0] = inside.map(([diagonal]) => diagonal).sort((a, b) => reach(b) - reach(a));
  return walkBack(rounds, frontier, best);
}

/** Where the path to a diagonal begins: a line added (down) or one removed (right), whichever got farther. */
function startOn(frontier: ReadonlyMap<number, number>, diagonal: number, changes: number): number {
  const down = frontier.get(diagonal + 1) ?? -1;
  return comesDown(frontier, diagonal, changes) ? down : (frontier.get(diagonal - 1) ?? -1) + 1;
}

function comesDown(frontier: ReadonlyMap<number, number>, diagonal: number, changes: number): boolean {
  if (diagonal === -changes) return true;
  return diagonal !== changes && (frontier.get(diagonal - 1) ?? -1) < (frontier.get(diagonal + 1) ?? -1);
}

function walkBack(
  rounds: readonly ReadonlyMap<number, number>[],
  last: ReadonlyMap<number, number>,
  end: number,
): Row['mark'][] {
  const marks: Row['mark'][] = [];
  let diagonal = end;
  let x = last.get(end) ?? 0;
  for (const [changes, frontier] of [...rounds.entries()].reverse()) {
    const start = startOn(frontier, diagonal, changes);
    for (; x > start; x--) marks.push(' ');
    if (changes === 0) break;
    const isDown = comesDown(frontier, diagonal, changes);
    marks.push(isDown ? '+' : '-');
    diagonal += isDown ? 1 : -1;
    x = isDown ? start : start - 1;
  }
  return marks.reverse();
}

interface Hunk {
  readonly from: number;
  readonly to: number;
}

/** Stretches of rows around the changes; those that touch are one. */
function hunksOf(rows: readonly Row[], context: number): Hunk[] {
  const hunks: { from: number; to: number }[] = [];
  for (const [index, { mark }] of rows.entries()) {
    if (mark === ' ') continue;
    const from = Math.max(0, index - context);
    const to = Math.min(rows.length, index + context + 1);
    const last = hunks.at(-1);
    if (last && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  return hunks;
}

interface Printing {
  readonly counter: Counter;
  readonly show: (line: string) => string;
}

/** The line numbers of both texts go on from hunk to hunk. */
interface Counter {
  row: number;
  before: number;
  after: number;
}

function hunkText(rows: readonly Row[], { from, to }: Hunk, { counter, show }: Printing): string {
  for (; counter.row < from; counter.row++) count(rows[counter.row], counter);
  const start = { ...counter };
  for (; counter.row < to; counter.row++) count(rows[counter.row], counter);
  const removed = rangeText(start.before, counter.before - start.before);
  const added = rangeText(start.after, counter.after - start.after);
  const body = rows.slice(from, to).map((row) => rowText(row, show));
  return `@@ -${removed} +${added} @@\n${body.join('')}`;
}

function count(row: Row | undefined, counter: Counter): void {
  if (row?.mark !== '+') counter.before++;
  if (row?.mark !== '-') counter.after++;
}

function rangeText(above: number, lines: number): string {
  const start = above + (lines === 0 ? 0 : 1);
  return lines === 1 ? `${start}` : `${start},${lines}`;
}

function rowText({ mark, line }: Row, show: (line: string) => string): string {
  if (line.endsWith('\n')) return `${mark}${show(line.slice(0, -1))}\n`;
  return `${mark}${show(line)}\n\\ No newline at end of file\n`;
}
