import { describe, expect, test } from 'vitest';
import { stepsBetweenChecks } from './limits.ts';
import { Machine, type MachineOptions } from './machine.ts';

function machineWith(given: Partial<MachineOptions>): Machine {
  return new Machine({ input: undefined, data: {}, host: {}, limits: {}, strict: false, ...given });
}

/** How many times something can be done before it throws, and what it throws then. */
function until(times: number, act: () => void): string {
  for (let done = 0; done < times; done++) {
    try {
      act();
    } catch (error) {
      return `${done}: ${String(error)}`;
    }
  }
  return 'never';
}

const cancelled = 'EvaluationError: caller cancelled query execution: ';

describe('limits', () => {
  test.each([0, 3, stepsBetweenChecks - 1, stepsBetweenChecks, 2 * stepsBetweenChecks, 5000])(
    '%i steps are allowed, one more is not',
    (steps) => {
      const wanted = `${steps}: ${cancelled}more than ${steps} steps`;
      const [stepping, counting] = [machineWith({ limits: { steps } }), machineWith({ limits: { steps } })];
      expect(until(10_000, () => stepping.step())).toBe(wanted);
      expect(until(10_000, () => counting.count(1))).toBe(wanted);
    },
  );

  test('a size is allowed, one more is not', () => {
    const machine = machineWith({ limits: { size: 30 } });
    expect(until(100, () => machine.count(0, 3))).toBe(`10: ${cancelled}values of more than 30 members and characters`);
  });

  test('the clock is asked every so many steps, however they are counted', () => {
    const portions = [
      { act: (machine: Machine) => machine.step(), times: stepsBetweenChecks },
      { act: (machine: Machine) => machine.count(4), times: stepsBetweenChecks / 4 },
    ];
    for (const { act, times } of portions) {
      let asked = 0;
      const isOver = (): boolean => ++asked > 3;
      const machine = machineWith({ limits: { isOver } });
      expect(until(10 * times, () => act(machine))).toBe(`${4 * times - 1}: ${cancelled}no time left`);
    }
  });

  test('without limits there are none', () => {
    const machine = machineWith({});
    expect(until(5000, () => machine.count(1_000_000, 1_000_000))).toBe('never');
  });
});

test('what is replaced covers all below it and nothing beside it', () => {
  const machine = machineWith({});
  expect(machine.isReplaced(['a'])).toBe(false);
  machine.replaced = [['x'], ['a', 1, 'b']];
  const paths = [
    [],
    ['a'],
    ['a', 1],
    ['a', 1, 'b'],
    ['a', 1, 'b', 'c'],
    ['a', 2, 'b'],
    ['b', 1, 'b'],
    ['x'],
    ['x', 'y'],
  ];
  expect(paths.filter((path) => machine.isReplaced(path))).toEqual([
    ['a', 1, 'b'],
    ['a', 1, 'b', 'c'],
    ['x'],
    ['x', 'y'],
  ]);
});

test('notes go to the observer, with the depth they were made at', () => {
  const events: unknown[] = [];
  const machine = machineWith({ observer: (event) => events.push(event) });
  machine.note?.('a');
  machine.depth = 2;
  machine.note?.('b');
  expect(events).toEqual([
    { kind: 'note', message: 'a', depth: 0 },
    { kind: 'note', message: 'b', depth: 2 },
  ]);
  expect(machineWith({}).note).toBeUndefined();
});
