import type { RegoValue } from '../values/value.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { Run } from './link.ts';
import { restore, stateOf } from './link-with.ts';
import type { Machine } from './machine.ts';

// OPA goes on with the first value of a rule before it looks for others that differ. So of two errors, that of what
// follows comes first. A patient evaluation finds it: it keeps what goes wrong behind a first value until then.

/** A step, and what was kept while it ran: that counts only once nothing else went wrong. */
export function patientStep(link: (next: Run) => Run, next: Run): Run {
  const run = link(next);
  return (machine, frame) => {
    const outer = machine.kept;
    machine.kept = undefined;
    const stop = run(machine, frame);
    machine.throwKept();
    machine.kept = outer;
    return stop;
  };
}

/** What a search has found so far. */
export interface Finding {
  value: RegoValue | undefined;
}

interface Search {
  readonly search: () => void;
  /** Says more of what went wrong. */
  readonly explain?: (error: EvaluationError) => unknown;
}

/** Searches on behind a first value; what goes wrong there is kept. */
export function searchPatiently(machine: Machine, finding: Finding, { search, explain }: Search): void {
  const before = stateOf(machine);
  const outer = machine.kept;
  machine.kept = undefined;
  try {
    search();
  } catch (error) {
    const isKept = error instanceof EvaluationError && error.code !== 'eval_cancel_error';
    if (!isKept || finding.value === undefined) throw error;
    restore(machine, before);
    machine.kept = error;
  }
  const explained = machine.kept === undefined ? undefined : explain?.(machine.kept);
  if (explained instanceof EvaluationError) machine.kept = explained;
  machine.kept ??= outer;
}
