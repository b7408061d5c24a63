import type { Diagnostic } from '@bulwark/text';
import type { Module, RefTerm, RegoVersion } from '../ast/ast.ts';
import { OutOfTime, withinTime } from '../ast/effort.ts';
import type { RegoError } from '../ast/rego-error.ts';
import { declarations } from '../builtins/declarations.ts';
import { builtins } from '../builtins/registry.ts';
import { Policy } from '../evaluate/policy.ts';
import { parseModule, parseTerm } from '../syntax/parse.ts';
import type { RegoValue } from '../values/value.ts';
import { headName } from './build-terms.ts';
import { allowedBuiltins, type Capabilities } from './capabilities.ts';
import { Compilation } from './compilation.ts';
import type { CompileError } from './compile-errors.ts';
import { compileModules } from './compile-modules.ts';
import { compiledModule } from './compiled-module.ts';
import { constantValue } from './constant-value.ts';
import { childOf, type RuleNode } from './rule-tree.ts';
import type { Schemas } from './types/schema-annotations.ts';

/** The text of one module with the name that errors give it. */
export interface ModuleText {
  readonly name: string;
  readonly text: string;
}

export interface CompileOptions {
  readonly modules: readonly (ModuleText | Module)[];
  /** References that are asked for: `data.a.p` or `a/p`. The first is what a policy evaluates unless told. */
  readonly entrypoints?: readonly string[];
  /** Base documents. */
  readonly data?: RegoValue;
  /** What policies may use; everything this engine has unless told. */
  readonly capabilities?: Capabilities;
  /** How modules are read; v1 unless told. */
  readonly regoVersion?: RegoVersion;
  /** Unused variables and imports are errors, and so on, in every version. */
  readonly strict?: boolean;
  /** JSON Schemas by the names that annotations use: `schema.input`; `schema` alone is that of `input`. */
  readonly schemas?: Schemas;
  /** Calls of `print` reach the host; otherwise they do nothing. */
  readonly print?: boolean;
  readonly limits?: CompileLimits;
}

export interface CompileLimits {
  /** Tells whether to stop reading and compiling; asked every few thousand nodes or so. */
  readonly isOver?: (() => boolean) | undefined;
}

export interface Compiled {
  /** Undefined where there are errors. */
  readonly policy: Policy | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles modules to a policy; all errors found are told, up to 100. */
export function compile(options: CompileOptions): Compiled {
  const { isOver } = options.limits ?? {};
  try {
    return withinTime(isOver, () => compileAll(options));
  } catch (error) {
    if (isOver === undefined || !(error instanceof OutOfTime)) throw error;
    const { message } = error;
    return { policy: undefined, diagnostics: [{ severity: 'error', code: 'eval_cancel_error', message }] };
  }
}

function compileAll(options: CompileOptions): Compiled {
  const parsed = options.modules.map((module) => parsedModule(module, options));
  const errors = parsed.flatMap((one) => ('errors' in one ? one.errors : []));
  if (errors.length > 0) return { policy: undefined, diagnostics: errors.map(diagnosticOf) };
  const modules = parsed.flatMap((one) => ('module' in one ? [compiledModule(one.name, one.module)] : []));
  const compilation = new Compilation(modules, {
    builtins: allowedBuiltins(declarations, options.capabilities),
    strict: options.strict === true,
    print: options.print === true,
    mostErrors,
    schemas: options.schemas,
  });
  try {
    compileModules(compilation);
  } catch (error) {
    // The engine's own stack is as deep as modules can nest.
    if (!(error instanceof RangeError)) throw error;
    const message = `modules nest too deep: ${error.message}`;
    return { policy: undefined, diagnostics: [{ severity: 'error', code: 'rego_compile_error', message }] };
  }
  if (compilation.errors.count > 0) {
    return { policy: undefined, diagnostics: compilation.errors.sorted().map(diagnosticOf) };
  }
  const missing = missingEntrypoints(options.entrypoints ?? [], compilation.tree);
  if (missing.length > 0) return { policy: undefined, diagnostics: missing };
  const entrypoint = options.entrypoints?.[0];
  const policy = new Policy(compilation, {
    data: options.data ?? {},
    entrypoint: entrypoint === undefined ? 'data' : entrypointQuery(entrypoint),
    version: options.regoVersion ?? 'v1',
    builtins,
  });
  return { policy, diagnostics: [] };
}

const mostErrors = 100;

type Parsed = { readonly name: string; readonly module: Module } | { readonly errors: readonly RegoError[] };

function parsedModule(given: ModuleText | Module, { regoVersion }: CompileOptions): Parsed {
  if ('rules' in given) return { name: given.source.name, module: given };
  const version = regoVersion === undefined ? {} : { version: regoVersion };
  const { module, errors } = parseModule(given.text, { file: given.name, ...version });
  return module === undefined ? { errors } : { name: given.name, module };
}

/** An entrypoint must lead to a rule, or to a package with rules. */
function missingEntrypoints(entrypoints: readonly string[], tree: RuleNode): Diagnostic[] {
  return entrypoints.flatMap((entrypoint): Diagnostic[] => {
    const { term } = parseTerm(entrypointQuery(entrypoint));
    if (term?.type === 'ref' && headName(term) === 'data' && leadsToRule(term, tree)) return [];
    const message = `entrypoint ${JSON.stringify(entrypoint)} does not refer to a rule or policy decision`;
    return [{ severity: 'error', code: 'rego_compile_error', message }];
  });
}

function leadsToRule(ref: RefTerm, tree: RuleNode): boolean {
  let node = tree;
  for (const part of ref.path) {
    const key = constantValue(part);
    const child = key === undefined ? undefined : childOf(node, key);
    if (child === undefined) return node.rules.length > 0;
    if (child.rules.length > 0) return true;
    node = child;
  }
  return true;
}

/** `a/p` and `data.a.p` name the same document. */
function entrypointQuery(entrypoint: string): string {
  if (entrypoint.startsWith('data.') || entrypoint === 'data') return entrypoint;
  return `data${entrypoint
    .split('/')
    .map((part) => `[${JSON.stringify(part)}]`)
    .join('')}`;
}

function diagnosticOf({ code, message, location, detail }: CompileError): Diagnostic {
  if (location === undefined) return { severity: 'error', code, message };
  const { file, row, col } = location;
  const diagnostic = { severity: 'error', code, message, file, line: row, column: col } as const;
  return detail === undefined ? diagnostic : { ...diagnostic, remedy: detail };
}
