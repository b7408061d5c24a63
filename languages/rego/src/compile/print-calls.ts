import type { Body, CallExpr, Expr, Span, Term } from '../ast/ast.ts';
import type { Node } from '../ast/for-each-child.ts';
import { callsTo, isGeneratedName, nameRef, trueExpr, unification, varTerm } from './build-terms.ts';
import { contains, safetySearch, union, varsIn, varsInAll, varsInBody } from './collect-vars.ts';
import type { LocalNames } from './local-scopes.ts';
import { type ArityOf, outputsOfExpr } from './output-vars.ts';
import { shownName } from './renamed-vars.ts';
import { changed, mapExpr, mapList, mapTerm } from './walk.ts';

/** A body without its calls of `print`. */
export function erasePrintCalls(body: Body): Body {
  if (!body.some((expr) => contains(expr, isPrint))) return body;
  const kept: Body = body.filter((expr): boolean => !callsTo(expr, 'print'));
  const first = body[0];
  if (kept.length === 0 && first !== undefined) return [trueExpr(first.span)];
  return mapList(kept, (expr) => mapExpr(expr, { term: eraseInTerm, body: erasePrintCalls }));
}

function isPrint(node: Node): boolean {
  return 'with' in node && callsTo(node, 'print');
}

export function eraseInTerm(term: Term): Term {
  return mapTerm(term, { term: eraseInTerm, body: erasePrintCalls });
}

export interface PrintContext {
  readonly names: LocalNames;
  readonly arity: ArityOf;
  readonly rewritten: ReadonlyMap<string, string>;
}

/** Makes `internal.print` of `print`, each operand as a set that is empty where the operand is undefined. */
export class PrintExpander {
  readonly errors: { readonly message: string; readonly span: Span }[] = [];
  readonly #context: PrintContext;

  constructor(context: PrintContext) {
    this.#context = context;
  }

  /** @param known the variables that have values before the body */
  body(body: Body, known: ReadonlySet<string>): Body {
    const outputs = new Set<string>();
    const bound = { has: (name: string): boolean => outputs.has(name) || known.has(name) };
    return body.map((expr, at) => {
      const mapped = contains(expr, isPrint)
        ? this.#expr(expr, union(new Set(known), outputs), body.slice(0, at))
        : expr;
      union(outputs, outputsOfExpr(expr, this.#context.arity, bound));
      return mapped;
    });
  }

  #expr(expr: Expr, safe: Set<string>, before: Body): Expr {
    const inner = this.#closures(expr, safe);
    if (!callsTo(inner, 'print')) return inner;
    for (const name of varsInBody(before)) if (isGeneratedName(name) && !this.#isUserVar(name)) safe.add(name);
    return this.#call(inner, safe);
  }

  #isUserVar(name: string): boolean {
    return this.#context.rewritten.has(name);
  }

  term(term: Term, safe: ReadonlySet<string>): Term {
    return mapTerm(term, { term: (inner) => this.term(inner, safe), body: (inner) => this.body(inner, safe) });
  }

  #closures(expr: Expr, safe: Set<string>): Expr {
    if (expr.type === 'every') varsInAll(expr.key === undefined ? [expr.value] : [expr.key, expr.value], {}, safe);
    return mapExpr(expr, { term: (inner) => this.term(inner, safe), body: (inner) => this.body(inner, safe) });
  }

  #call(expr: CallExpr, safe: ReadonlySet<string>): Expr {
    const { span } = expr;
    const items = expr.args.map((arg): Term => {
      for (const name of [...varsIn(arg, safetySearch)].sort()) {
        if (safe.has(name)) continue;
        const message = `var ${shownName(name, this.#context.rewritten)} is undeclared`;
        this.errors.push({ message, span: arg.span });
      }
      const local = varTerm(this.#context.names.next(), arg.span);
      const body = [{ ...unification(local, arg, arg.span), generated: false }];
      return { type: 'setComprehension', term: local, body, span: arg.span };
    });
    return changed(expr, {
      operator: nameRef('internal.print', expr.operator.span),
      args: [{ type: 'array', items, span }],
    });
  }
}
