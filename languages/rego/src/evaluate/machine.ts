import type { BuiltinContext } from '../builtins/builtin.ts';
import { compare } from '../values/compare.ts';
import type { RegoValue } from '../values/value.ts';
import type { Codegen } from './codegen-port.ts';
import { EvaluationError } from './evaluation-error.ts';
import { type Host, QueryContext } from './host.ts';
import { type EvaluationLimits, stepsBetweenChecks } from './limits.ts';
import type { CallTarget } from './link.ts';
import type { Observer } from './observe.ts';

/** The registers of one running rule or query. */
export type Frame = (RegoValue | undefined)[];

/** What documents remember within one query, by their number. */
export type DocumentCache = unknown[];

/** The state of one evaluation. `with` changes it for a while and puts it back. */
export class Machine {
  input: RegoValue | undefined;
  data: RegoValue;
  cache: DocumentCache = [];
  /** Where `with` replaced data: rules at and below these places do not count. */
  replaced: readonly (readonly RegoValue[])[] | undefined;
  /** What calls are replaced by, by the name they call. */
  mocks: ReadonlyMap<string, CallTarget> | undefined;
  readonly builtins: BuiltinContext;
  /** Undefined: rules stay closures. */
  readonly codegen: Codegen | undefined;
  /** Hears what happens, where the policy was linked to tell. */
  readonly observer: Observer | undefined;
  /** How many observed rules are being evaluated. */
  depth = 0;
  /** An error behind the first value of a rule, in a patient evaluation. */
  kept: EvaluationError | undefined;
  /** Whether an error passed a rule that may have had a value: a patient evaluation may find another one before it. */
  isOrderOpen = false;
  /** Errors of builtins end the evaluation. */
  readonly strict: boolean;
  readonly #limits: EvaluationLimits;
  #steps = 0;
  #size = 0;
  #nextCheck: number;
  readonly #mostSize: number;

  constructor(given: MachineOptions) {
    this.input = given.input;
    this.data = given.data;
    this.strict = given.strict;
    this.#limits = given.limits;
    this.observer = given.observer;
    this.codegen = given.host.codegen;
    this.#mostSize = given.limits.size ?? Number.POSITIVE_INFINITY;
    this.#nextCheck = Math.min(stepsBetweenChecks, (given.limits.steps ?? Number.POSITIVE_INFINITY) + 1);
    this.builtins = new QueryContext(given.host, this);
  }

  get note(): ((message: string) => void) | undefined {
    const { observer } = this;
    return observer === undefined ? undefined : (message) => observer({ kind: 'note', message, depth: this.depth });
  }

  /** One step of work. */
  step(): void {
    if (++this.#steps >= this.#nextCheck) this.#check();
  }

  count(steps: number, size = 0): void {
    this.#steps += steps;
    this.#size += size;
    if (this.#steps >= this.#nextCheck || this.#size > this.#mostSize) this.#check();
  }

  #check(): void {
    const { steps, size, isOver } = this.#limits;
    if (steps !== undefined && this.#steps > steps) this.#stop(`more than ${steps} steps`);
    if (this.#size > this.#mostSize) this.#stop(`values of more than ${size} members and characters`);
    if (isOver?.()) this.#stop('no time left');
    this.#nextCheck = Math.min(this.#steps + stepsBetweenChecks, (steps ?? Number.POSITIVE_INFINITY) + 1);
  }

  #stop(reason: string): never {
    throw new EvaluationError('eval_cancel_error', `caller cancelled query execution: ${reason}`);
  }

  /** Throws what a patient evaluation kept, if anything. */
  throwKept(): void {
    if (this.kept !== undefined) throw this.kept;
  }

  /** Whether `with` replaced what is at this place below `data`. */
  isReplaced(path: readonly RegoValue[]): boolean {
    return this.replaced?.some((target) => startsWith(path, target)) === true;
  }
}

export interface MachineOptions {
  readonly input: RegoValue | undefined;
  readonly data: RegoValue;
  readonly host: Host;
  readonly limits: EvaluationLimits;
  readonly strict: boolean;
  readonly observer?: Observer | undefined;
}

function startsWith(path: readonly RegoValue[], start: readonly RegoValue[]): boolean {
  if (start.length > path.length) return false;
  return start.every((key, at) => {
    const part = path[at];
    return part !== undefined && compare(key, part) === 0;
  });
}
