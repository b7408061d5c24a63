import type { Clock } from '../src/clock.ts';

export interface FakeClock extends Clock {
  /** The milliseconds of every sleep so far. */
  readonly sleeps: number[];
}

/** A clock that moves only when somebody sleeps; chance always gives the middle. */
export function fakeClock(): FakeClock {
  let now = Date.parse('2027-01-31T00:00:00Z');
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      sleeps.push(Math.round(milliseconds));
      now += milliseconds;
    },
  };
}
