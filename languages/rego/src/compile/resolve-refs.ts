import type { Body, Expr, RefTerm, Span, Term, With } from '../ast/ast.ts';
import { headName, isRootDocument, isWildcardName } from './build-terms.ts';
import { varsIn } from './collect-vars.ts';
import type { CompileErrors } from './compile-errors.ts';
import { type CompiledModule, type CompiledRule, mapRules } from './compiled-module.ts';
import { declaredInBody } from './declared-vars.ts';
import { changed, mapExpr, mapList, mapTerm } from './walk.ts';

/** What a bare name stands for in a module: a rule of its package or an import. */
export interface Globals {
  readonly refs: ReadonlyMap<string, RefTerm>;
  readonly used: Set<string>;
}

/** Pass: replaces names of rules and imports by their full references, `data.a.p`. */
export function resolveRefs(modules: readonly CompiledModule[], errors: CompileErrors): Map<CompiledModule, Globals> {
  const names = ruleNames(modules);
  const all = new Map<CompiledModule, Globals>();
  for (const module of modules) {
    const globals = globalsOf(module, names.get(packageKey(module.package)) ?? new Set());
    all.set(module, globals);
    mapRules(module, (rule) => resolveInRule(rule, globals, errors));
  }
  return all;
}

function packageKey(path: RefTerm): string {
  return JSON.stringify(path.path.map((term) => (term.type === 'string' ? term.value : '')));
}

/** The names of rules by package. */
function ruleNames(modules: readonly CompiledModule[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const module of modules) {
    const key = packageKey(module.package);
    const known = names.get(key) ?? new Set();
    names.set(key, known);
    for (const rule of module.rules) known.add(rule.head.name);
  }
  return names;
}

/** The names that rules of a package and imports give to references. */
export function globalsOf(module: Pick<CompiledModule, 'package' | 'imports'>, names: Iterable<string>): Globals {
  const refs = new Map<string, RefTerm>();
  const { package: path } = module;
  for (const name of names) {
    refs.set(name, { ...path, path: [...path.path, { type: 'string', value: name, span: path.span }] });
  }
  for (const one of module.imports) {
    const head = headName(one.path);
    if (head !== 'rego' && head !== 'future') refs.set(importName(one), one.path);
  }
  return { refs, used: new Set() };
}

/** The name an import is used by: its alias, or the last part of its path. */
export function importName(one: { readonly alias: string | undefined; readonly path: RefTerm }): string {
  if (one.alias !== undefined) return one.alias;
  const last = one.path.path.at(-1);
  return last?.type === 'string' ? last.value : (headName(one.path) ?? '');
}

function resolveInRule(rule: CompiledRule, globals: Globals, errors: CompileErrors): CompiledRule {
  const args = argVars(rule, errors);
  if (args === undefined) return rule;
  const scope = new Resolver(globals, [args, declaredInBody(rule.body)]);
  const { head } = rule;
  return {
    ...rule,
    head: {
      ...head,
      path: mapList(head.path, scope.term),
      key: head.key === undefined ? undefined : scope.term(head.key),
      value: head.value === undefined ? undefined : scope.term(head.value),
    },
    body: scope.body(rule.body),
  };
}

/** The variables that a function's arguments bind. */
function argVars(rule: CompiledRule, errors: CompileErrors): Set<string> | undefined {
  const found = new Set<string>();
  for (const arg of rule.head.args) {
    const shadowed = collectArgVars(arg, found);
    if (shadowed === undefined) continue;
    const message = `args must not shadow ${shadowed} (use a different variable name)`;
    errors.fatal('rego_compile_error', message, { source: rule.module.source, span: rule.span });
    return undefined;
  }
  return found;
}

function collectArgVars(term: Term, found: Set<string>): string | undefined {
  if (term.type === 'var') found.add(term.name);
  if (isRootDocument(term)) return term.head.name;
  if (term.type === 'ref') varsIn(term, {}, found);
  if (term.type === 'array') return firstOf(term.items.map((item) => collectArgVars(item, found)));
  if (term.type === 'object') return firstOf(term.entries.map((entry) => collectArgVars(entry.value, found)));
  return undefined;
}

function firstOf(texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined);
}

/** Resolves names inside one rule or query; names that the scopes hold are variables and stay. */
export class Resolver {
  readonly #globals: Globals;
  readonly #scopes: ReadonlySet<string>[];

  constructor(globals: Globals, scopes: ReadonlySet<string>[]) {
    this.#globals = globals;
    this.#scopes = scopes;
  }

  readonly body = (body: Body): Body => mapList(body, this.expr);

  readonly expr = (expr: Expr): Expr => {
    const mapped = this.#expr(expr);
    return changed(mapped, { with: mapList(mapped.with, this.#with) });
  };

  #expr(expr: Expr): Expr {
    const by = { term: this.term, body: this.body };
    switch (expr.type) {
      case 'some':
        return expr.symbols.some((symbol) => symbol.type === 'call') ? mapExpr(expr, by) : expr;
      case 'every':
        return this.#within(varsIn(expr.value, {}, expr.key === undefined ? new Set() : varsIn(expr.key)), () =>
          mapExpr(expr, by),
        );
      case 'callExpr':
        return mapExpr(changed(expr, { operator: this.#operator(expr.operator) }), by);
      default:
        return mapExpr(expr, by);
    }
  }

  readonly #with = (one: With): With => {
    const target = this.term(one.target);
    return target.type === 'ref' || target.type === 'var' ? changed(one, { target }) : one;
  };

  #operator(operator: RefTerm): RefTerm {
    const resolved = this.term(operator);
    return resolved.type === 'ref' ? resolved : operator;
  }

  readonly term = (term: Term): Term => {
    const by = { term: this.term, body: this.body, expr: this.expr };
    switch (term.type) {
      case 'var': {
        const global = this.#global(term.name);
        return global === undefined ? term : placed(global, term.span);
      }
      case 'ref':
        return this.#ref(term);
      case 'call':
        return mapTerm(changed(term, { operator: this.#operator(term.operator) }), by);
      case 'arrayComprehension':
      case 'setComprehension':
      case 'objectComprehension':
        return this.#within(declaredInBody(term.body), () => mapTerm(term, by));
      default:
        return mapTerm(term, by);
    }
  };

  #ref(ref: RefTerm): Term {
    const path = mapList(ref.path, this.term);
    const global = ref.head.type === 'var' ? this.#global(ref.head.name) : undefined;
    if (global === undefined) {
      return changed(ref, { head: ref.head.type === 'var' ? ref.head : this.term(ref.head), path });
    }
    const { head, path: prefix } = placed(global, ref.head.span);
    return { ...ref, head, path: [...prefix, ...path] };
  }

  #global(name: string): RefTerm | undefined {
    if (isWildcardName(name)) return undefined;
    const ref = this.#globals.refs.get(name);
    if (ref === undefined || this.#scopes.some((scope) => scope.has(name))) return undefined;
    this.#globals.used.add(name);
    return ref;
  }

  #within<Result>(names: ReadonlySet<string>, work: () => Result): Result {
    this.#scopes.push(names);
    const result = work();
    this.#scopes.pop();
    return result;
  }
}

/** A reference as if written at another place. */
function placed(ref: RefTerm, span: Span): RefTerm {
  return { ...ref, head: { ...ref.head, span }, path: ref.path.map((term) => ({ ...term, span })), span };
}
