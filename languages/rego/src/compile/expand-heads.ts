import type { Expr, Term } from '../ast/ast.ts';
import { appendToBody, isScalar, unification, varTerm } from './build-terms.ts';
import type { CompiledHead, CompiledRule } from './compiled-module.ts';
import type { CallExpander } from './expand-calls.ts';
import type { ComprehensionExpander } from './hoist-terms.ts';
import type { LocalNames } from './local-scopes.ts';
import { mapList } from './walk.ts';

/** Parts of a head's reference that are neither scalars nor variables become variables set in the body. */
export function expandHeadPath(rule: CompiledRule, names: LocalNames): CompiledRule {
  const support: Expr[] = [];
  const path = mapList(rule.head.path, (part) => {
    if (part.type === 'var' || isScalar(part)) return part;
    const local = varTerm(names.next(), part.span);
    support.push(unification(local, part, part.span));
    return local;
  });
  if (support.length === 0) return rule;
  return { ...rule, head: { ...rule.head, path }, body: appendToBody(rule.body, support) };
}

/** Calls in a head move into the body, before the body's own calls are expanded. */
export function expandHeadCalls(rule: CompiledRule, calls: CallExpander): CompiledRule {
  const support: Expr[] = [];
  const head = mapHead(rule.head, (term) => calls.term(term, support));
  return { ...rule, head, body: calls.body(appendToBody(rule.body, support)) };
}

/** References and comprehensions in a head move into the body. */
export function expandHeadRefs(rule: CompiledRule, comprehensions: ComprehensionExpander): CompiledRule {
  let body = rule.body;
  const head = mapHead(rule.head, (term) => {
    const support: Expr[] = [];
    const moved = comprehensions.moved(comprehensions.term(term), support);
    body = appendToBody(body, support);
    return moved;
  });
  return { ...rule, head, body: comprehensions.body(body) };
}

/** A head with key, value and arguments replaced; its reference stays. */
export function mapHead(head: CompiledHead, by: (term: Term) => Term): CompiledHead {
  return {
    ...head,
    args: mapList(head.args, by),
    key: head.key === undefined ? undefined : by(head.key),
    value: head.value === undefined ? undefined : by(head.value),
  };
}
