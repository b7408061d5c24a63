import { expect, test } from 'vitest';
import type { PlanPlace } from '../plan/plan.ts';
import { Coverage } from './coverage.ts';
import type { EvaluationEvent } from './observe.ts';

const place = (file: string, row: number): PlanPlace => ({ file, row, col: 1, text: '', span: { start: 0, end: 0 } });
const rows = (...all: number[]): { start: { row: number }; end: { row: number } }[] =>
  all.flatMap((start, at) => (at % 2 === 0 ? [{ start: { row: start }, end: { row: all[at + 1] ?? start } }] : []));

function coverageOf(places: readonly PlanPlace[], events: readonly (readonly [EvaluationEvent['kind'], PlanPlace])[]) {
  const coverage = new Coverage();
  for (const [kind, at] of events) {
    coverage.observe(kind === 'note' ? { kind, message: '', depth: 0 } : { kind, place: at, depth: 0 });
  }
  return coverage.report(places);
}

test('lines of several files as stretches, in order; a line counts once', () => {
  const a = [9, 1, 2, 3, 5, 7, 8, 1, 2].map((row) => place('a.rego', row));
  const places = [...a, place('b.rego', 4), place('c.rego', 1)];
  const events = [1, 2, 2, 3, 8].map((row) => ['eval', place('a.rego', row)] as const);
  expect(coverageOf(places, [...events, ['exit', place('b.rego', 4)]])).toEqual({
    files: {
      'a.rego': {
        covered: rows(1, 3, 8, 8),
        not_covered: rows(5, 5, 7, 7, 9, 9),
        covered_lines: 4,
        not_covered_lines: 3,
        coverage: 57.14,
      },
      'b.rego': { covered: rows(4, 4), not_covered: [], covered_lines: 1, not_covered_lines: 0, coverage: 100 },
      'c.rego': { covered: [], not_covered: rows(1, 1), covered_lines: 0, not_covered_lines: 1, coverage: 0 },
    },
    covered_lines: 5,
    not_covered_lines: 4,
    coverage: 55.56,
  });
});

test('entering a rule, failing and trying again cover nothing', () => {
  const at = place('a.rego', 1);
  const report = coverageOf(
    [at],
    [
      ['enter', at],
      ['fail', at],
      ['redo', at],
      ['note', at],
    ],
  );
  expect(report).toMatchObject({ covered_lines: 0, not_covered_lines: 1, coverage: 0 });
});

test('a policy without rules has nothing to cover', () => {
  const nothing = { files: {}, covered_lines: 0, not_covered_lines: 0, coverage: 0 };
  expect(coverageOf([], [['eval', place('query', 1)]])).toEqual(nothing);
});
