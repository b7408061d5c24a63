import { randomFrom } from '@bulwark/testkit';

/** Choices that follow from a seed, so that a case can be had again. */
export class Random {
  /** A whole number from 0 up to but without a limit. */
  readonly below: (limit: number) => number;

  constructor(seed: number) {
    // Neighbouring seeds must not give neighbouring cases.
    this.below = randomFrom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0);
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** So many results of `make`, from `least` to `most`. */
  several<T>(least: number, most: number, make: (at: number) => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, at) => make(at));
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((value) => ({ value, key: this.below(1 << 30) }))
      .sort((left, right) => left.key - right.key)
      .map(({ value }) => value);
  }
}
