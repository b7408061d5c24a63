/** What an evaluation may use; each undefined one has no limit. */
export interface EvaluationLimits {
  /** Elements looked at, calls made, and units of work that builtins count. */
  readonly steps?: number | undefined;
  /** Members and characters of all values made. */
  readonly size?: number | undefined;
  /** Tells whether to stop; asked every thousand steps or so. */
  readonly isOver?: (() => boolean) | undefined;
}

/** How many steps go by between two looks at the clock. */
export const stepsBetweenChecks = 1024;
