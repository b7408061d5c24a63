import type { Expr, RefTerm, Term } from '../ast/ast.ts';
import {
  headName,
  isConstant,
  isRootName,
  isScalar,
  isUnification,
  operatorName,
  unification,
  varTerm,
} from '../compile/build-terms.ts';
import { varsIn, varsInAll } from '../compile/collect-vars.ts';
import type { CompiledRule } from '../compile/compiled-module.ts';
import { constantValue } from '../compile/constant-value.ts';
import { childOf, type RuleNode } from '../compile/rule-tree.ts';
import { type Filter, FilterFinder } from './find-filters.ts';

/**
 * The body of a rule with what OPA's rule index asks for in front, otherwise in the same order: input and base data that it
 * reads must be there, and comparisons with them must hold. OPA never enters a rule that its index leaves out, so that no
 * builtin of it can fail.
 */
export function conditionsFirst({ head, body }: CompiledRule, tree: RuleNode): readonly (Expr | Filter)[] {
  const given = varsInAll(head.args);
  const first: (Expr | Filter)[] = [];
  const rest: Expr[] = [];
  const known = new Set(given);
  const later = new Set<string>();
  const finder = new FilterFinder(head.args, (term) => isBaseRef(term, tree));
  for (const expr of body) {
    const filter = finder.find(expr);
    if (filter !== undefined) first.push(filter);
    if (isCondition(expr, tree, known) && ![...varsIn(expr, bodyVars)].some((name) => later.has(name))) {
      first.push(expr);
      varsIn(expr, bodyVars, known);
    } else {
      const read = baseRefIn(expr, tree);
      // Bound before: that the place is there can be asked alone.
      if (read !== undefined)
        first.push(unification(varTerm(`__localbase${first.length}__`, read.span), read, read.span));
      rest.push(expr);
      varsIn(expr, bodyVars, later);
      for (const name of [...given, 'input', 'data']) later.delete(name);
    }
  }
  return first.length === 0 ? body : [...first, ...rest];
}

const bodyVars = { skipCallHead: true };

const comparisons: ReadonlySet<string> = new Set(['equal', 'internal.member_2']);

/** The place that a statement compares with what earlier ones bind. */
function baseRefIn(expr: Expr, tree: RuleNode): RefTerm | undefined {
  if (!isPlain(expr) || !isUnification(expr)) return undefined;
  const [left, right] = expr.args;
  if (isBaseRef(left, tree)) return isPattern(right) ? left : undefined;
  return isBaseRef(right, tree) && isPattern(left) ? right : undefined;
}

function isCondition(expr: Expr, tree: RuleNode, known: ReadonlySet<string>): boolean {
  if (!isPlain(expr)) return false;
  if (expr.type === 'termExpr') return isBaseRef(expr.term, tree);
  if (expr.type !== 'callExpr') return false;
  const isOpen = (term: Term): boolean => isBaseRef(term, tree) || (term.type === 'var' && known.has(term.name));
  const isSettled = (term: Term): boolean => isIndexed(term) || isOpen(term);
  if (!expr.args.some(isOpen)) return false;
  if (isUnification(expr)) {
    const [left, right] = expr.args;
    if (isBaseRef(left, tree)) return isPattern(right) || isSettled(right);
    if (isBaseRef(right, tree)) return isPattern(left) || isSettled(left);
    return isSettled(left) && isSettled(right);
  }
  const isFit = (term: Term): boolean => isSettled(term) || isConstant(term);
  return comparisons.has(operatorName(expr.operator)) && expr.args.length < 4 && expr.args.every(isFit);
}

/** Constants that OPA's index holds: scalars and arrays, objects and sets not. */
function isIndexed(term: Term): boolean {
  return isScalar(term) || (term.type === 'array' && term.items.every(isIndexed));
}

// OPA's index knows patterns of arrays, none of objects.
function isPattern(term: Term): boolean {
  if (term.type === 'array') return term.items.every(isPattern);
  return term.type === 'var' || isIndexed(term);
}

function isPlain(expr: Expr): boolean {
  return expr.with.length === 0 && !('negated' in expr && expr.negated);
}

/** `input.a["b"]`, or a place in data where no rule is. */
function isBaseRef(term: Term, tree: RuleNode): term is RefTerm {
  if (term.type !== 'ref' || term.path.length === 0 || !isRootName(headName(term))) return false;
  if (!term.path.every((part) => constantValue(part) !== undefined)) return false;
  return headName(term) === 'input' || !isVirtual(term, tree);
}

function isVirtual(ref: RefTerm, tree: RuleNode): boolean {
  let node = tree;
  for (const part of ref.path) {
    const key = constantValue(part);
    const child = key === undefined ? undefined : childOf(node, key);
    if (child === undefined) return false;
    if (child.rules.length > 0) return true;
    node = child;
  }
  return true;
}
