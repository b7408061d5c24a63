import type { EvaluationFailure, EvaluationLimits, Host } from '@bulwark/rego';

/** What a door lends to policies: this package has no clock, no randomness and no memory to look at. */
export interface PolicyRuntime {
  /** Begins the time and memory that one evaluation may take; of Gatekeeper all that there is to judge about one object. */
  readonly begin: () => EvaluationBudget;
  /** What builtins may use; `print` takes what policies print. */
  readonly host: (print: (text: string) => void) => Host;
  /** Milliseconds since any moment, to tell how long a test took. */
  readonly milliseconds: () => number;
}

export interface EvaluationBudget {
  readonly limits: EvaluationLimits;
  /** The failure, with the limit that was reached by its name. */
  readonly named: (failure: EvaluationFailure) => EvaluationFailure;
}
