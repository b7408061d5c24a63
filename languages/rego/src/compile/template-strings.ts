import type { Body, Expr, Span, TemplateStringTerm, Term } from '../ast/ast.ts';
import type { Declaration } from '../builtins/declarations/declare.ts';
import { nameRef, operatorName, unification, varTerm } from './build-terms.ts';
import { safetySearch, union, varsIn } from './collect-vars.ts';
import { isFunctionRule } from './compiled-module.ts';
import { constantValue } from './constant-value.ts';
import type { LocalNames } from './local-scopes.ts';
import { type ArityOf, outputsOfBody } from './output-vars.ts';
import { shownName } from './renamed-vars.ts';
import { findNode, type RuleNode } from './rule-tree.ts';
import { changed, mapExpr, mapList, mapTerm } from './walk.ts';

export interface TemplateError {
  readonly message: string;
  readonly span: Span;
}

export interface TemplateContext {
  readonly names: LocalNames;
  readonly arity: ArityOf;
  readonly builtins: ReadonlyMap<string, Declaration>;
  readonly tree: RuleNode;
  readonly rewritten: ReadonlyMap<string, string>;
}

/** Makes calls of `internal.template_string` of template strings; a part that is undefined is written as such. */
export class TemplateExpander {
  readonly errors: TemplateError[] = [];
  readonly #context: TemplateContext;

  constructor(context: TemplateContext) {
    this.#context = context;
  }

  /** @param known the variables that have values before the body */
  body(body: Body, known: ReadonlySet<string>): Body {
    const safe = union(outputsOfBody(body, this.#context.arity, known), known);
    return mapList(body, (expr) => this.#expr(expr, safe));
  }

  #expr(expr: Expr, safe: ReadonlySet<string>): Expr {
    if (expr.type === 'every') {
      const inner = union(new Set(safe), varsIn(expr.value, {}, expr.key === undefined ? new Set() : varsIn(expr.key)));
      return changed(expr, { domain: this.term(expr.domain, safe), body: this.body(expr.body, inner) });
    }
    return mapExpr(expr, { term: (term) => this.term(term, safe), body: (body) => this.body(body, safe) });
  }

  term(term: Term, safe: ReadonlySet<string>): Term {
    switch (term.type) {
      case 'templateString':
        return this.#call(term, safe);
      case 'arrayComprehension':
      case 'setComprehension':
      case 'objectComprehension': {
        const inner = union(outputsOfBody(term.body, this.#context.arity, safe), safe);
        return mapTerm(term, { term: (one) => this.term(one, inner), body: (body) => this.body(body, safe) });
      }
      default:
        return mapTerm(term, { term: (one) => this.term(one, safe), body: (body) => body });
    }
  }

  #call(template: TemplateStringTerm, safe: ReadonlySet<string>): Term {
    const { span } = template;
    const given = template.parts.map((part) => ('with' in part ? this.#part(part, safe) : part));
    const items: readonly Term[] = given.length === 0 ? [{ type: 'string', value: '', span }] : given;
    const list: Term = { type: 'array', items, span };
    return { type: 'call', operator: nameRef('internal.template_string', span), args: [list], span };
  }

  /** A set of at most one value: that of the part, or none where it is undefined. */
  #part(expr: Expr, safe: ReadonlySet<string>): Term {
    const { span } = expr;
    const term = this.#termOf(expr);
    if (term === undefined) return { type: 'set', items: [], span };
    const inner = this.term(term, safe);
    if (inner.type === 'var' || (inner.type === 'ref' && this.#isDefinedRule(inner))) {
      return { type: 'set', items: [inner], span };
    }
    for (const name of [...varsIn(inner, safetySearch)].sort()) {
      if (safe.has(name)) continue;
      this.#fail(`var ${shownName(name, this.#context.rewritten)} is undeclared`, inner.span);
    }
    const local = varTerm(this.#context.names.next(), inner.span);
    const capture = { ...unification(local, inner, inner.span), generated: false, with: expr.with };
    return { type: 'setComprehension', term: local, body: [capture], span: inner.span };
  }

  #termOf(expr: Expr): Term | undefined {
    if (expr.type === 'termExpr') return expr.term;
    if (expr.type !== 'callExpr') {
      this.#fail(`unexpected template-string expression type: ${expr.type}`, expr.span);
      return undefined;
    }
    const { operator, args, span } = expr;
    const name = operatorName(operator);
    if (this.#context.builtins.get(name)?.relation) {
      this.#fail(`illegal call to relation built-in '${name}' that may cause multiple outputs`, span);
      return undefined;
    }
    return { type: 'call', operator, args, span };
  }

  #fail(message: string, span: Span): void {
    this.errors.push({ message, span });
  }

  /** A rule that cannot be undefined: with a default, a set, or a constant. */
  #isDefinedRule(ref: Extract<Term, { type: 'ref' }>): boolean {
    const rules = findNode(this.#context.tree, ref)?.rules ?? [];
    const [first] = rules;
    if (first === undefined || isFunctionRule(first)) return false;
    if (first.head.key !== undefined || rules.some((rule) => rule.default)) return true;
    const { value } = first.head;
    return (
      rules.length === 1 && first.origin.bodyGenerated && value !== undefined && constantValue(value) !== undefined
    );
  }
}
