import type { Resource } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';

/** A constraint that has been read against its template. */
export interface Constraint {
  readonly resource: Resource;
  readonly kind: string;
  readonly name: string;
  /** Undefined: it is for every object. */
  readonly match: JsonObject | undefined;
  /** `{}` where none are given; defaults filled in. */
  readonly parameters: JsonValue;
  /** `deny`, `warn`, `dryrun`, `scoped`, or what else it says. */
  readonly enforcementAction: string;
  readonly scopedActions: readonly ScopedAction[];
}

export interface ScopedAction {
  readonly action: string;
  readonly enforcementPoints: readonly string[];
}

/** Where constraints are enforced: admission, audit, the command line, ValidatingAdmissionPolicy. */
export const enforcementPoints = {
  webhook: 'validation.gatekeeper.sh',
  audit: 'audit.gatekeeper.sh',
  gator: 'gator.gatekeeper.sh',
  vap: 'vap.k8s.io',
} as const;

/** What a scoped constraint does at a point; undefined: it is not enforced there. */
export function actionsAt(constraint: Constraint, point: string): readonly string[] | undefined {
  if (constraint.enforcementAction !== 'scoped') return [];
  const actions = constraint.scopedActions
    .filter(({ enforcementPoints: points }) => points.includes(point) || points.includes('*'))
    .map(({ action }) => action);
  return actions.length === 0 ? undefined : [...new Set(actions)];
}
