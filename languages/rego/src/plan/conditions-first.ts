import type { Body, CallExpr, Expr, RefTerm, Term } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
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
import { FilterFinder } from './find-filters.ts';
import type { Gate, Statement } from './statement.ts';

/**
 * The body of a rule with what OPA's rule index asks for in front, otherwise in the same order: input and base data that it
 * reads must be there, and comparisons with them must hold. OPA never enters a rule that its index leaves out, so that no
 * builtin of it can fail.
 */
export function conditionsFirst({ head, body }: CompiledRule, asking: Asking): readonly Statement[] {
  const { tree } = asking;
  const finder = new FilterFinder(head.args, (term) => isBaseRef(term, tree));
  const { first, rest } = split(body, { given: varsInAll(head.args), finder, ...asking });
  return first.length === 0 ? body : [...first, ...rest];
}

interface Asking {
  readonly tree: RuleNode;
  /** Whether the index asks for keys of base data: not where the first rule that holds is enough. */
  readonly asksForKeys: boolean;
}

interface Surroundings extends Asking {
  /** The variables that have values before the body. */
  readonly given: ReadonlySet<string>;
  readonly finder: FilterFinder;
}

function split(body: Body, around: Surroundings): { first: readonly Statement[]; rest: readonly Expr[] } {
  const { given, tree, finder } = around;
  const first: Statement[] = [];
  const rest: Expr[] = [];
  const known = new Set(given);
  const later = new Set<string>();
  for (const written of body) {
    const expr = finder.plugged(written);
    const filter = finder.find(expr) ?? gateOf(expr, { ...around, given: known });
    if (filter !== undefined) first.push(filter);
    first.push(...askedBesides(expr, { ...around, given: known, asksForKeys: around.asksForKeys && rest.length > 0 }));
    if (isCondition(expr, tree, known) && ![...varsIn(expr, bodyVars)].some((name) => later.has(name))) {
      first.push(expr);
      varsIn(expr, bodyVars, known);
    } else {
      const read = baseRefIn(expr, tree);
      // Bound before: that the place is there can be asked alone.
      if (read !== undefined)
        first.push(unification(varTerm(`__localbase${first.length}__`, read.span), read, read.span));
      rest.push(written);
      varsIn(written, bodyVars, later);
      for (const name of [...given, 'input', 'data']) later.delete(name);
    }
  }
  return { first, rest };
}

/** What the index asks for of both sides of `and`, or of one of both sides of `or`. */
function gateOf(expr: Expr, around: Surroundings): Gate | undefined {
  if ((expr.type !== 'and' && expr.type !== 'or') || expr.with.length > 0) return undefined;
  const blocks = [expr.left, expr.right].map(
    (body) => split(body, { ...around, finder: around.finder.inner(), asksForKeys: false }).first,
  );
  const asked = (expr.type === 'or' ? blocks.map(withoutOwnPlaces) : blocks).filter((block) => block.length > 0);
  if (asked.length === 0 || (expr.type === 'or' && asked.length < 2)) return undefined;
  return { type: 'gate', op: expr.type, blocks: asked, span: expr.span };
}

/** Of a place that one side alone reads, the index does not ask whether it is there. */
function withoutOwnPlaces(block: readonly Statement[], at: number, blocks: readonly (readonly Statement[])[]) {
  const others = blocks.filter((_, other) => other !== at);
  return block.filter((one) => {
    const place = placeRead(one, block);
    return place === undefined || others.every((other) => other.some((two) => printed(two).includes(place)));
  });
}

/** The place of a statement that asks for no value of it, nor do others of its block. */
function placeRead(one: Statement, block: readonly Statement[]): string | undefined {
  if (one.type !== 'callExpr' || !isUnification(one)) return undefined;
  const [variable, ref] = one.args[0].type === 'var' ? one.args : [one.args[1], one.args[0]];
  if (variable.type !== 'var' || ref.type !== 'ref') return undefined;
  const isUsed = block.some((other) => other !== one && printed(other).includes(variable.name));
  return isUsed ? undefined : printTerm(ref);
}

function printed(one: Statement): readonly string[] {
  if (one.type === 'filter') return [printTerm(one.term)];
  return one.type === 'callExpr' ? one.args.map(printTerm) : [];
}

/** What is asked of statements that stay where they are. Keys that come first anyway need not be asked for twice. */
function askedBesides(expr: Expr, { tree, given, asksForKeys, finder }: Surroundings): Statement[] {
  const key = asksForKeys ? finder.key(expr) : undefined;
  const values = memberValues(expr);
  const isAsked = values !== undefined && isCondition(values, tree, given);
  return [...(key === undefined ? [] : [key]), ...(isAsked ? [values] : [])];
}

/** `x in {f(y): 1}` asks for the values, whatever the keys will be. */
function memberValues(expr: Expr): CallExpr | undefined {
  if (expr.type !== 'callExpr' || operatorName(expr.operator) !== 'internal.member_2') return undefined;
  const [member, collection] = expr.args;
  if (member === undefined || collection?.type !== 'object' || isConstant(collection)) return undefined;
  const items = collection.entries.map(({ value }) => value);
  return { ...expr, args: [member, { type: 'array', items, span: collection.span }] };
}

const bodyVars = { skipCallHead: true };

/** The place that a statement compares with what earlier ones bind. */
function baseRefIn(expr: Expr, tree: RuleNode): RefTerm | undefined {
  if (!isPlain(expr)) return undefined;
  // Whether it holds is asked in its turn: false is there.
  if (expr.type === 'termExpr') return isBaseRef(expr.term, tree) ? expr.term : undefined;
  if (!isUnification(expr)) return undefined;
  const [left, right] = expr.args;
  if (isBaseRef(left, tree)) return isPattern(right) ? left : undefined;
  return isBaseRef(right, tree) && isPattern(left) ? right : undefined;
}

function isCondition(expr: Expr, tree: RuleNode, known: ReadonlySet<string>): boolean {
  if (!isPlain(expr)) return false;
  if (expr.type !== 'callExpr') return false;
  const isOpen = (term: Term): boolean => isBaseRef(term, tree) || (term.type === 'var' && known.has(term.name));
  if (!expr.args.some(isOpen)) return false;
  if (isUnification(expr)) {
    const [left, right] = expr.args;
    if (isBaseRef(left, tree)) return isPattern(right);
    if (isBaseRef(right, tree)) return isPattern(left);
    return isIndexed(left) || isIndexed(right);
  }
  return isComparison(expr, isOpen);
}

function isComparison({ operator, args }: CallExpr, isOpen: (term: Term) => boolean): boolean {
  const [left, right, ...more] = args;
  if (left === undefined || right === undefined || more.length > 0) return false;
  const name = operatorName(operator);
  if (name === 'equal') return (isOpen(left) && isIndexed(right)) || (isIndexed(left) && isOpen(right));
  // A member is looked for in constants, or a constant in the members.
  if (name !== 'internal.member_2') return false;
  return (isOpen(left) && hasIndexedMembers(right)) || (isScalar(left) && isOpen(right));
}

function hasIndexedMembers(collection: Term): boolean {
  if (collection.type === 'array' || collection.type === 'set') return collection.items.every(isIndexed);
  return (
    collection.type === 'object' && isConstant(collection) && collection.entries.every(({ value }) => isIndexed(value))
  );
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
