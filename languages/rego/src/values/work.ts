// Evaluation is synchronous: one meter counts at a time.
let left = Number.POSITIVE_INFINITY;
let report: (work: number) => void = nothing;

// How much work goes by between two reports.
const portion = 1024;

/** Counts one more value looked at inside another. Values share parts, so that a small one may unfold to a huge tree. */
export function spend(work = 1): void {
  left -= work;
  if (left < 0) next();
}

function next(): void {
  const work = portion - left;
  left = portion;
  report(work);
}

export interface Meter {
  readonly left: number;
  readonly report: (work: number) => void;
}

/** Reports work on values from here on, until `stopMeter` is given the meter that this returns. */
export function startMeter(to: (work: number) => void): Meter {
  const before = { left, report };
  left = portion;
  report = to;
  return before;
}

/** Goes back to the meter before. */
export function stopMeter(before: Meter): void {
  left = before.left;
  report = before.report;
}

function nothing(): void {
  // Outside evaluations nobody counts.
}
