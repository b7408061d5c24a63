import type { Body, CallExpr, EveryExpr, Expr, SomeExpr, Span, Term, VarTerm, With } from '../ast/ast.ts';
import {
  type ComprehensionTerm,
  isAssignment,
  isRootDocument,
  isWildcardName,
  nameRef,
  trueExpr,
  varTerm,
} from './build-terms.ts';
import { varsIn } from './collect-vars.ts';
import { callName, kindName, redeclared } from './local-messages.ts';
import type { LocalNames, LocalScopes, Occurrence } from './local-scopes.ts';
import { outputsOfUnification } from './output-vars.ts';
import { type LocalError, type UnusedPlace, unusedAssigned, unusedDeclared } from './unused-locals.ts';
import { changed, mapExpr, mapList, mapTerm } from './walk.ts';

/** Gives the variables of one rule or query names of their own, and turns `:=` and `some … in` into unification. */
export class LocalRenamer {
  readonly errors: LocalError[] = [];
  /** Variables declared or assigned and never used. */
  readonly unused: LocalError[] = [];
  readonly #scopes: LocalScopes;
  readonly #names: LocalNames;
  readonly #strict: boolean;

  constructor(scopes: LocalScopes, names: LocalNames, strict: boolean) {
    this.#scopes = scopes;
    this.#names = names;
    this.#strict = strict;
  }

  /** @param used variables that the place around the body uses (a head, a comprehension's term) */
  body(body: Body, used: ReadonlySet<string>): Body {
    const result: Expr[] = [];
    for (const expr of body) {
      const mapped = this.#statement(expr);
      if (mapped !== undefined) result.push(mapped);
    }
    const first = body[0];
    if (result.length === 0 && first !== undefined) result.push(trueExpr(first.span));
    this.#noteUnused({ body, result, used });
    return result;
  }

  #statement(expr: Expr): Expr | undefined {
    if (isAssignment(expr)) return this.#assignment(expr);
    switch (expr.type) {
      case 'some':
        return this.#some(expr);
      case 'every':
        return this.#every(expr);
      case 'not':
        return this.#not(expr);
      case 'and':
      case 'or':
        return this.#logical(expr);
      default:
        return this.#expr(expr);
    }
  }

  #expr(expr: Expr): Expr {
    const mapped = mapExpr(changed(expr, { with: [] }), { term: this.term, body: (body) => body });
    const withs = mapList(expr.with, this.#with);
    return changed(expr.type === 'callExpr' ? this.#operator(mapped, expr) : mapped, { with: withs });
  }

  /** A local variable that is called is an undefined function: the later pass says so by its name. */
  #operator(mapped: Expr, original: CallExpr): Expr {
    if (mapped.type !== 'callExpr') return mapped;
    const { operator } = original;
    const head = operator.head.type === 'var' ? this.#scopes.declared(operator.head.name) : undefined;
    if (operator.head.type !== 'var' || head === undefined || head === operator.head.name) return mapped;
    return { ...mapped, operator: { ...operator, head: { ...operator.head, name: head } } };
  }

  readonly #with = (one: With): With => {
    const value = this.term(one.value);
    // `input` as a target is always the document, even where a variable has that name.
    if (one.target.type !== 'ref') return changed(one, { value });
    return changed(one, { target: changed(one.target, { path: mapList(one.target.path, this.term) }), value });
  };

  readonly term = (term: Term): Term => {
    switch (term.type) {
      case 'var':
        return this.#var(term);
      case 'ref':
        return isRootDocument(term) ? this.#rootDocument(term, term.head.name) : mapTerm(term, this.#inner);
      case 'call':
        this.#checkShadowedCall(term);
        return mapTerm(term, this.#inner);
      case 'arrayComprehension':
      case 'setComprehension':
      case 'objectComprehension':
        return this.#comprehension(term);
      case 'templateString':
        return mapTerm(term, { ...this.#inner, expr: (part) => this.#expr(part) });
      default:
        return mapTerm(term, this.#inner);
    }
  };

  get #inner() {
    return { term: this.term, body: (body: Body): Body => body };
  }

  #var(term: VarTerm): Term {
    const declared = this.#scopes.declared(term.name);
    if (declared !== undefined) {
      this.#scopes.seen(term.name);
      return declared === term.name ? term : { ...term, name: declared };
    }
    if (this.#scopes.occurrence(term.name) === undefined) this.#scopes.insert(term.name, term.name, 'seen');
    return term;
  }

  #rootDocument(term: Term, name: string): Term {
    const occurrence = this.#scopes.occurrenceAnywhere(name);
    const declared = this.#scopes.declared(name);
    if (occurrence === undefined || occurrence === 'seen' || declared === undefined) return term;
    return varTerm(declared, term.span);
  }

  #checkShadowedCall(term: Extract<Term, { type: 'call' }>): void {
    const shadowed = [...varsIn(term.operator)].some((name) => {
      const declared = this.#scopes.declared(name);
      return declared !== undefined && declared !== name;
    });
    if (shadowed) this.#fail(`called function ${callName(term)} shadowed`, term.span);
  }

  #comprehension(term: ComprehensionTerm): Term {
    const used = term.type === 'objectComprehension' ? varsIn(term.value, {}, varsIn(term.key)) : varsIn(term.term);
    return this.#inScope(() => mapTerm(term, { term: this.term, body: (body) => this.body(body, used) }));
  }

  #inScope<Result>(work: () => Result): Result {
    this.#scopes.push();
    const result = work();
    this.#scopes.pop();
    return result;
  }

  #assignment(expr: CallExpr): Expr {
    const [target, value] = expr.args;
    if (expr.negated) {
      this.#fail('cannot assign vars inside negated expression', expr.span);
      return expr;
    }
    if (target === undefined || value === undefined || expr.args.length !== 2) return expr;
    const before = this.errors.length;
    const right = this.term(value);
    const withs = mapList(expr.with, (one) => changed(one, { value: this.term(one.value) }));
    const left = this.#assigned(target);
    if (this.errors.length > before) return expr;
    const assigned = { ...expr, operator: nameRef('eq', expr.operator.span), args: [left, right], with: withs };
    return { ...assigned, fromAssignment: true } as Expr;
  }

  /** The left side of `:=`: variables, and arrays and objects of them. */
  #assigned(target: Term): Term {
    switch (target.type) {
      case 'var':
        return this.#declare(target, target.name, 'assigned');
      case 'array':
        return changed(target, { items: mapList(target.items, (item) => this.#assigned(item)) });
      case 'object':
        return changed(target, {
          entries: mapList(target.entries, (entry) => changed(entry, { value: this.#assigned(entry.value) })),
        });
      default:
        if (isRootDocument(target)) return this.#declare(target, target.head.name, 'assigned');
        this.#fail(`cannot assign to ${kindName(target)}`, target.span);
        return target;
    }
  }

  #declare(term: Term, name: string, occurrence: Occurrence, span: Span = term.span): VarTerm {
    const known = this.#scopes.occurrence(name);
    if (known !== undefined) this.#fail(redeclared(name, known), span);
    const fresh = this.#names.next();
    if (known === undefined) this.#scopes.insert(name, fresh, occurrence);
    return varTerm(fresh, term.span);
  }

  #some(expr: SomeExpr): Expr | undefined {
    for (const symbol of expr.symbols) {
      if (symbol.type === 'var') this.#declare(symbol, symbol.name, 'declared', expr.span);
      if (symbol.type === 'call') return this.#someIn(expr, symbol.args);
    }
    return undefined;
  }

  /** `some k, v in xs` is `v = xs[k]`. */
  #someIn(expr: SomeExpr, args: readonly Term[]): Expr | undefined {
    const container = args.at(-1);
    const value = args.at(-2);
    if (container === undefined || value === undefined) return undefined;
    const key = args.length === 3 ? args[0] : varTerm(this.#names.next(), value.span);
    if (key === undefined || this.#bindsItsDomain([key, value], container, expr)) return undefined;
    const element: Term =
      container.type === 'ref'
        ? { ...container, path: [...container.path, key] }
        : { type: 'ref', head: container, path: [key], span: container.span };
    const call: CallExpr = {
      type: 'callExpr',
      negated: false,
      operator: nameRef('eq', expr.span),
      args: [value, element],
      with: expr.with,
      span: expr.span,
    };
    for (const name of [...outputsOfUnification(call, varsIn(container))].sort()) {
      this.#declare(varTerm(name, expr.span), name, 'declared', expr.span);
    }
    return this.#expr(call);
  }

  #bindsItsDomain(bound: readonly Term[], domain: Term, expr: SomeExpr): boolean {
    const search = { skipRefHead: true, skipObjectKeys: true, skipClosures: true };
    const names = new Set(bound.flatMap((term) => [...varsIn(term, search)]));
    const inDomain = varsIn(domain, { skipClosures: true });
    const both = [...names].filter((name) => inDomain.has(name) && !isWildcardName(name)).sort();
    for (const name of both) this.#fail(`var ${name} assigned before`, expr.span);
    return both.length > 0;
  }

  #every(expr: EveryExpr): Expr {
    const domain = this.term(expr.domain);
    return this.#inScope(() => {
      const key = expr.key === undefined ? varTerm(this.#names.next(), expr.span) : this.#everyVar(expr.key, expr);
      const value = this.#everyVar(expr.value, expr);
      const body = this.#again(this.body(expr.body, new Set()));
      return { ...expr, key, value, domain: this.term(domain), body, with: mapList(expr.with, this.#with) };
    });
  }

  /** OPA goes through such a body twice: a closure then sees what is declared after it. */
  #again(body: Body): Body {
    const again = (inner: Body): Body =>
      mapList(inner, (expr) => {
        const mapped = mapExpr(changed(expr, { with: [] }), { term: this.term, body: again });
        return changed(mapped, { with: mapList(expr.with, this.#with) });
      });
    return again(body);
  }

  #everyVar(term: VarTerm, expr: EveryExpr): VarTerm {
    return isWildcardName(term.name) ? term : this.#declare(term, term.name, 'declared', expr.span);
  }

  #not(expr: Extract<Expr, { type: 'not' }>): Expr {
    const withs = mapList(expr.with, this.#with);
    const { body, explicitBody } = expr;
    if (explicitBody) {
      return this.#inScope(() => changed(expr, { body: this.#again(this.body(body, new Set())), with: withs }));
    }
    const message = 'cannot assign vars inside negated expression';
    return changed(expr, { body: this.#implicitBody(body, message), with: withs });
  }

  #logical(expr: Extract<Expr, { type: 'and' | 'or' }>): Expr {
    const message = `cannot assign vars inside implicit ${expr.type} operand`;
    const before = this.errors.length;
    const left = this.#operand(expr.left, expr.explicitLeft, message);
    const right = this.#operand(expr.right, expr.explicitRight, message);
    const withs = mapList(expr.with, this.#with);
    if (this.errors.length > before) return changed(expr, { left, right, with: withs });
    return changed(expr, { left: this.#again(left), right: this.#again(right), with: withs });
  }

  #operand(body: Body, explicit: boolean, message: string): Body {
    return explicit ? this.#inScope(() => this.body(body, new Set())) : this.#implicitBody(body, message);
  }

  /** A body without braces declares nothing; its variables are those around it. */
  #implicitBody(body: Body, message: string): Body {
    return mapList(body, (expr) => {
      if (isAssignment(expr)) {
        this.#fail(message, expr.span);
        return expr;
      }
      if (expr.type === 'not') return this.#not(expr);
      return expr.type === 'and' || expr.type === 'or' ? this.#logical(expr) : this.#expr(expr);
    });
  }

  /** Only where nothing else is wrong: what is wrong may be why a variable is not used. */
  #noteUnused(place: UnusedPlace): void {
    const isClean = (): boolean => this.errors.length === 0 && this.unused.length === 0;
    if (this.#strict && isClean()) this.unused.push(...unusedAssigned(this.#scopes, place));
    if (isClean()) this.unused.push(...unusedDeclared(this.#scopes, place));
  }

  #fail(message: string, span: Span): void {
    this.errors.push({ message, span });
  }
}
