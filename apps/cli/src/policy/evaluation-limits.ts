import { getHeapStatistics } from 'node:v8';
import type { EvaluationFailure, EvaluationLimits } from '@bulwark/rego';
import { UsageError } from '../usage-error.ts';

const gibibyte = 1024 ** 3;
const mostMemory = 4 * gibibyte;
const memory = Math.min(mostMemory, 0.85 * getHeapStatistics().heap_size_limit);
/** Looking at memory costs more than looking at the clock. */
const memoryEvery = 50;

/** The limits of one evaluation on the command line: no steps, a time, 4 GiB. */
export class Deadline {
  readonly limits: EvaluationLimits = { isOver: () => this.#isOver() };
  readonly #timeout: number;
  readonly #end: number;
  // Short of what the heap can hold, so that an evaluation is stopped before the process is.
  readonly #memory = memory;
  #nextLook = 0;
  #reason: string | undefined;

  /** @param timeout in milliseconds */
  constructor(timeout: number) {
    this.#timeout = timeout;
    this.#end = performance.now() + timeout;
  }

  #isOver(): boolean {
    const now = performance.now();
    if (now > this.#end) this.#reason = `more than ${this.#timeout / 1000} s (--timeout)`;
    else if (now > this.#nextLook) {
      this.#nextLook = now + memoryEvery;
      if (getHeapStatistics().used_heap_size > this.#memory)
        this.#reason = `more than ${(this.#memory / gibibyte).toFixed(1)} GiB of memory`;
    }
    return this.#reason !== undefined;
  }

  /** The failure with the limit that was reached by its name. */
  named(failure: EvaluationFailure): EvaluationFailure {
    if (this.#reason === undefined || failure.code !== 'eval_cancel_error') return failure;
    return { ...failure, message: `caller cancelled query execution: ${this.#reason}` };
  }
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a duration such as `500ms`, `1m30s`; a lone number counts seconds. */
export function durationOf(flag: string, text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text) && Number(text) > 0) return Number(text) * 1000;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  const length = parts.reduce((sum, [whole]) => sum + whole.length, 0);
  const time = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0);
  if (length === text.length && time > 0) return time;
  throw new UsageError(`--${flag}: expected a duration such as 10s or 500ms, found "${text}"`);
}
