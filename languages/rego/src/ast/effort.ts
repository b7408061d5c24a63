// Reading and compiling are synchronous: one clock is looked at at a time.
let left = Number.POSITIVE_INFINITY;
let isOver: () => boolean = never;

// How much work goes by between two looks at the clock.
const portion = 4096;

/** Counts work on syntax, types and plans: a node visited, a token read. Throws OutOfTime when the time is over. */
export function effort(work = 1): void {
  left -= work;
  if (left >= 0) return;
  left = portion;
  if (isOver()) throw new OutOfTime();
}

/** What `run` gives; within it work stops with OutOfTime soon after `over` says so. An undefined one changes nothing. */
export function withinTime<Result>(over: (() => boolean) | undefined, run: () => Result): Result {
  if (over === undefined) return run();
  const before = { left, isOver };
  left = portion;
  isOver = over;
  try {
    return run();
  } finally {
    left = before.left;
    isOver = before.isOver;
  }
}

/** The deadline came while a text was read or compiled. Caught at the doors of this package. */
export class OutOfTime extends Error {
  constructor() {
    super('caller cancelled query execution: no time left');
    this.name = 'OutOfTime';
  }
}

function never(): boolean {
  return false;
}
