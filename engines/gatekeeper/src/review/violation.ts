import type { JsonValue } from '@bulwark/text';
import type { Constraint } from '../constraint/constraint.ts';

/** An object breaks a constraint, or it could not be judged by it: `reason` says which. */
export interface Violation {
  readonly constraint: Constraint;
  readonly message: string;
  /** `details` of the rule; `{}` where it gives none. */
  readonly details: JsonValue;
  /** What to do about it: that of the constraint, unless an ExpansionTemplate says otherwise. */
  readonly enforcementAction: string;
  /** What a scoped constraint does at the point asked about. */
  readonly scopedActions: readonly string[];
  /**
   * `rule`: the template's rule. `unmatched`: nobody could tell whether the constraint is for the object.
   * `failed`: the evaluation came to no end. Gatekeeper rejects in all three cases.
   */
  readonly reason: 'rule' | 'unmatched' | 'failed';
  /** The ExpansionTemplate that generated the object, where one did. */
  readonly impliedBy?: string;
}
