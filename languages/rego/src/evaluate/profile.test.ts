import { expect, test } from 'vitest';
import type { PlanPlace } from '../plan/plan.ts';
import type { EvaluationEvent } from './observe.ts';
import { Profile } from './profile.ts';

const place = (file: string, start: number): PlanPlace => ({
  file,
  row: start + 1,
  col: start + 2,
  text: '',
  span: { start, end: start + 1 },
});
const [a, b, c] = [place('a.rego', 1), place('a.rego', 5), place('b.rego', 1)];

/** A profile of events and the moments at which they happened. */
function profileOf(
  events: readonly (readonly [number, Exclude<EvaluationEvent['kind'], 'note'>, PlanPlace])[],
): Profile {
  let now = 0;
  const profile = new Profile(() => now);
  for (const [at, kind, where] of events) {
    now = at;
    profile.observe({ kind, place: where, depth: 0 });
  }
  return profile;
}

test('time goes to the expression before, the most expensive comes first', () => {
  const profile = profileOf([
    [10, 'eval', a],
    [13, 'enter', c],
    [14, 'eval', b],
    [20, 'fail', b],
    [24, 'redo', a],
    [25, 'eval', c],
    [27, 'eval', a],
  ]);
  const costs = [
    { total_time_ns: 10, num_eval: 1, num_redo: 0, location: { file: 'a.rego', row: 6, col: 7 } },
    { total_time_ns: 5, num_eval: 2, num_redo: 1, location: { file: 'a.rego', row: 2, col: 3 } },
    { total_time_ns: 2, num_eval: 1, num_redo: 0, location: { file: 'b.rego', row: 2, col: 3 } },
  ];
  expect(profile.report()).toEqual(costs);
  expect(profile.report(2)).toEqual(costs.slice(0, 2));
});

test('ten expressions are told of unless more are wanted', () => {
  const profile = profileOf(Array.from({ length: 12 }, (_, at) => [at, 'eval', place('a.rego', at)] as const));
  expect([profile.report().length, profile.report(20).length]).toEqual([10, 12]);
});
