import { describe, expect, test } from 'vitest';
import type { Builtin } from '../builtins/builtin.ts';
import { BuiltinError, RefusedError } from '../builtins/builtin.ts';
import type { CallStep, Value } from '../plan/plan.ts';
import type { RegoValue } from '../values/value.ts';
import type { Linker } from './link.ts';
import { linkCallCheck, linkRelation } from './link-call.ts';
import { linkValue } from './link-value.ts';
import { Machine, type MachineOptions } from './machine.ts';

const place = { file: 'p', row: 3, col: 4, text: 'f(x)', span: { start: 0, end: 4 } };

function linkerOf(builtins: readonly Builtin[]): Linker {
  const linker: Linker = {
    isObserved: false,
    value: (plan) => linkValue(plan, linker),
    block: (_block, next) => next,
    document: () => {
      throw new Error('no document');
    },
    builtin: (name) => builtins.find((one) => one.name === name),
    dataAt: () => undefined,
    keysAt: () => [],
  };
  return linker;
}

function callOf(
  name: string,
  output: CallStep['output'],
  args: readonly Value[] = [{ op: 'register', at: 0 }],
): CallStep {
  return { op: 'call', callee: { kind: 'builtin', name, relation: false, void: false }, args, output, place };
}

function machineOf(given: Partial<MachineOptions> = {}): Machine {
  return new Machine({ input: undefined, data: {}, host: {}, limits: {}, strict: false, ...given });
}

const broken = new Error('broken');
const builtins: readonly Builtin[] = [
  { name: 'same', evaluate: ([value]) => value },
  {
    name: 'fails',
    evaluate: () => {
      throw new BuiltinError('no luck');
    },
  },
  {
    name: 'refuses',
    evaluate: () => {
      throw new RefusedError('not for you');
    },
  },
  {
    name: 'breaks',
    evaluate: () => {
      throw broken;
    },
  },
  { name: 'each', relation: true, evaluate: ([value]) => (Array.isArray(value) ? value : []) },
  {
    name: 'each.fails',
    relation: true,
    evaluate: () => {
      throw new BuiltinError('no luck');
    },
  },
];
const linker = linkerOf(builtins);

/** How a call ends whose first register holds a value; its result goes into the second. */
function ended(step: CallStep, value: RegoValue | undefined, given?: Partial<MachineOptions>): unknown {
  const frame = [value, undefined];
  try {
    const holds = linkCallCheck(step, linker)?.(machineOf(given), frame);
    return [holds, frame[1]];
  } catch (error) {
    return error instanceof Error ? [error.message, 'location' in error ? error.location : undefined] : error;
  }
}

const location = { file: 'p', row: 3, col: 4 };
const bind = { op: 'bind', at: 1 } as const;

describe('a call', () => {
  test.each<readonly [string, CallStep, RegoValue | undefined, Partial<MachineOptions>, unknown]>([
    ['as a statement holds', callOf('same', undefined), 0, {}, [true, undefined]],
    ['of the result false does not', callOf('same', undefined), false, {}, [false, undefined]],
    ['binds its result, also false', callOf('same', bind), false, {}, [true, false]],
    ['with an undefined argument does not hold', callOf('same', bind), undefined, {}, [false, undefined]],
    ['that fails does not', callOf('fails', bind), 1, {}, [false, undefined]],
    [
      'that fails is an error where errors are strict',
      callOf('fails', bind),
      1,
      { strict: true },
      ['fails: no luck', location],
    ],
    ['that is refused is an error always', callOf('refuses', bind), 1, {}, ['refuses: not for you', location]],
    ['that is our mistake is one always', callOf('breaks', bind), 1, {}, ['broken', undefined]],
    ['of what is not there is an error', callOf('other', bind), 1, {}, ['unsupported built-in: other', location]],
    ['of a relation is none', callOf('each', bind), 1, {}, [undefined, undefined]],
  ])('%s', (_name, step, value, given, wanted) => {
    expect(ended(step, value, given)).toEqual(wanted);
  });
});

describe('a relation', () => {
  /** The results that are tried, until one is `stop`, and the steps that took. */
  function tried(name: string, value: RegoValue | undefined, given: Partial<MachineOptions> = {}): unknown {
    const found: unknown[] = [];
    const run = linkRelation(callOf(name, bind), linker, (_machine, frame) => {
      found.push(frame[1]);
      return frame[1] === 'stop';
    });
    return [run(machineOf(given), [value, undefined]), ...found];
  }

  test('goes on for each result until one is enough', () => {
    expect(tried('each', [1, false, 2])).toEqual([false, 1, false, 2]);
    expect(tried('each', [1, 'stop', 2])).toEqual([true, 1, 'stop']);
    expect(tried('each', undefined)).toEqual([false]);
    expect(() => tried('each', [1, 2, 3], { limits: { steps: 2 } })).toThrow('more than 2 steps');
  });

  test('that fails has no results, or ends the evaluation', () => {
    expect(tried('each.fails', 1)).toEqual([false]);
    expect(() => tried('each.fails', 1, { strict: true })).toThrow('each.fails: no luck');
    expect([tried('same', [1]), tried('other', [1])]).toEqual([[false], [false]]);
  });
});

describe('a replaced call', () => {
  test('gives the value, or calls the replacement without replacements of its own', () => {
    const machine = machineOf();
    const step = callOf('same', bind);
    const check = linkCallCheck(step, linker);
    const call = (): unknown => {
      const frame = [7, undefined];
      return [check?.(machine, frame), frame[1]];
    };
    machine.mocks = new Map([['same', { value: 8 }]]);
    expect(call()).toEqual([true, 8]);
    const before = { mocks: new Map([['same', { callee: { ...step.callee } }]]), cache: [1] };
    Object.assign(machine, before);
    expect(call()).toEqual([true, 7]);
    expect([machine.mocks, machine.cache]).toEqual([before.mocks, before.cache]);
    const unknown = { kind: 'builtin', name: 'other', relation: false, void: false } as const;
    machine.mocks = new Map([['same', { callee: unknown }]]);
    expect(call).toThrow('unsupported built-in: other');
    machine.mocks = new Map([['same', { callee: { ...unknown, name: 'each' } }]]);
    expect(call).toThrow('unsupported built-in: each');
  });
});
