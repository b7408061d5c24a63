import type { Rule } from '../ast/ast.ts';
import { keywordsFor } from './keywords.ts';

/** What v1 asks of a rule, its `else` branches included, and it has not; `start` is where. */
export function complaintsOfV1(rule: Rule): { readonly start: number; readonly message: string }[] {
  const { head, span } = rule;
  const what = head.args.length > 0 ? 'function' : 'rule';
  const messages = [];
  if (head.ref.path.length === 0 && head.ref.head.type === 'var' && keywordsFor('v1').includes(head.ref.head.name)) {
    messages.push(`${head.ref.head.name} keyword cannot be used for rule name`);
  }
  if (!rule.default) {
    if (rule.bodyGenerated && head.valueGenerated) {
      messages.push(`${what} must have value assignment and/or body declaration`);
    }
    if (!rule.bodyGenerated && !head.hasIf) messages.push(`\`if\` keyword is required before ${what} body`);
    if (head.key !== undefined && !head.hasContains) {
      messages.push('`contains` keyword is required for partial set rules');
    }
  }
  const own = messages.map((message) => ({ start: span.start, message }));
  return rule.else === undefined ? own : [...own, ...complaintsOfV1(rule.else)];
}
