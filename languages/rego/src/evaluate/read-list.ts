import type { RegoValue } from '../values/value.ts';
import type { Read } from './link.ts';
import type { Frame, Machine } from './machine.ts';

/** All values, or undefined where one is undefined. */
export function readAll(reads: readonly Read[], machine: Machine, frame: Frame): RegoValue[] | undefined {
  const values: RegoValue[] = [];
  for (const read of reads) {
    const value = read(machine, frame);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

export type ReadList = (machine: Machine, frame: Frame) => RegoValue[] | undefined;

/** `readAll`, without a loop for the lengths that are common. */
export function listReader(reads: readonly Read[]): ReadList {
  const [first, second, third] = reads;
  if (first === undefined) return () => [];
  if (second === undefined) {
    return (machine, frame) => {
      const value = first(machine, frame);
      return value === undefined ? undefined : [value];
    };
  }
  if (third === undefined) {
    return (machine, frame) => {
      const a = first(machine, frame);
      if (a === undefined) return undefined;
      const b = second(machine, frame);
      return b === undefined ? undefined : [a, b];
    };
  }
  return (machine, frame) => readAll(reads, machine, frame);
}
