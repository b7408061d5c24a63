import type { Term } from '../ast/ast.ts';
import { compareTerms } from '../ast/print-term.ts';

/** Members of a set, or entries of an object, in the order in which OPA goes through them: that of its terms. */
export function inOrder<Part>(parts: readonly Part[], termOf: (part: Part) => Term): readonly Part[] {
  const order = (left: Part, right: Part): number => compareTerms(termOf(left), termOf(right));
  return parts.every((part, at) => at === 0 || order(parts[at - 1] ?? part, part) <= 0)
    ? parts
    : [...parts].sort(order);
}
