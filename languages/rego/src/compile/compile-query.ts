import type { SourceText } from '@bulwark/text';
import type { Body, Expr, Import, RefTerm, Span, Term } from '../ast/ast.ts';
import type { RegoErrorCode } from '../ast/rego-error.ts';
import {
  type CompiledCall,
  isGeneratedName,
  isWildcardName,
  operatorName,
  unification,
  varTerm,
} from './build-terms.ts';
import { undefinedFunctionErrors, voidCallErrors } from './check-calls.ts';
import { orderForSafety } from './check-safety.ts';
import { varsInBody } from './collect-vars.ts';
import type { Compilation } from './compilation.ts';
import { CompileErrors } from './compile-errors.ts';
import { declaredInBody } from './declared-vars.ts';
import { CallExpander, type Subjects } from './expand-calls.ts';
import { ComprehensionExpander, TermHoister } from './hoist-terms.ts';
import { LocalNames, LocalScopes } from './local-scopes.ts';
import { erasePrintCalls, PrintExpander } from './print-calls.ts';
import { LocalRenamer } from './rename-locals.ts';
import { renamedVars } from './renamed-vars.ts';
import { globalsOf, Resolver } from './resolve-refs.ts';
import { safetyErrors } from './safety-errors.ts';
import { TemplateExpander } from './template-strings.ts';
import { checkBody } from './types/check-types.ts';
import { walk } from './walk.ts';
import { WithChecker } from './with-modifiers.ts';

/** A query in the form that is planned. */
export interface CompiledQuery {
  readonly body: Body;
  /** The variables that the query binds, by the names that passes gave them. */
  readonly variables: ReadonlyMap<string, string>;
  /** Of each expression the variable that holds its value; undefined for one that is just true. */
  readonly captures: readonly (string | undefined)[];
  /** The numbers of the expressions in the order in which they are evaluated, which is that of results. */
  readonly order: readonly number[];
}

/** How bare names in a query are read: as in a module of this package with these imports. */
export interface QueryScope {
  readonly package?: RefTerm | undefined;
  readonly imports?: readonly Import[] | undefined;
  readonly names?: Iterable<string> | undefined;
}

interface QueryError {
  readonly code?: RegoErrorCode;
  readonly message: string;
  readonly span: Span;
}

/** Compiles queries against compiled modules. */
export class QueryCompiler {
  readonly errors: CompileErrors;
  readonly #policy: Compilation;
  readonly #source: SourceText;
  readonly #names: LocalNames;
  readonly #subjects: Subjects = new Map();
  #body: Body;

  constructor(policy: Compilation, body: Body, source: SourceText) {
    this.#policy = policy;
    this.#source = source;
    this.#body = body;
    this.errors = new CompileErrors(policy.options.mostErrors);
    this.#names = new LocalNames(varsInBody(body), '__localq');
  }

  compile(scope: QueryScope): CompiledQuery | undefined {
    this.#resolve(scope);
    const spans = this.#body.map(({ span }) => span);
    const captures = this.#capture();
    const rewritten = this.#rename();
    const written = [...varsInBody(this.#body, { skipCallHead: true, skipClosures: true })];
    const passes = [
      () => this.#templates(rewritten),
      () => this.#report(voidCallErrors(this.#body, this.#policy)),
      () => this.#print(rewritten),
      () => this.#flatten(),
      () => this.#report(undefinedFunctionErrors(this.#body, this.#policy)),
      () => this.#order(rewritten),
      () => {
        this.#body = new TermHoister(this.#names, this.#subjects).body(this.#body);
      },
      () => this.#checkTypes(rewritten),
    ];
    for (const pass of passes) {
      if (this.errors.stopped) return undefined;
      pass();
    }
    if (this.errors.count > 0) return undefined;
    return {
      body: this.#body,
      variables: variablesOf(written, rewritten),
      captures,
      order: orderOf(spans, this.#body),
    };
  }

  #resolve({ package: path, imports = [], names = [] }: QueryScope): void {
    if (path === undefined) return;
    const globals = globalsOf({ package: path, imports }, names);
    this.#body = new Resolver(globals, [declaredInBody(this.#body)]).body(this.#body);
  }

  /** Values of expressions are kept in variables; among several expressions a false one still fails. */
  #capture(): (string | undefined)[] {
    const checks: Expr[] = [];
    const isChecked = this.#body.length > 1 || this.#body.some(iterates);
    const captures: (string | undefined)[] = [];
    this.#body = this.#body.map((expr, at) => {
      const captured = captureValue(expr, `$term${at}`, this.#policy);
      captures.push(captured === expr ? undefined : `$term${at}`);
      if (captured === expr || !isChecked) return captured;
      const term = varTerm(`$term${at}`, expr.span);
      checks.push({ type: 'termExpr', negated: false, term, with: [], span: expr.span });
      return captured;
    });
    this.#body = [...this.#body, ...checks];
    return captures;
  }

  #rename(): ReadonlyMap<string, string> {
    const scopes = new LocalScopes();
    const renamer = new LocalRenamer(scopes, this.#names, false);
    this.#body = renamer.body(this.#body, new Set());
    this.#report([...renamer.errors, ...renamer.unused]);
    return scopes.rewritten;
  }

  #templates(rewritten: ReadonlyMap<string, string>): void {
    const { arity, options, tree } = this.#policy;
    const context = { names: this.#names, arity, builtins: options.builtins, tree, rewritten };
    const expander = new TemplateExpander(context);
    this.#body = expander.body(this.#body, roots);
    this.#report(expander.errors);
  }

  #print(rewritten: ReadonlyMap<string, string>): void {
    const { arity, options } = this.#policy;
    if (!options.print) {
      this.#body = erasePrintCalls(this.#body);
      return;
    }
    const expander = new PrintExpander({ names: this.#names, arity, rewritten });
    this.#body = expander.body(this.#body, roots);
    this.#report(expander.errors);
  }

  #flatten(): void {
    const { tree, options } = this.#policy;
    const calls = new CallExpander(this.#names, this.#subjects).body(this.#body);
    const checker = new WithChecker({ names: this.#names, tree, builtins: options.builtins, isQuery: true });
    this.#body = checker.body(new ComprehensionExpander(this.#names).body(calls));
    this.#report(checker.errors);
  }

  #order(rewritten: ReadonlyMap<string, string>): void {
    const { body, unsafe } = orderForSafety(this.#body, this.#policy.arity, roots);
    this.#body = body;
    if (unsafe.size === 0) return;
    const errors = safetyErrors(unsafe, rewritten, '');
    this.#report(errors.map((error) => ({ ...error, code: 'rego_unsafe_var_error' })));
  }

  #checkTypes(rewritten: ReadonlyMap<string, string>): void {
    const { types } = this.#policy;
    if (types === undefined) return;
    const names = new Map([...this.#policy.rewritten, ...rewritten]);
    const rename = (ref: RefTerm): RefTerm => renamedVars(ref, names, this.#subjects);
    const { errors } = checkBody(types, this.#body, { rename, dependents: () => [] });
    this.#report(errors.map((error) => ({ ...error, code: 'rego_type_error' })));
  }

  #report(errors: readonly QueryError[]): void {
    for (const { code = 'rego_compile_error', message, span } of errors) {
      this.errors.fatal(code, message, { source: this.#source, span });
    }
  }
}

function orderOf(spans: readonly Span[], body: Body): readonly number[] {
  const places = spans.map((span) =>
    body.findIndex((expr) => expr.span.start === span.start && expr.span.end === span.end),
  );
  return spans.map((_, at) => at).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
}

/** An expression that binds its value to a variable; the very expression where it has none. */
function captureValue(expr: Expr, variableName: string, policy: Compilation): Expr {
  if ('negated' in expr && expr.negated) return expr;
  const variable = varTerm(variableName, expr.span);
  if (expr.type === 'termExpr') {
    const captured: CompiledCall = { ...unification(expr.term, variable, expr.span), generated: false };
    return { ...captured, with: expr.with };
  }
  if (expr.type !== 'callExpr') return expr;
  const name = operatorName(expr.operator);
  if (name === 'assign' || name === 'eq') return expr;
  const builtin = policy.options.builtins.get(name);
  const takesOutput = policy.arity(expr.operator) === expr.args.length && (!builtin || builtin.result !== undefined);
  return takesOutput ? { ...expr, args: [...expr.args, variable] } : expr;
}

/** Whether an expression may have several solutions; what comprehensions do inside does not count. */
function iterates(expr: Expr): boolean {
  let found = false;
  walk(expr, (node) => {
    if (node.type === 'some' || (node.type === 'ref' && node.path.some(isOpen))) found = true;
    return found || ('type' in node && node.type.endsWith('Comprehension'));
  });
  return found;
}

function isOpen(term: Term): boolean {
  return term.type === 'var';
}

const roots: ReadonlySet<string> = new Set(['input', 'data']);

/** Users see what they named themselves, `_` excepted. */
function variablesOf(names: readonly string[], rewritten: ReadonlyMap<string, string>): Map<string, string> {
  const result = new Map<string, string>();
  for (const name of names) {
    const shown = rewritten.get(name) ?? name;
    if (!roots.has(shown) && !isWildcardName(shown) && !isGeneratedName(shown)) result.set(name, shown);
  }
  return result;
}
