import { compilePattern } from '../compile-pattern.ts';
import type { Violation } from '../review/violation.ts';
import type { Assertion } from './suite.ts';

/** Why violations are not what an assertion says; undefined where they are. */
export function assertionProblem({ violations, message }: Assertion, found: readonly Violation[]): string | undefined {
  const pattern = message === undefined ? undefined : compilePattern(message);
  if (pattern !== undefined && 'problem' in pattern) return `message contains invalid regular expression: ${message}`;
  const count = found.filter((one) => pattern?.test(one.message) ?? true).length;
  const isMet = violations === 'yes' ? count > 0 : violations === 'no' ? count === 0 : count === violations;
  if (isMet) return undefined;
  const wanted = violations === 'yes' ? 'at least 1' : violations === 'no' ? 'none' : `exactly ${violations}`;
  const containing = message === undefined ? '' : ` containing ${JSON.stringify(message)}`;
  const messages = found.map((one) => JSON.stringify(one.message)).join(', ') || 'none';
  return `got ${count} violations${containing} but want ${wanted}: got messages ${messages}`;
}
