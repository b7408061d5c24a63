import type { Body, Expr, RefTerm, Span, Term, With } from '../ast/ast.ts';
import type { RegoErrorCode } from '../ast/rego-error.ts';
import type { Declaration } from '../builtins/declarations/declare.ts';
import { dottedName, headName, isRootName, unification, varTerm } from './build-terms.ts';
import { forEachExpr, requiresEvaluation } from './collect-vars.ts';
import { isFunctionRule } from './compiled-module.ts';
import { constantValue } from './constant-value.ts';
import type { LocalNames } from './local-scopes.ts';
import { childOf, findNode, type RuleNode } from './rule-tree.ts';
import { changed, mapExpr, mapList, mapTerm } from './walk.ts';

export interface WithError {
  readonly code: RegoErrorCode;
  readonly message: string;
  readonly span: Span;
}

export interface WithContext {
  readonly names: LocalNames;
  readonly tree: RuleNode;
  readonly builtins: ReadonlyMap<string, Declaration>;
  /** In queries OPA leaves `with` inside comprehensions, `every` and `not` as it is written. */
  readonly isQuery?: boolean;
}

/** Checks the targets of `with`, and moves values that need evaluation into statements before. */
export class WithChecker {
  readonly errors: WithError[] = [];
  readonly #context: WithContext;

  constructor(context: WithContext) {
    this.#context = context;
  }

  readonly body = (body: Body): Body => {
    const result: Expr[] = [];
    for (const expr of body) {
      const inner = this.#context.isQuery ? this.#outermost(expr) : mapExpr(expr, { term: this.term, body: this.body });
      result.push(changed(inner, { with: mapList(inner.with, (one) => this.#with(one, result)) }));
    }
    return result.length === body.length && result.every((expr, at) => expr === body[at]) ? body : result;
  };

  readonly term = (term: Term): Term => mapTerm(term, { term: this.term, body: this.body });

  #outermost(expr: Expr): Expr {
    forEachExpr([expr], (inner) => {
      if (inner === expr) return;
      for (const { target } of inner.with)
        if (!this.#isKnown(target)) this.errors.push({ ...unknownTarget, span: target.span });
    });
    return expr;
  }

  #with(given: With, result: Expr[]): With {
    const one = this.#asRefs(given);
    const problem = this.#problem(one);
    if (problem !== undefined) {
      this.errors.push({ ...problem, span: one.target.span });
      return one;
    }
    if (this.#isFunctionValue(one) || !requiresEvaluation(one.value)) return one;
    const local = varTerm(this.#context.names.next(), one.value.span);
    result.push(unification(local, one.value, one.value.span));
    return { ...one, value: local };
  }

  /** A lone name of a builtin is a reference to it. */
  #asRefs(one: With): With {
    return changed(one, { target: this.#builtinRef(one.target), value: this.#builtinRef(one.value) });
  }

  #builtinRef<Given extends Term>(term: Given): Given | RefTerm {
    if (term.type !== 'var' || !this.#context.builtins.has(term.name)) return term;
    return { type: 'ref', head: term, path: [], span: term.span };
  }

  #problem(one: With): Omit<WithError, 'span'> | undefined {
    const { target } = one;
    if (target.type === 'ref' && headName(target) === 'data') return this.#dataProblem(target);
    if (target.type === 'ref' && headName(target) === 'input') return undefined;
    const builtin = target.type === 'ref' ? this.#builtin(target) : undefined;
    if (builtin === undefined) return unknownTarget;
    const message = builtinProblem(builtin);
    if (message === undefined) return undefined;
    return { code: 'rego_compile_error', message: `with keyword replacing built-in function: ${message}` };
  }

  #dataProblem(target: RefTerm): Omit<WithError, 'span'> | undefined {
    let node: RuleNode | undefined = this.#context.tree;
    for (const part of target.path.slice(0, -1)) {
      const key = constantValue(part);
      node = key === undefined ? undefined : childOf(node, key);
      if (node === undefined) return undefined;
      if (node.rules.length > 0) {
        const message = 'with keyword cannot partially replace virtual document(s)';
        return { code: 'rego_compile_error', message };
      }
    }
    return undefined;
  }

  #isKnown(target: Term): boolean {
    const ref = this.#builtinRef(target);
    return ref.type === 'ref' && (isRootName(headName(ref)) || this.#builtin(ref) !== undefined);
  }

  #builtin(ref: RefTerm): Declaration | undefined {
    return this.#context.builtins.get(dottedName(ref) ?? '');
  }

  /** A function named, not called: it stays a reference. */
  #isFunctionValue(one: With): boolean {
    const { target, value } = one;
    if (value.type !== 'ref') return false;
    const rules = findNode(this.#context.tree, value);
    if (rules?.rules.some(isFunctionRule)) return true;
    if (target.type !== 'ref' || !this.#isFunction(target)) return false;
    return rules !== undefined || this.#builtin(value) !== undefined;
  }

  #isFunction(ref: RefTerm): boolean {
    if (headName(ref) === 'input') return false;
    if (headName(ref) === 'data') return findNode(this.#context.tree, ref)?.rules.some(isFunctionRule) === true;
    return this.#builtin(ref) !== undefined;
  }
}

const unknownTarget = {
  code: 'rego_type_error',
  message: 'with keyword target must reference existing input, data, or a function',
} as const;

function builtinProblem(builtin: Declaration): string | undefined {
  const { name } = builtin;
  if (name === 'eq' || name === 'rego.metadata.chain' || name === 'rego.metadata.rule') {
    return `replacement of "${name}" invalid`;
  }
  if (name.startsWith('internal.')) return `replacement of internal function "${name}" invalid`;
  if (builtin.relation) return 'target must not be a relation';
  return builtin.result === undefined ? 'target must not be a void function' : undefined;
}
