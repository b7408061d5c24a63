import { ExactDecimal } from '@bulwark/text';
import { expect, test } from 'vitest';
import type { IndexSource, RuleIndex } from '../plan/index-rules.ts';
import { type HashKey, RegoSet, type RegoValue } from '../values/value.ts';
import { Machine } from './machine.ts';
import { linkCandidates } from './rule-candidates.ts';

const branch = (
  source: IndexSource,
  byValue: readonly (readonly [HashKey, RuleIndex])[],
  otherwise: RuleIndex,
): RuleIndex => ({
  source,
  byValue: new Map(byValue),
  otherwise,
});
const at = (...path: string[]): IndexSource => ({ kind: 'input', path });

function candidatesFor(
  index: RuleIndex | undefined,
  input: RegoValue | undefined,
  args: readonly RegoValue[] = [],
): readonly number[] {
  const machine = new Machine({ input, data: {}, host: {}, limits: {}, strict: false });
  return linkCandidates(index, 3)(machine, args);
}

test('without an index all rules can hold', () => {
  expect(candidatesFor(undefined, undefined)).toEqual([0, 1, 2]);
});

const byInput = branch(
  at('a', 'b'),
  [
    ['x', [1, 4]],
    [7, [2]],
    [null, [5]],
    [true, [6]],
  ],
  [0, 3],
);

test.each<readonly [RegoValue | undefined, readonly number[]]>([
  [{ a: { b: 'x' } }, [0, 1, 3, 4]],
  [{ a: { b: 7 } }, [0, 2, 3]],
  [{ a: { b: new ExactDecimal('7.0') } }, [0, 2, 3]],
  [{ a: { b: null } }, [0, 3, 5]],
  [{ a: { b: true } }, [0, 3, 6]],
  [{ a: { b: 'y' } }, [0, 3]],
  [{ a: { b: ['x'] } }, [0, 3]],
  [{ a: { b: new RegoSet() } }, [0, 3]],
  [{ a: 'x' }, [0, 3]],
  [{ b: 'x' }, [0, 3]],
  [undefined, [0, 3]],
])('by input %j the rules %j', (input, wanted) => {
  expect(candidatesFor(byInput, input)).toEqual(wanted);
});

test('by arguments, one lookup after the other', () => {
  const second = branch({ kind: 'argument', at: 1 }, [[1, [2]]], [0]);
  const index = branch({ kind: 'argument', at: 0 }, [['x', second]], []);
  const asked = [['x', 1], ['x', 2], ['y', 1], []];
  expect(asked.map((args) => candidatesFor(index, undefined, args))).toEqual([[0, 2], [0], [], []]);
});
