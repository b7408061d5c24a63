import type { ResourceRef } from './resource.ts';

export type SkipReason =
  | 'forbidden'
  | 'unparsed'
  | 'ambiguous'
  | 'unsupported'
  | 'empty'
  | 'unreachable'
  | 'limit'
  | 'stale'
  | 'missing-tool'
  | 'error';

/** Something in scope that could not be judged, and why. */
export interface Skipped {
  readonly what: string;
  readonly reason: SkipReason;
  readonly detail: string;
  readonly count: number;
  /** At most 100 of those concerned. */
  readonly objects?: readonly ResourceRef[];
  readonly checks?: readonly string[];
}

export interface Coverage {
  /** False exactly when `skipped` is not empty. */
  readonly complete: boolean;
  readonly evaluated: {
    readonly objects: number;
    readonly checks: readonly { readonly id: string; readonly version: number }[];
    /** Kinds that no check knows; not a gap. */
    readonly withoutChecks: readonly { readonly what: string; readonly count: number }[];
  };
  readonly skipped: readonly Skipped[];
}
