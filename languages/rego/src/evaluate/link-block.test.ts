import { describe, expect, test } from 'vitest';
import type { Block, PlanPlace, Step, Value } from '../plan/plan.ts';
import type { RegoValue } from '../values/value.ts';
import { linkBlock } from './link-block.ts';
import { Machine } from './machine.ts';
import { PolicyLinker } from './policy-linker.ts';

const place: PlanPlace = { file: 'p', row: 1, col: 1, text: '', span: { start: 0, end: 0 } };
const root = { key: '', children: [], document: undefined, hidden: false };

const at = (register: number): Value => ({ op: 'register', at: register });
const constant = (value: RegoValue): Value => ({ op: 'constant', value });
const isAt = (register: number, value: RegoValue): Step => ({
  op: 'equal',
  left: at(register),
  right: constant(value),
  place,
});
const fail: Step = { op: 'fail', place };
const scan = (of: Value): Step => ({ op: 'scan', of, key: { op: 'bind', at: 1 }, element: 2, place });

/** Whether a block stops, and the registers of each solution; the one whose last register is `stop` stops it. */
function solutions(block: Block, ...frame: readonly (RegoValue | undefined)[]): unknown[] {
  const found: unknown[] = [];
  const plain = new PolicyLinker({ root, documents: [] }, new Map());
  const run = linkBlock(block, plain, (_machine, registers) => {
    found.push([...registers]);
    return registers.at(-1) === 'stop';
  });
  const machine = new Machine({ input: undefined, data: {}, host: {}, limits: {}, strict: false });
  return [run(machine, [...frame]), ...found];
}

describe('checks', () => {
  test.each([1, 2, 3, 4, 5, 6])('of %i all must hold', (count) => {
    const all = Array.from({ length: count }, (_, register) => isAt(register, register));
    const frame = all.map((_, register) => register);
    expect(solutions(all, ...frame)).toEqual([false, frame]);
    expect(solutions(all, ...frame.with(-1, 9))).toEqual([false]);
    for (const wrong of frame) expect(solutions(all, ...frame.with(wrong, 9))).toEqual([false]);
  });

  test.each<readonly [string, Step, readonly (RegoValue | undefined)[], boolean]>([
    ['fail', fail, [1], false],
    ['a test of true', { op: 'test', value: at(0), place }, [true], true],
    ['a test of null', { op: 'test', value: at(0), place }, [null], true],
    ['a test of false', { op: 'test', value: at(0), place }, [false], false],
    ['a test of nothing', { op: 'test', value: at(0), place }, [undefined], false],
    ['equals', { op: 'equal', left: at(0), right: at(1), place }, [[1], [1]], true],
    ['others', { op: 'equal', left: at(0), right: at(1), place }, [1, 2], false],
    ['nothing on both sides', { op: 'equal', left: at(0), right: at(1), place }, [undefined, undefined], false],
    ['not of what fails', { op: 'not', blocks: [[fail]], place }, [1], true],
    ['not of what holds', { op: 'not', blocks: [[isAt(0, 1)]], place }, [1], false],
    ['and of both', { op: 'and', blocks: [[isAt(0, 1)], [isAt(1, 2)]], place }, [1, 2], true],
    ['and of the first', { op: 'and', blocks: [[isAt(0, 1)], [isAt(1, 2)]], place }, [1, 3], false],
    ['and of the second', { op: 'and', blocks: [[isAt(0, 1)], [isAt(1, 2)]], place }, [3, 2], false],
    ['or of the first', { op: 'or', blocks: [[isAt(0, 1)], [isAt(1, 2)]], place }, [1, 3], true],
    ['or of the second', { op: 'or', blocks: [[isAt(0, 1)], [isAt(1, 2)]], place }, [3, 2], true],
    ['or of none', { op: 'or', blocks: [[isAt(0, 1)], [isAt(1, 2)]], place }, [3, 3], false],
  ])('%s', (_name, step, frame, holds) => {
    expect(solutions([step], ...frame)).toEqual(holds ? [false, frame] : [false]);
  });

  test('a match binds what is there', () => {
    const match: Step = { op: 'match', pattern: { op: 'bind', at: 1 }, value: at(0), place };
    expect(solutions([match], 7)).toEqual([false, [7, 7]]);
    expect(solutions([match], undefined)).toEqual([false]);
    const items: Step = { op: 'match', pattern: { op: 'items', items: [{ op: 'bind', at: 1 }] }, value: at(0), place };
    expect(solutions([items], [7])).toEqual([false, [[7], 7]]);
    expect(solutions([items], [7, 8])).toEqual([false]);
    expect(solutions([items], undefined)).toEqual([false]);
  });
});

describe('scans', () => {
  test('go on for each element, with its key, until one is enough', () => {
    expect(solutions([scan(at(0))], ['a', 'b'])).toEqual([false, [['a', 'b'], 0, 'a'], [['a', 'b'], 1, 'b']]);
    const object = { k: 'stop', l: 'b' };
    expect(solutions([scan(at(0))], object)).toEqual([true, [object, 'k', 'stop']]);
    expect(solutions([scan(at(0))], ['stop', 'b'])).toEqual([true, [['stop', 'b'], 0, 'stop']]);
    for (const none of [undefined, null, 'text', 7, [], {}]) expect(solutions([scan(at(0))], none)).toEqual([false]);
  });

  test('between checks, one in another', () => {
    const lists = [[1, 2], [3]];
    const inner: Step = { op: 'scan', of: at(2), key: { op: 'any' }, element: 3, place };
    const found = solutions(
      [isAt(4, 0), scan(at(0)), isAt(4, 0), inner, isAt(1, 0)],
      lists,
      undefined,
      undefined,
      undefined,
      0,
    );
    expect(found).toEqual([false, [lists, 0, [1, 2], 1, 0], [lists, 0, [1, 2], 2, 0]]);
    expect(solutions([isAt(4, 0), scan(at(0))], lists, undefined, undefined, undefined, 1)).toEqual([false]);
  });
});

describe('every', () => {
  const every = (block: Block): Step => ({
    op: 'every',
    domain: at(0),
    key: { op: 'bind', at: 1 },
    value: { op: 'bind', at: 2 },
    block,
    place,
  });
  test.each<readonly [RegoValue | undefined, boolean]>([
    [['a', 'a'], true],
    [['a', 'b'], false],
    [{ k: 'a' }, true],
    [{ k: 'a', l: 'b' }, false],
    [[], true],
    [{}, true],
    ['a', false],
    [null, false],
    [undefined, false],
  ])('%j', (domain, holds) => {
    expect(solutions([every([isAt(2, 'a')])], domain).length).toBe(holds ? 2 : 1);
  });
});
