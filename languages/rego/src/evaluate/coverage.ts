import type { PlanPlace } from '../plan/plan.ts';
import type { Observer } from './observe.ts';

/** Row and column, 1-based; at an end, of what stands behind it. */
interface Position {
  readonly row: number;
  readonly col: number;
}

/** A head of a rule or an expression. */
export interface CoverageRange {
  readonly start: Position;
  readonly end: Position;
}

export interface FileCoverage {
  readonly covered: readonly CoverageRange[];
  readonly not_covered: readonly CoverageRange[];
  readonly covered_lines: number;
  readonly not_covered_lines: number;
  /** In percent. */
  readonly coverage: number;
}

/** `opa test --coverage` gives this shape, too. */
export interface CoverageReport {
  readonly files: Readonly<Record<string, FileCoverage>>;
  readonly covered_lines: number;
  readonly not_covered_lines: number;
  readonly coverage: number;
}

/** Collects which heads and expressions of a policy took part in evaluations. */
export class Coverage {
  readonly #covered = new Map<string, Map<number, PlanPlace>>();

  readonly observe: Observer = (event) => {
    if (event.kind !== 'exit' && event.kind !== 'eval') return;
    const { file, span } = event.place;
    const known = this.#covered.get(file) ?? new Map<number, PlanPlace>();
    // The longest of those that begin in one place holds the others.
    if ((known.get(span.start)?.span.end ?? -1) < span.end) known.set(span.start, event.place);
    this.#covered.set(file, known);
  };

  /** @param places the heads and expressions of the policy: `policy.places` */
  report(places: readonly PlanPlace[]): CoverageReport {
    const files = [...Map.groupBy(places, ({ file }) => file)].map(
      ([file, all]) => [file, this.#file(file, all)] as const,
    );
    const covered = sum(files.map(([, { covered_lines }]) => covered_lines));
    const missed = sum(files.map(([, { not_covered_lines }]) => not_covered_lines));
    const totals = { covered_lines: covered, not_covered_lines: missed, coverage: percent(covered, missed) };
    return { files: Object.fromEntries(files), ...totals };
  }

  #file(file: string, places: readonly PlanPlace[]): FileCoverage {
    const covered = rangesOf([...(this.#covered.get(file)?.values() ?? [])]);
    const all = rangesOf(places);
    const missed = all.filter((range) => !covered.some((one) => holds(one, range)));
    const lines = { covered: lineCount(covered), missed: lineCount(missed) };
    return {
      covered,
      not_covered: missed,
      covered_lines: lines.covered,
      not_covered_lines: lines.missed,
      coverage: percent(lines.covered, lines.missed),
    };
  }
}

function rangesOf(places: readonly PlanPlace[]): CoverageRange[] {
  const found = new Map<string, CoverageRange>();
  for (const { row, col, text, span } of places)
    found.set(`${span.start}-${span.end}`, { start: { row, col }, end: endOf({ row, col }, text) });
  return [...found.values()].sort((a, b) => compare(a.start, b.start) || compare(a.end, b.end));
}

function endOf({ row, col }: Position, text: string): Position {
  const lines = text.split('\n');
  const last = [...(lines.at(-1) ?? '')].length;
  return { row: row + lines.length - 1, col: lines.length === 1 ? col + last : last + 1 };
}

function compare(a: Position, b: Position): number {
  return a.row - b.row || a.col - b.col;
}

function holds(outer: CoverageRange, inner: CoverageRange): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
}

function lineCount(ranges: readonly CoverageRange[]): number {
  const rows = new Set<number>();
  for (const { start, end } of ranges) for (let row = start.row; row <= end.row; row++) rows.add(row);
  return rows.size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function percent(covered: number, missed: number): number {
  return covered + missed === 0 ? 0 : (100 * covered) / (covered + missed);
}
