import { expect, test } from 'vitest';
import { compile } from '../compile.ts';

/** `x1 := [x0, x0]` and so on: the value of the last has 2^steps parts, which share all they can. */
function doubling(steps: number, last: string): string {
  const lines = Array.from({ length: steps }, (_, step) => `x${step + 1} := [x${step}, x${step}]`);
  return ['package p', 'x0 := [1]', ...lines, `y := ${last}`].join('\n');
}

test.each([24, 60, 2000])('a type of 2^%i parts is told of by a few thousand', (steps) => {
  const text = doubling(steps, `json.match_schema(x${steps}, {})`);
  const { diagnostics } = compile({ modules: [{ name: 'a.rego', text }] });
  expect(JSON.stringify(diagnostics).length).toBeLessThan(200_000);
});

test('a type of a few parts is told', () => {
  const text = doubling(2, 'json.match_schema(x2, {})');
  const [problem] = compile({ modules: [{ name: 'a.rego', text }] }).diagnostics;
  expect(problem?.remedy ?? problem?.message).toContain('array<array<array<number>, array<number>>');
});
