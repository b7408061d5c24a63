import { describe, expect, test } from 'vitest';
import type { FilterTest } from '../plan/plan.ts';
import { addMember } from '../values/set.ts';
import { RegoSet, type RegoValue } from '../values/value.ts';
import { filterOf } from './link-filter.ts';
import { Machine } from './machine.ts';

function setOf(...members: readonly RegoValue[]): RegoSet {
  const set = new RegoSet();
  for (const member of members) addMember(set, member);
  return set;
}

const values: readonly RegoValue[] = [
  'ab',
  'ba',
  'a.b',
  '',
  1,
  ['ba', 'ab'],
  ['ba'],
  ['ba', ['ab']],
  setOf('ba', 'ab'),
  setOf('ba'),
  { ab: 'ba' },
  { ba: 'ab' },
  {},
  null,
];

function machineOf(steps: number): Machine {
  return new Machine({ input: undefined, data: {}, host: {}, limits: { steps }, strict: false });
}

describe('a filter lets pass', () => {
  test.each<readonly [string, FilterTest, readonly number[]]>([
    ['texts that begin so, and what holds one', { kind: 'prefix', bases: ['x', 'ab'] }, [0, 5, 8, 11]],
    ['texts that end so, and what holds one', { kind: 'suffix', bases: ['x', 'ab'] }, [0, 5, 8, 11]],
    ['nothing without a base', { kind: 'prefix', bases: [] }, []],
    ['what holds the member, no text', { kind: 'member', value: 'ab' }, [5, 8, 11]],
    ['what holds the composite', { kind: 'member', value: ['ab'] }, [7]],
    ['texts of these pieces, alone', { kind: 'glob', parts: ['a', '*'], ends: '.' }, [2]],
    ['texts of one piece', { kind: 'glob', parts: ['*'], ends: '.' }, [0, 1, 3, 6]],
  ])('%s', (_name, filter, wanted) => {
    const holds = filterOf(filter);
    const passed = values.flatMap((value, at) => (holds(value, machineOf(1000)) ? [at] : []));
    expect(passed).toEqual(wanted);
  });

  test('elements only until one passes, and counts them', () => {
    const holds = filterOf({ kind: 'member', value: 3 });
    for (const collection of [[1, 2, 3, 4], setOf(1, 2, 3, 4), { a: 1, b: 2, c: 3, d: 4 }]) {
      expect(holds(collection, machineOf(3))).toBe(true);
      expect(() => holds(collection, machineOf(2))).toThrow('more than 2 steps');
    }
  });
});
