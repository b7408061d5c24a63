import type { PlanPlace } from '../plan/plan.ts';
import type { Observer } from './observe.ts';

/** A stretch of lines, both ends included, 1-based. */
export interface LineRange {
  readonly start: { readonly row: number };
  readonly end: { readonly row: number };
}

export interface FileCoverage {
  readonly covered: readonly LineRange[];
  readonly not_covered: readonly LineRange[];
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

/** Collects which lines of a policy took part in evaluations. */
export class Coverage {
  readonly #covered = new Map<string, Set<number>>();

  readonly observe: Observer = (event) => {
    if (event.kind !== 'exit' && event.kind !== 'eval') return;
    const { file, row } = event.place;
    const rows = this.#covered.get(file) ?? new Set();
    rows.add(row);
    this.#covered.set(file, rows);
  };

  /** @param places the heads and expressions of the policy: `policy.places` */
  report(places: readonly PlanPlace[]): CoverageReport {
    const all = new Map<string, Set<number>>();
    for (const { file, row } of places) {
      const rows = all.get(file) ?? new Set();
      rows.add(row);
      all.set(file, rows);
    }
    const files = [...all].map(([file, rows]) => [file, this.#file(file, rows)] as const);
    const covered = sum(files.map(([, { covered_lines }]) => covered_lines));
    const missed = sum(files.map(([, { not_covered_lines }]) => not_covered_lines));
    const totals = { covered_lines: covered, not_covered_lines: missed, coverage: percent(covered, missed) };
    return { files: Object.fromEntries(files), ...totals };
  }

  #file(file: string, all: ReadonlySet<number>): FileCoverage {
    const known = this.#covered.get(file);
    const sorted = [...all].sort((left, right) => left - right);
    const covered = sorted.filter((row) => known?.has(row));
    const missed = sorted.filter((row) => !known?.has(row));
    return {
      covered: ranges(covered),
      not_covered: ranges(missed),
      covered_lines: covered.length,
      not_covered_lines: missed.length,
      coverage: percent(covered.length, missed.length),
    };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function percent(covered: number, missed: number): number {
  return covered + missed === 0 ? 0 : Math.round((10_000 * covered) / (covered + missed)) / 100;
}

/** Rows that follow each other as one stretch. */
function ranges(rows: readonly number[]): LineRange[] {
  const found: { start: { row: number }; end: { row: number } }[] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last?.end.row === row - 1) last.end.row = row;
    else found.push({ start: { row }, end: { row } });
  }
  return found;
}
