import type { Body, Term } from '../ast/ast.ts';
import { isComprehension, isScalar, isWildcardName } from './build-terms.ts';
import { forEachExpr, varsIn, varsInAll, varsInBody } from './collect-vars.ts';
import { type Compilation, headTerms } from './compilation.ts';
import { type CompiledModule, type CompiledRule, chainOf } from './compiled-module.ts';
import { declaredInBody } from './declared-vars.ts';
import { mapHead } from './expand-heads.ts';
import { LocalScopes } from './local-scopes.ts';
import { LocalRenamer } from './rename-locals.ts';
import { renamedTerm } from './renamed-vars.ts';
import type { LocalError } from './unused-locals.ts';
import { mapList, mapTerm } from './walk.ts';

/** Pass: gives local variables names of their own, `__local0__`, and turns `:=` and `some … in` into unification. */
export function renameLocals(compilation: Compilation): void {
  for (const module of compilation.modules) {
    module.rules = module.rules.map((rule) => new RuleRenamer(compilation, module).chain(rule));
  }
}

class RuleRenamer {
  readonly #compilation: Compilation;
  readonly #module: CompiledModule;
  readonly #args = new LocalScopes();
  #unusedArgs = new Set<string>();

  constructor(compilation: Compilation, module: CompiledModule) {
    this.#compilation = compilation;
    this.#module = module;
  }

  chain(rule: CompiledRule): CompiledRule {
    const { strict } = this.#compilation.options;
    if (strict) this.#unusedArgs = varsInAll(rule.head.args);
    for (const arg of rule.head.args) this.#declareArg(arg);
    const branches = chainOf(rule).map((branch) => this.#rule(branch));
    for (const name of this.#unusedArgs) {
      if (isWildcardName(name)) continue;
      const message = `unused argument ${name}. (hint: use _ (wildcard variable) instead)`;
      this.#compilation.recoverable('rego_compile_error', message, this.#module, rule.head.span);
    }
    return branches.reduceRight((after, branch) => ({ ...branch, else: after }), branches.pop() ?? rule);
  }

  #declareArg(arg: Term): void {
    if (arg.type === 'var') {
      if (this.#args.declared(arg.name) !== undefined) this.#args.seen(arg.name);
      else this.#args.insert(arg.name, this.#compilation.names.next(), 'argument');
    } else if (arg.type === 'array') for (const item of arg.items) this.#declareArg(item);
    else if (arg.type === 'object') for (const entry of arg.entries) this.#declareArg(entry.value);
    else if (arg.type === 'ref') for (const part of [arg.head, ...arg.path]) this.#declareArg(part);
    else if (arg.type === 'call') {
      const message = 'rule arguments cannot contain calls';
      this.#compilation.fatal('rego_compile_error', message, this.#module, arg.span);
    }
  }

  #rule(given: CompiledRule): CompiledRule {
    const rule = this.#headClosures(given);
    const scopes = this.#args.copy();
    const used = varsInAll(headTerms(rule).filter((term) => !rule.head.args.includes(term)));
    for (const name of [...this.#unusedArgs]) if (used.has(name)) this.#unusedArgs.delete(name);
    this.#shadowBuiltins(rule, scopes);
    const renamer = this.#renamer(scopes);
    const body = renamer.body(rule.body, used);
    this.#report(renamer);
    this.#remember(scopes);
    for (const name of [...this.#unusedArgs]) if (scopes.count(name) > 1) this.#unusedArgs.delete(name);
    const names = scopes.current.names;
    const rename = (term: Term): Term => renamedTerm(term, names);
    const head = mapHead({ ...rule.head, path: mapList(rule.head.path, rename) }, rename);
    return { ...rule, head, body };
  }

  #renamer(scopes: LocalScopes): LocalRenamer {
    const { names, options } = this.#compilation;
    return new LocalRenamer(scopes, names, options.strict);
  }

  #remember(scopes: LocalScopes): void {
    for (const [name, original] of scopes.rewritten) this.#compilation.rewritten.set(name, original);
  }

  #report({
    errors,
    unused,
  }: {
    readonly errors: readonly LocalError[];
    readonly unused: readonly LocalError[];
  }): void {
    for (const { message, span } of errors) {
      this.#compilation.fatal('rego_compile_error', message, this.#module, span);
    }
    for (const { message, span } of unused) {
      this.#compilation.recoverable('rego_compile_error', message, this.#module, span);
    }
  }

  /** Comprehensions in a head have scopes of their own, apart from the body. */
  #headClosures(rule: CompiledRule): CompiledRule {
    if (headTerms(rule).every((term) => isScalar(term) || term.type === 'var')) return rule;
    return { ...rule, head: mapHead(rule.head, (term) => this.#headTerm(term)) };
  }

  #headTerm(term: Term): Term {
    if (!isComprehension(term) && term.type !== 'templateString') {
      return mapTerm(term, { term: (inner) => this.#headTerm(inner), body: (body) => body });
    }
    const scopes = new LocalScopes();
    const renamer = this.#renamer(scopes);
    const result = renamer.term(term);
    this.#report(renamer);
    this.#remember(scopes);
    return result;
  }

  /** A variable with the name of a builtin gets another, lest a later pass takes it for the builtin. */
  #shadowBuiltins(rule: CompiledRule, scopes: LocalScopes): void {
    const { builtins } = this.#compilation.options;
    const inBody = varsInBody(rule.body, { skipCallHead: true, skipClosures: true });
    const candidates = [...inBody].filter((name) => builtins.has(name)).sort();
    if (candidates.length === 0) return;
    const kept = declaredInBody(rule.body, varsInWiths(rule.body));
    for (const name of candidates) {
      if (kept.has(name) || scopes.declared(name) !== undefined) continue;
      scopes.insert(name, this.#compilation.names.next(), 'seen');
    }
  }
}

function varsInWiths(body: Body): Set<string> {
  const found = new Set<string>();
  forEachExpr(body, (expr) => {
    for (const one of expr.with) varsIn(one.value, {}, varsIn(one.target, {}, found));
  });
  return found;
}
