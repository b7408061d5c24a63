import type { EvaluationFailure, EvaluationLimits, Host } from '@bulwark/rego';
import type { JsonObject, JsonValue } from '@bulwark/text';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What an evaluation of a template may use of its surroundings. */
export interface Surroundings {
  /** Clock, randomness and what else builtins may ask for. */
  readonly host?: Host;
  readonly limits?: EvaluationLimits;
}

/** The Rego of a template, compiled. */
export interface TemplateProgram {
  readonly evaluate: (question: Question, surroundings: Surroundings) => Answer;
}

export interface Question {
  readonly review: JsonObject;
  readonly parameters: JsonValue;
  /** `data.inventory`; undefined where nothing is known. */
  readonly inventory: JsonObject | undefined;
}

export interface Answer {
  readonly violations: readonly RegoViolation[];
  /** Why the evaluation came to no end; whoever asked must not take that for a pass. */
  readonly failures: readonly EvaluationFailure[];
}

/** An element of `violation` that has a `msg`. */
export interface RegoViolation {
  readonly msg: JsonValue;
  readonly details: JsonValue;
}
