import type { Body, Expr, RefTerm, Term } from '../ast/ast.ts';
import { appendToBody, isComprehension, isUnification, unification, varTerm } from './build-terms.ts';
import { requiresEvaluation } from './collect-vars.ts';
import type { Subjects } from './expand-calls.ts';
import { inOrder } from './in-order.ts';
import type { LocalNames } from './local-scopes.ts';
import { changed, mapExpr, mapList, mapTerm } from './walk.ts';

/** Takes references and comprehensions out of terms into statements before them, so that they are evaluated eagerly. */
export class TermHoister {
  readonly #names: LocalNames;
  readonly #subjects: Subjects;

  constructor(names: LocalNames, subjects: Subjects) {
    this.#names = names;
    this.#subjects = subjects;
  }

  readonly body = (body: Body): Body => {
    const result: Expr[] = [];
    for (const expr of body) result.push(this.#expr(expr, result));
    return result;
  };

  #expr(expr: Expr, result: Expr[]): Expr {
    switch (expr.type) {
      case 'callExpr': {
        const hoist = isUnification(expr) ? this.#inside : this.#whole;
        return changed(expr, { args: mapList<Term>(expr.args, (arg) => hoist(arg, expr, result)) });
      }
      case 'every':
        return changed(expr, { domain: this.#whole(expr.domain, expr, result), body: this.body(expr.body) });
      case 'termExpr':
        return changed(expr, { term: this.#inside(expr.term, expr, result) });
      case 'not':
        return changed(expr, { body: this.body(expr.body) });
      case 'and':
      case 'or':
        return changed(expr, { left: this.body(expr.left), right: this.body(expr.right) });
      case 'some':
        return expr;
    }
  }

  /** A reference or comprehension may stay where it is; what is inside it may not. */
  readonly #inside = (term: Term, of: Expr, result: Expr[]): Term => {
    if (term.type === 'ref') return this.#path(term, of, result);
    if (isComprehension(term)) return changed(term, { body: this.body(term.body) });
    return this.#whole(term, of, result);
  };

  readonly #whole = (term: Term, of: Expr, result: Expr[]): Term => {
    if (term.type === 'ref') return this.#hoisted(this.#path(term, of, result), of, result);
    if (isComprehension(term)) return this.#hoisted(changed(term, { body: this.body(term.body) }), of, result);
    if (term.type !== 'array' && term.type !== 'object' && term.type !== 'set') return term;
    return mapTerm(sorted(term), { term: (inner) => this.#whole(inner, of, result), body: (body) => body });
  };

  #path(ref: RefTerm, of: Expr, result: Expr[]): RefTerm {
    return changed(ref, { path: mapList(ref.path, (part) => this.#whole(part, of, result)) });
  }

  #hoisted(term: Term, of: Expr, result: Expr[]): Term {
    const local = varTerm(this.#names.next(), term.span);
    result.push({ ...unification(local, term, term.span), with: of.with });
    this.#subjects.set(local.name, term);
    return local;
  }
}

function sorted(term: Term): Term {
  if (term.type === 'object') return changed(term, { entries: inOrder(term.entries, ({ key }) => key) });
  return term.type === 'set' ? changed(term, { items: inOrder(term.items, (item) => item) }) : term;
}

/** Gives every comprehension whose term needs evaluation a variable instead, set at the end of its body. */
export class ComprehensionExpander {
  readonly #names: LocalNames;

  constructor(names: LocalNames) {
    this.#names = names;
  }

  readonly body = (body: Body): Body => mapList(body, this.#expr);

  readonly #expr = (expr: Expr): Expr => mapExpr(expr, { term: this.term, body: this.body });

  readonly term = (term: Term): Term => {
    const mapped = mapTerm(term, { term: this.term, body: this.body });
    switch (mapped.type) {
      case 'arrayComprehension':
      case 'setComprehension': {
        const support: Expr[] = [];
        const inner = this.moved(mapped.term, support);
        return changed(mapped, { term: inner, body: appendToBody(mapped.body, support) });
      }
      case 'objectComprehension': {
        const support: Expr[] = [];
        const key = this.moved(mapped.key, support);
        const value = this.moved(mapped.value, support);
        return changed(mapped, { key, value, body: appendToBody(mapped.body, support) });
      }
      default:
        return mapped;
    }
  };

  /** The term itself, or the variable that stands for it from then on. */
  moved(term: Term, support: Expr[]): Term {
    if (!requiresEvaluation(term)) return term;
    const local = varTerm(this.#names.next(), term.span);
    support.push(unification(local, term, term.span));
    return local;
  }
}
