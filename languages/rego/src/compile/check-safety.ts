import type { Body, Expr, Term } from '../ast/ast.ts';
import { effort } from '../ast/effort.ts';
import type { Node } from '../ast/for-each-child.ts';
import { isSubset, type Names, varsIn, varsInAll, varsInBody, without } from './collect-vars.ts';
import { NameLayer } from './name-layer.ts';
import { searchWithOperands } from './operand-vars.ts';
import { type ArityOf, outputsOfExpr } from './output-vars.ts';
import { Turns } from './turns.ts';
import { changed, mapExpr, mapTerm, walk } from './walk.ts';

/** Variables of expressions that nothing binds. */
export type UnsafeVars = Map<Expr, Set<string>>;

export interface SafetyResult {
  /** The expressions in an order in which every variable is bound before it is needed; as given where there is none. */
  readonly body: Body;
  readonly unsafe: UnsafeVars;
}

/** Orders a body, as little as possible, so that evaluation from left to right never needs an unbound variable. */
export function orderForSafety(body: Body, arity: ArityOf, globals: Names): SafetyResult {
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
  readonly globals: Names;
  readonly bodyVars: ReadonlySet<string>;
  readonly safe: Set<string>;
  readonly unsafe: UnsafeVars;
}

class Orderer {
  readonly #given: Ordering;
  readonly #ordered: Expr[] = [];
  /** The expressions that use a variable anywhere: they are tried again when it gets bound. */
  readonly #users = new Map<string, { readonly expr: Expr; readonly at: number }[]>();
  readonly #turns: Turns;
  readonly #waiting = new Set<Expr>();

  constructor(given: Ordering) {
    this.#given = given;
    this.#turns = new Turns(given.body.length);
    given.body.forEach((expr, at) => {
      for (const name of varsIn(expr)) {
        const users = this.#users.get(name);
        if (users === undefined) this.#users.set(name, [{ expr, at }]);
        else users.push({ expr, at });
      }
    });
  }

  /** Goes through the body again and again, in order, but only to what may have got its turn since. */
  order(): Expr[] {
    const { body } = this.#given;
    for (let at = this.#turns.next(); at !== undefined; at = this.#turns.next()) {
      const expr = body[at];
      if (expr !== undefined && !this.#place(expr)) this.#waiting.add(expr);
    }
    return this.#ordered;
  }

  #place(expr: Expr): boolean {
    effort();
    const { arity, safe, unsafe } = this.#given;
    const outputs = outputsOfExpr(expr, arity, safe);
    if (!this.#closuresAreSafe(expr, outputs)) return false;
    const open = unsafe.get(expr);
    for (const name of open ?? []) if (outputs.has(name) || safe.has(name)) open?.delete(name);
    if (open !== undefined && open.size > 0) return false;
    unsafe.delete(expr);
    this.#ordered.push(expr);
    for (const name of outputs) this.#bind(name);
    return true;
  }

  #bind(name: string): void {
    this.#given.safe.add(name);
    for (const { expr, at } of this.#users.get(name) ?? []) if (this.#waiting.delete(expr)) this.#turns.add(at);
  }

  /**
   * False where a closure waits for itself; an expression that closes over what is not bound yet is noted as unsafe.
   * As in OPA, variables beside it that are bound already make a closure over itself pass.
   */
  #closuresAreSafe(expr: Expr, outputs: ReadonlySet<string>): boolean {
    const { bodyVars, globals, unsafe } = this.#given;
    const open = new Set([...varsInClosures(expr)].filter((name) => bodyVars.has(name) && !globals.has(name)));
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
function checkClosures(ordered: readonly Expr[], arity: ArityOf, globals: Names, unsafe: UnsafeVars): SafetyResult {
  const bound = new NameLayer(globals);
  const search = searchWithOperands(arity);
  const body = ordered.map((expr, at) => {
    const before = ordered[at - 1];
    if (before !== undefined) bound.addAll(varsIn(before, search));
    return new ClosureChecker(expr, arity, bound, unsafe).expr(expr);
  });
  return { body, unsafe };
}

class ClosureChecker {
  readonly #current: Expr;
  readonly #arity: ArityOf;
  readonly #bound: NameLayer;
  readonly #unsafe: UnsafeVars;

  constructor(current: Expr, arity: ArityOf, bound: NameLayer, unsafe: UnsafeVars) {
    this.#current = current;
    this.#arity = arity;
    this.#bound = bound;
    this.#unsafe = unsafe;
  }

  expr(expr: Expr): Expr {
    if (expr.type === 'every') {
      const outside = mapTerm(expr.domain, this.#mapper);
      this.#bound.addAll(varsInAll(expr.key === undefined ? [expr.value] : [expr.key, expr.value]));
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
