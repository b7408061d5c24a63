import type { Body, EveryExpr, Expr, RefTerm, Term, With } from '../ast/ast.ts';
import { appendToBody, type CompiledCall, isComprehension, unification, varTerm } from './build-terms.ts';
import { inOrder } from './in-order.ts';
import type { LocalNames } from './local-scopes.ts';
import { changed, mapList } from './walk.ts';

/** Where a generated variable stands for a term that messages should show. */
export type Subjects = Map<string, Term>;

/** Takes calls out of terms: `f(g(x))` becomes `g(x, local); f(local)`, each a statement of its own. */
export class CallExpander {
  readonly #names: LocalNames;
  readonly #subjects: Subjects;

  constructor(names: LocalNames, subjects: Subjects) {
    this.#names = names;
    this.#subjects = subjects;
  }

  readonly body = (body: Body): Body => {
    const result: Expr[] = [];
    for (const expr of body) this.#expr(expr, result);
    return result;
  };

  #expr(given: Expr, result: Expr[]): void {
    const expr = changed(given, { with: mapList(given.with, (one) => this.#with(one, result)) });
    switch (expr.type) {
      case 'termExpr':
        result.push(changed(expr, { term: this.#under(expr.with, result, expr.term) }));
        return;
      case 'callExpr':
        result.push(changed(expr, { args: mapList(expr.args, (arg) => this.#under(expr.with, result, arg)) }));
        return;
      case 'every':
        this.#every(expr, result);
        return;
      case 'not':
        result.push(changed(expr, { body: this.body(expr.body) }));
        return;
      case 'and':
      case 'or':
        result.push(changed(expr, { left: this.body(expr.left), right: this.body(expr.right) }));
        return;
      case 'some':
        result.push(expr);
    }
  }

  #with(one: With, result: Expr[]): With {
    return changed(one, { value: this.term(one.value, result) });
  }

  /** What a statement needs is calculated under its `with`. */
  #under(withs: readonly With[], result: Expr[], term: Term): Term {
    const support: Expr[] = [];
    const output = this.term(term, support);
    result.push(...(withs.length === 0 ? support : support.map((expr) => ({ ...expr, with: withs }))));
    return output;
  }

  #every(expr: EveryExpr, result: Expr[]): void {
    const domain = varTerm(this.#names.next(), expr.domain.span);
    this.#expr({ ...unification(domain, expr.domain, expr.domain.span), with: expr.with }, result);
    result.push({ ...expr, domain, body: this.body(expr.body) });
  }

  /** A term without calls; what they calculate is added to `support`. */
  readonly term = (term: Term, support: Expr[]): Term => {
    switch (term.type) {
      case 'call':
        return this.#call(term, support);
      case 'ref':
        return this.#ref(term, support);
      case 'array':
        return changed(term, { items: mapList(term.items, (item) => this.term(item, support)) });
      case 'set': {
        const items = inOrder(term.items, (item) => item);
        return changed(term, { items: mapList(items, (item) => this.term(item, support)) });
      }
      case 'object':
        return changed(term, {
          entries: mapList(
            inOrder(term.entries, ({ key }) => key),
            (entry) => changed(entry, { key: this.term(entry.key, support), value: this.term(entry.value, support) }),
          ),
        });
      case 'arrayComprehension':
      case 'setComprehension': {
        const inner: Expr[] = [];
        const output = this.term(term.term, inner);
        return changed(term, { term: output, body: this.body(appendToBody(term.body, inner)) });
      }
      case 'objectComprehension': {
        const inner: Expr[] = [];
        const key = this.term(term.key, inner);
        const value = this.term(term.value, inner);
        return changed(term, { key, value, body: this.body(appendToBody(term.body, inner)) });
      }
      default:
        return term;
    }
  };

  #call(term: Extract<Term, { type: 'call' }>, support: Expr[]): Term {
    const args = term.args.map((arg) => this.term(arg, support));
    const output = varTerm(this.#names.next(), term.span);
    const call: CompiledCall = {
      type: 'callExpr',
      negated: false,
      operator: term.operator,
      args: [...args, output],
      with: [],
      span: term.span,
      generated: true,
    };
    support.push(call);
    return output;
  }

  #remember(call: Term, output: Term): void {
    if (call.type === 'call' && output.type === 'var') this.#subjects.set(output.name, call);
  }

  #ref(ref: RefTerm, support: Expr[]): Term {
    const head = this.term(ref.head, support);
    this.#remember(ref.head, head);
    const path = mapList(ref.path, (part) => {
      const output = this.term(part, support);
      this.#remember(part, output);
      return output;
    });
    const isComposite = head.type === 'array' || head.type === 'object' || head.type === 'set';
    if (!isComposite && !isComprehension(head)) return changed(ref, { head, path });
    const local = varTerm(this.#names.next(), head.span);
    support.push(unification(local, head, head.span));
    this.#subjects.set(local.name, head);
    return { ...ref, head: local, path };
  }
}
