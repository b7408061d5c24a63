import type { RegoLocation } from '../ast/rego-error.ts';
import type { DocumentPlan, PlanPlace } from '../plan/plan.ts';

export type EvaluationErrorCode =
  | 'eval_internal_error'
  | 'eval_cancel_error'
  | 'eval_conflict_error'
  | 'eval_type_error'
  | 'eval_builtin_error'
  | 'eval_with_merge_error';

/** An error that ends an evaluation, as OPA tells it. */
export class EvaluationError extends Error {
  readonly code: EvaluationErrorCode;
  readonly location: RegoLocation | undefined;

  constructor(code: EvaluationErrorCode, message: string, place?: PlanPlace) {
    super(message);
    this.name = 'EvaluationError';
    this.code = code;
    this.location = place === undefined ? undefined : { file: place.file, row: place.row, col: place.col };
  }
}

/** A document has several values where it may have one. */
export class DocumentConflict extends EvaluationError {
  readonly #place: PlanPlace;
  readonly document: DocumentPlan;

  constructor(message: string, place: PlanPlace, document: DocumentPlan) {
    super('eval_conflict_error', message, place);
    this.#place = place;
    this.document = document;
  }

  /** The same, told at length. */
  withMessage(message: string): EvaluationError {
    return conflictError(message, this.#place);
  }
}

export function conflictError(message: string, place: PlanPlace): EvaluationError {
  return new EvaluationError('eval_conflict_error', message, place);
}
