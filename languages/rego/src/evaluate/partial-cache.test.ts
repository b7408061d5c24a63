import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { Machine } from './machine.ts';
import { PartialCache } from './partial-cache.ts';

const document = { a: { b: 1, c: { d: 2 } }, '["a","b"]': 3 };

/** A cache together with the number of evaluations so far. */
function counted(): {
  readonly part: (...keys: RegoValue[]) => unknown;
  readonly whole: () => unknown;
  evaluations: number;
} {
  const cache = new PartialCache();
  const evaluate = (): RegoValue => {
    counts.evaluations++;
    return document;
  };
  const counts = {
    evaluations: 0,
    part: (...keys: RegoValue[]) => cache.part(keys, evaluate),
    whole: () => cache.whole(evaluate),
  };
  return counts;
}

test('each part is evaluated once, one that is not there too', () => {
  const cache = counted();
  for (let round = 0; round < 3; round++) {
    expect(cache.part('a')).toEqual(document.a);
    expect(cache.part('a', 'b')).toBe(1);
    expect(cache.part('a', 'c', 'd')).toBe(2);
    expect(cache.part('x')).toBeUndefined();
    expect(cache.part('["a","b"]')).toBe(3);
  }
  expect(cache.evaluations).toBe(5);
});

test('the whole is evaluated once and knows all parts', () => {
  const cache = counted();
  expect(cache.part('a', 'b')).toBe(1);
  expect([cache.whole(), cache.whole()]).toEqual([document, document]);
  expect([cache.part('a', 'b'), cache.part('a', 'c', 'd'), cache.part('x', 'y')]).toEqual([1, 2, undefined]);
  expect(cache.evaluations).toBe(2);
});

test('a machine has one cache for each document', () => {
  const machine = new Machine({ input: undefined, data: {}, host: {}, limits: {}, strict: false });
  expect(PartialCache.of(machine, 1)).toBe(PartialCache.of(machine, 1));
  expect(PartialCache.of(machine, 1)).not.toBe(PartialCache.of(machine, 2));
});
