import type { Gatekeeper, ReviewOptions } from '../gatekeeper.ts';
import { reviewOfObject } from '../review/review.ts';
import type { Violation } from '../review/violation.ts';
import type { Generated } from './expander.ts';

/** What a generated object breaks; messages say which ExpansionTemplate implies it, as Gatekeeper's do. */
export function reviewGenerated(
  gatekeeper: Gatekeeper,
  { object, template, namespace }: Generated,
  options: ReviewOptions = {},
): readonly Violation[] {
  return gatekeeper.review(reviewOfObject(object, { namespace, source: 'Generated' }), options).map((violation) => ({
    ...violation,
    message: `[Implied by ${template.name}] ${violation.message}`,
    enforcementAction: template.enforcementAction || violation.enforcementAction,
    impliedBy: template.name,
  }));
}
