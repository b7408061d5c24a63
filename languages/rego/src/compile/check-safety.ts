import type { Body, Expr, Span, Term } from '../ast/ast.ts';
import { isFromAssignment, isGeneratedName, isUnification, operatorName } from './build-terms.ts';
import {
  isSubset,
  safetySearch,
  union,
  type VarSearch,
  varsIn,
  varsInAll,
  varsInBody,
  without,
} from './collect-vars.ts';
import { type ArityOf, outputsOfBody, outputsOfExpr, outputsOfUnification } from './output-vars.ts';
import { changed, mapExpr, mapTerm, type Node, walk } from './walk.ts';

/** Variables of expressions that nothing binds. */
export type UnsafeVars = Map<Expr, Set<string>>;

export interface SafetyResult {
  /** The expressions in an order in which every variable is bound before it is needed; as given where there is none. */
  readonly body: Body;
  readonly unsafe: UnsafeVars;
}

/** Orders a body, as little as possible, so that evaluation from left to right never needs an unbound variable. */
export function orderForSafety(body: Body, arity: ArityOf, globals: ReadonlySet<string>): SafetyResult {
  const search = searchWithOperands(arity);
  const bodyVars = varsInBody(body, search);
  const safe = new Set([...bodyVars].filter((name) => globals.has(name)));
  const unsafe: UnsafeVars = new Map();
  for (const expr of body) {
    const open = without(varsIn(expr, search), safe);
    if (open.size > 0) unsafe.set(expr, open);
  }
  const ordered = new Orderer({ body, arity, globals, bodyVars, safe, unsafe }).order();
  return checkClosures(ordered, arity, globals, unsafe);
}

interface Ordering {
  readonly body: Body;
  readonly arity: ArityOf;
  readonly globals: ReadonlySet<string>;
  readonly bodyVars: ReadonlySet<string>;
  readonly safe: Set<string>;
  readonly unsafe: UnsafeVars;
}

class Orderer {
  readonly #given: Ordering;
  readonly #ordered: Expr[] = [];

  constructor(given: Ordering) {
    this.#given = given;
  }

  order(): Expr[] {
    const left = new Set(this.#given.body);
    for (let before = -1; before !== left.size; ) {
      before = left.size;
      for (const expr of left) if (this.#place(expr)) left.delete(expr);
    }
    return this.#ordered;
  }

  #place(expr: Expr): boolean {
    const { arity, safe, unsafe } = this.#given;
    const outputs = outputsOfExpr(expr, arity, safe);
    if (!this.#closuresAreSafe(expr, outputs)) return false;
    const open = unsafe.get(expr);
    for (const name of open ?? []) if (outputs.has(name) || safe.has(name)) open?.delete(name);
    if (open !== undefined && open.size > 0) return false;
    unsafe.delete(expr);
    this.#ordered.push(expr);
    union(safe, outputs);
    return true;
  }

  /** False where a closure waits for itself; an expression that closes over what is not bound yet is noted as unsafe. */
  #closuresAreSafe(expr: Expr, outputs: ReadonlySet<string>): boolean {
    const { arity, bodyVars, globals, safe, unsafe } = this.#given;
    const closed = [...varsInClosures(expr)].filter((name) => bodyVars.has(name) && !globals.has(name));
    if (closed.length === 0) return true;
    // OPA counts what was bound before as open here, which lets a closure over itself pass beside other variables.
    const bound = outputsOfBody(this.#ordered, arity, safe);
    const open = new Set(closed.filter((name) => !bound.has(name)));
    if (open.size === 0) return true;
    if (open.size === outputs.size && isSubset(open, outputs)) return false;
    unsafe.set(expr, open);
    return true;
  }
}

/** The variables that closures inside an expression use. */
function varsInClosures(expr: Expr): Set<string> {
  const found = new Set<string>();
  walk(expr, (node) => {
    const inner = closureParts(node);
    if (inner === undefined) return false;
    varsInAll(inner, {}, found);
    return true;
  });
  return found;
}

function closureParts(node: Node): readonly Node[] | undefined {
  switch (node.type) {
    case 'every':
      return node.body;
    case 'and':
    case 'or':
      return [...node.left, ...node.right];
    case 'not':
      return node.body;
    case 'arrayComprehension':
    case 'setComprehension':
    case 'objectComprehension':
    case 'templateString':
      return [node];
    default:
      return undefined;
  }
}

/** Closures are ordered in their turn, with what is bound before them. */
function checkClosures(
  ordered: readonly Expr[],
  arity: ArityOf,
  globals: ReadonlySet<string>,
  unsafe: UnsafeVars,
): SafetyResult {
  const bound = new Set(globals);
  const search = searchWithOperands(arity);
  const body = ordered.map((expr, at) => {
    const before = ordered[at - 1];
    if (before !== undefined) varsIn(before, search, bound);
    return new ClosureChecker(expr, arity, bound, unsafe).expr(expr);
  });
  return { body, unsafe };
}

class ClosureChecker {
  readonly #current: Expr;
  readonly #arity: ArityOf;
  readonly #bound: Set<string>;
  readonly #unsafe: UnsafeVars;

  constructor(current: Expr, arity: ArityOf, bound: Set<string>, unsafe: UnsafeVars) {
    this.#current = current;
    this.#arity = arity;
    this.#bound = bound;
    this.#unsafe = unsafe;
  }

  expr(expr: Expr): Expr {
    if (expr.type === 'every') {
      const outside = mapTerm(expr.domain, this.#mapper);
      varsInAll(expr.key === undefined ? [expr.value] : [expr.key, expr.value], {}, this.#bound);
      return changed(expr, { domain: outside, body: this.#body(expr.body, new Set()) });
    }
    const mapper = { term: this.#term, body: (body: Body): Body => this.#body(body, new Set()) };
    return mapExpr(expr, mapper);
  }

  get #mapper() {
    return { term: this.#term, body: (body: Body): Body => body };
  }

  readonly #term = (term: Term): Term => {
    switch (term.type) {
      case 'arrayComprehension':
      case 'setComprehension':
        return changed(term, { body: this.#body(term.body, varsIn(term.term)) });
      case 'objectComprehension':
        return changed(term, { body: this.#body(term.body, varsIn(term.value, {}, varsIn(term.key))) });
      default:
        return mapTerm(term, this.#mapper);
    }
  };

  /** @param used the variables of a comprehension's term, which its body must bind */
  #body(body: Body, used: ReadonlySet<string>): Body {
    const inside = varsInBody(body, searchWithOperands(this.#arity));
    for (const name of used) if (!inside.has(name) && !this.#bound.has(name)) this.#note(this.#current, name);
    const { body: ordered, unsafe } = orderForSafety(body, this.#arity, this.#bound);
    if (unsafe.size === 0) return ordered;
    for (const [expr, names] of unsafe) for (const name of names) this.#note(expr, name);
    return body;
  }

  #note(expr: Expr, name: string): void {
    const known = this.#unsafe.get(expr);
    if (known === undefined) this.#unsafe.set(expr, new Set([name]));
    else known.add(name);
  }
}

/** Variables of `not`, `and` and `or` without braces that must come from around them. */
function searchWithOperands(arity: ArityOf): VarSearch {
  return {
    ...safetySearch,
    custom: (node, found) => {
      if (node.type === 'not') {
        if (!node.explicitBody) union(found, openInOperand(node.body, arity));
      } else if (node.type === 'and' || node.type === 'or') {
        if (!node.explicitLeft) union(found, openInOperand(node.left, arity));
        if (!node.explicitRight) union(found, openInOperand(node.right, arity));
      } else return false;
      varsInAll(node.with, safetySearch, found);
      return true;
    },
  };
}

const patternSearch = { skipClosures: true, skipSets: true, skipObjectKeys: true, skipRefHead: true };

/** The variables of an operand without braces that it does not bind and use by itself. */
function openInOperand(body: Body, arity: ArityOf): Set<string> {
  const uses = new Map<string, number>();
  for (const expr of body) for (const name of varsIn(expr, searchWithOperands(arity))) add(uses, name);
  if (body.length === 1) return new Set(uses.keys());
  const bound = boundInOperand(body, arity, new Set(uses.keys()));
  return new Set([...uses.keys()].filter((name) => !bound.has(name) || uses.get(name) === 1));
}

function add(uses: Map<string, number>, name: string): void {
  uses.set(name, (uses.get(name) ?? 0) + 1);
}

function boundInOperand(body: Body, arity: ArityOf, names: ReadonlySet<string>): Set<string> {
  const safe = new Set([...names, 'input', 'data']);
  const unifications = body.filter(isUnification);
  for (const { args } of unifications) for (const arg of args) if (arg.type === 'var') safe.delete(arg.name);
  const bound = new Set<string>();
  for (let before = -1; before !== bound.size; ) {
    before = bound.size;
    for (const expr of unifications) {
      for (const name of outputsOfUnification(expr, safe)) {
        bound.add(name);
        safe.add(name);
      }
    }
  }
  for (const expr of body) {
    if (expr.type !== 'callExpr' || isUnification(expr)) continue;
    const takes = arity(expr.operator);
    if (takes !== undefined && takes < expr.args.length) varsInAll(expr.args.slice(takes), patternSearch, bound);
  }
  return bound;
}

export interface SafetyError {
  readonly message: string;
  readonly span: Span;
}

/**
 * What to tell about unsafe variables.
 * @param rewritten names as users wrote them
 * @param scope ` in rule p` where a line holds several rules
 */
export function safetyErrors(
  unsafe: UnsafeVars,
  rewritten: ReadonlyMap<string, string>,
  scope: string,
): readonly SafetyError[] {
  const assigned = assignedVars(unsafe);
  const named = firstPlaces(unsafe)
    .map(({ name, span }) => ({ name, shown: rewritten.get(name) ?? name, span }))
    .filter(({ shown }) => !isGeneratedName(shown));
  const roots = named.filter(({ name }) => !assigned.has(name));
  const told = (roots.length > 0 ? roots : named).map(({ shown, span }) => ({
    message: `var ${shown} is unsafe${scope}${keywordHint(shown)}`,
    span,
  }));
  return told.length > 0 ? told : unsafeExpressions(unsafe, scope);
}

const futureKeywords = new Set(['and', 'contains', 'every', 'if', 'in', 'not', 'or']);

function keywordHint(name: string): string {
  if (!futureKeywords.has(name)) return '';
  return ` (hint: \`import future.keywords.${name}\` to import a future keyword)`;
}

function assignedVars(unsafe: UnsafeVars): Set<string> {
  const found = new Set<string>();
  for (const expr of unsafe.keys()) {
    if (!isFromAssignment(expr) || expr.type !== 'callExpr' || operatorName(expr.operator) !== 'eq') continue;
    const target = expr.args[0];
    if (target !== undefined) varsIn(target, {}, found);
  }
  return found;
}

/** Each variable with the first expression it is unsafe in. */
function firstPlaces(unsafe: UnsafeVars): { readonly name: string; readonly span: Span }[] {
  const places = new Map<string, Span>();
  for (const [expr, names] of unsafe) {
    for (const name of names) {
      const known = places.get(name);
      if (known === undefined || expr.span.start < known.start) places.set(name, expr.span);
    }
  }
  const all = [...places].map(([name, span]) => ({ name, span }));
  return all.sort((left, right) => left.span.start - right.span.start);
}

/** Where only generated variables are unsafe, the expressions are named, once for each variable. */
function unsafeExpressions(unsafe: UnsafeVars, scope: string): readonly SafetyError[] {
  const pairs = [...unsafe].sort(([left], [right]) => left.span.start - right.span.start);
  const seen = new Set<string>();
  const errors: SafetyError[] = [];
  for (const [expr, names] of pairs) {
    const before = seen.size;
    for (const name of names) if (isGeneratedName(name)) seen.add(name);
    if (seen.size > before) errors.push({ message: `expression is unsafe${scope}`, span: expr.span });
  }
  return errors;
}
