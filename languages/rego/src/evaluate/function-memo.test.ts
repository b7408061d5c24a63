import { describe, expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { FunctionMemo } from './function-memo.ts';

/** How often the function is evaluated in a sequence of calls; each answer must be the one of its arguments. */
function evaluationsOf(calls: readonly (readonly RegoValue[])[]): number {
  const memo = new FunctionMemo();
  let evaluations = 0;
  const evaluate = (args: readonly RegoValue[]): RegoValue | undefined => {
    evaluations++;
    return args[0] === 0 ? undefined : [...args];
  };
  for (const args of calls) expect(memo.result(args, evaluate)).toEqual(args[0] === 0 ? undefined : args);
  return evaluations;
}

const numbers = (count: number, from = 0): RegoValue[][] => Array.from({ length: count }, (_, at) => [at + from]);
const again = <T>(times: number, items: readonly T[]): T[] => Array.from({ length: times }, () => items).flat();

describe('a function is evaluated', () => {
  test.each<readonly [string, readonly (readonly RegoValue[])[], number]>([
    ['once for the same arguments in a row', again(5, [[1, 2]]), 1],
    ['once in a row also where it is undefined', again(5, [[0]]), 1],
    ['each time at first, where arguments alternate', again(4, [[1], [2]]), 8],
    ['once more for each of them from the ninth call on', again(100, [[1], [2]]), 10],
    ['once more also where it is undefined', again(100, [[0], [2]]), 10],
    [
      'for each list of arguments that differs somewhere',
      again(100, [
        [1, 1],
        [1, 2],
        [2, 1],
        [2, 2],
      ]),
      12,
    ],
    ['without arguments once', again(20, [[]]), 1],
    ['each time where nothing comes again', numbers(1000), 1000],
  ])('%s', (_name, calls, wanted) => {
    expect(evaluationsOf(calls)).toBe(wanted);
  });

  test('composites are the same only where they are the very same', () => {
    const list: RegoValue = [1];
    expect(evaluationsOf(again(100, [[list], [2]]))).toBe(10);
    expect(evaluationsOf(again(10, [[1]]).flatMap(() => [[[1]], [[2]]]))).toBe(20);
  });
});

describe('a function that is hardly ever asked the same again', () => {
  // Eight calls before anything is remembered, then the 256th new result brings the judgement.
  const judged = numbers(8 + 256);

  test('is left alone for 4,096 calls', () => {
    const inPause = again(2048, [[-1], [-2]]);
    expect(evaluationsOf([...judged, ...inPause])).toBe(264 + 4096);
    // The 256th new result itself is remembered no more; what comes after the pause is.
    expect(evaluationsOf([...judged, ...inPause, ...again(50, [[-1], [-2]])])).toBe(264 + 4096 + 2);
  });

  test('is remembered on where one call in sixteen was the same', () => {
    const hits = (count: number): RegoValue[][] => numbers(count, 8);
    const [first, rest] = [judged.slice(0, 8 + 200), judged.slice(8 + 200)];
    const after = again(10, [[8], [9]]);
    expect(evaluationsOf([...first, ...hits(16), ...rest, ...after])).toBe(264);
    expect(evaluationsOf([...first, ...hits(15), ...rest, ...after])).toBe(264 + 20);
  });

  test('is judged again after as many new results', () => {
    const first = judged.slice(0, 8 + 200);
    const kept = [...first, ...numbers(16, 8), ...judged.slice(8 + 200)];
    const next = [...kept, ...numbers(256, 1000)];
    expect(evaluationsOf([...next, ...again(10, [[8], [9]])])).toBe(264 + 256 + 20);
    const almost = [...kept, ...numbers(255, 1000)];
    expect(evaluationsOf([...almost, ...again(10, [[8], [9]])])).toBe(264 + 255);
  });
});
