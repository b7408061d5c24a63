import { expect, test } from 'vitest';
import type { PlanPlace } from '../plan/plan.ts';
import { Coverage } from './coverage.ts';
import type { EvaluationEvent } from './observe.ts';

/** A stretch of text that begins in column 1 of a row. */
function place(file: string, row: number, text = 'x'): PlanPlace {
  const start = row * 100;
  return { file, row, col: 1, text, span: { start, end: start + text.length } };
}

function ranges(...all: readonly (readonly [row: number, endRow: number, endCol: number])[]) {
  return all.map(([row, endRow, endCol]) => ({ start: { row, col: 1 }, end: { row: endRow, col: endCol } }));
}

function coverageOf(places: readonly PlanPlace[], events: readonly (readonly [EvaluationEvent['kind'], PlanPlace])[]) {
  const coverage = new Coverage();
  for (const [kind, at] of events) {
    coverage.observe(kind === 'note' ? { kind, message: '', depth: 0 } : { kind, place: at, depth: 0 });
  }
  return coverage.report(places);
}

test('heads and expressions of several files, in order and each once; lines of what goes over several count', () => {
  const a = [place('a.rego', 5), place('a.rego', 1, 'ü {\n  b\n}'), place('a.rego', 1, 'ü {\n  b\n}')];
  const events = [
    ['eval', a[1]],
    ['eval', a[1]],
    ['exit', place('b.rego', 4)],
  ] as const;
  const known = events.flatMap(([kind, at]) => (at === undefined ? [] : [[kind, at] as const]));
  expect(coverageOf([...a, place('b.rego', 4), place('c.rego', 1)], known)).toEqual({
    files: {
      'a.rego': {
        covered: ranges([1, 3, 2]),
        not_covered: ranges([5, 5, 2]),
        covered_lines: 3,
        not_covered_lines: 1,
        coverage: 75,
      },
      'b.rego': { covered: ranges([4, 4, 2]), not_covered: [], covered_lines: 1, not_covered_lines: 0, coverage: 100 },
      'c.rego': { covered: [], not_covered: ranges([1, 1, 2]), covered_lines: 0, not_covered_lines: 1, coverage: 0 },
    },
    covered_lines: 4,
    not_covered_lines: 2,
    coverage: 400 / 6,
  });
});

test('what stands in something covered is covered', () => {
  const report = coverageOf(
    [place('a.rego', 1, 'f(x)'), place('a.rego', 1, 'f')],
    [['eval', place('a.rego', 1, 'f(x)')]],
  );
  expect(report).toMatchObject({ covered_lines: 1, not_covered_lines: 0 });
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
