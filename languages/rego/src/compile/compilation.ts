import type { Span, Term } from '../ast/ast.ts';
import type { RegoErrorCode } from '../ast/rego-error.ts';
import type { Declaration } from '../builtins/declarations/declare.ts';
import { headName, operatorName } from './build-terms.ts';
import { varsInAll } from './collect-vars.ts';
import { CompileErrors } from './compile-errors.ts';
import { type CompiledModule, type CompiledRule, forEachRule } from './compiled-module.ts';
import type { Subjects } from './expand-calls.ts';
import { LocalNames } from './local-scopes.ts';
import type { ArityOf } from './output-vars.ts';
import type { Globals } from './resolve-refs.ts';
import { findNode, type RuleNode, ruleTree } from './rule-tree.ts';
import type { Schemas } from './types/schema-annotations.ts';
import type { TypeEnv } from './types/type-env.ts';

export interface CompilationOptions {
  readonly builtins: ReadonlyMap<string, Declaration>;
  /** Unused variables and imports, deprecated builtins and shadowed documents are errors in v0 too. */
  readonly strict: boolean;
  /** Keep `print`; without it calls of `print` do nothing. */
  readonly print: boolean;
  readonly mostErrors: number;
  /** With them, annotations of schemas count. */
  readonly schemas?: Schemas | undefined;
}

/** The state of compiling a set of modules: passes read and replace what is here. */
export class Compilation {
  readonly modules: readonly CompiledModule[];
  readonly options: CompilationOptions;
  readonly errors: CompileErrors;
  readonly names: LocalNames;
  /** The names users gave to variables that passes renamed. */
  readonly rewritten = new Map<string, string>();
  /** The terms that generated variables stand for, for messages. */
  readonly subjects: Subjects = new Map();
  globals: ReadonlyMap<CompiledModule, Globals> = new Map();
  tree: RuleNode;
  /** Known once rules have been checked. */
  types: TypeEnv | undefined;

  constructor(modules: readonly CompiledModule[], options: CompilationOptions) {
    this.modules = modules;
    this.options = options;
    this.errors = new CompileErrors(options.mostErrors);
    this.names = new LocalNames(allVars(modules));
    this.tree = ruleTree([]);
  }

  /** How many arguments a builtin or a function of the policy takes. */
  readonly arity: ArityOf = (operator) => {
    if (headName(operator) === 'data') {
      return findNode(this.tree, operator)?.rules[0]?.head.args.length;
    }
    const builtin = this.options.builtins.get(operatorName(operator));
    return builtin?.args.length;
  };

  fatal(code: RegoErrorCode, message: string, module: CompiledModule, span: Span): void {
    this.errors.fatal(code, message, { source: module.source, span });
  }

  recoverable(code: RegoErrorCode, message: string, module: CompiledModule, span: Span): void {
    this.errors.recoverable(code, message, { source: module.source, span });
  }
}

function allVars(modules: readonly CompiledModule[]): Set<string> {
  const found = new Set<string>();
  for (const module of modules) forEachRule(module, (rule) => varsInAll(nodesOf(rule), {}, found));
  return found;
}

/** The head's terms and the body of a rule. */
export function nodesOf(rule: CompiledRule): readonly (Term | CompiledRule['body'][number])[] {
  return [...headTerms(rule), ...rule.body];
}

export function headTerms(rule: CompiledRule): readonly Term[] {
  const { path, args, key, value } = rule.head;
  return [...path, ...args, ...(key === undefined ? [] : [key]), ...(value === undefined ? [] : [value])];
}
