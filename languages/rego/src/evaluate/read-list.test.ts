import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import type { Read } from './link.ts';
import { Machine } from './machine.ts';
import { listReader, readAll } from './read-list.ts';

const machine = new Machine({ input: undefined, data: {}, host: {}, limits: {}, strict: false });

/** What both readers give for registers that hold these values; what stands after one that is undefined is not read. */
function readings(values: readonly (RegoValue | undefined)[]): unknown[] {
  const read: string[] = [];
  const reads = values.map((value, at): Read => {
    return () => {
      read.push(String(at));
      return value;
    };
  });
  const both = [listReader(reads)(machine, []), readAll(reads, machine, [])];
  return [...both, read.join('')];
}

test.each<readonly [readonly (RegoValue | undefined)[], unknown]>([
  [[], [[], [], '']],
  [[false], [[false], [false], '00']],
  [[undefined], [undefined, undefined, '00']],
  [
    [false, null],
    [[false, null], [false, null], '0101'],
  ],
  [
    [undefined, 1],
    [undefined, undefined, '00'],
  ],
  [
    [1, undefined],
    [undefined, undefined, '0101'],
  ],
  [
    [1, 2, 3],
    [[1, 2, 3], [1, 2, 3], '012012'],
  ],
  [
    [1, undefined, 3],
    [undefined, undefined, '0101'],
  ],
  [
    [1, 2, 3, 4],
    [[1, 2, 3, 4], [1, 2, 3, 4], '01230123'],
  ],
])('%j', (values, wanted) => {
  expect(readings(values)).toEqual(wanted);
});
