import { compile, type EvaluationFailure, type Module, type Policy, parseModule, type RegoValue } from '@bulwark/rego';
import type { Diagnostic } from '@bulwark/text';
import type { EvaluationBudget } from '../policy-runtime.ts';
import type { PolicyModule, PolicySources } from './policy-sources.ts';

export interface CompileChoice {
  readonly v0: boolean;
  readonly strict: boolean;
  /** The time that reading and compiling may take; any time unless told. */
  readonly budget?: EvaluationBudget;
}

/** A policy, the modules it is made of, and what is wrong with the others. */
export interface CompiledPolicies {
  /** Undefined where modules are broken and all were wanted. */
  readonly policy: Policy | undefined;
  readonly modules: readonly Module[];
  readonly problems: readonly Diagnostic[];
}

/** Compiles all that was loaded; one error is enough for no policy. */
export function compileAll(sources: PolicySources, choice: CompileChoice): CompiledPolicies {
  const { modules, problems } = parseAll(sources.modules, choice.budget);
  const errors = [...sources.problems, ...problems];
  if (errors.length > 0) return { policy: undefined, modules, problems: errors };
  const { policy, diagnostics } = compileModules(modules, sources.data, choice);
  return { policy, modules, problems: diagnostics };
}

/** Compiles the modules that are in order. Those that are not are told of, and the rest is judged without them. */
export function compileGood(
  sources: PolicySources,
  choice: CompileChoice & { readonly prepare?: (modules: readonly Module[]) => readonly Module[] },
): CompiledPolicies {
  const parsed = parseAll(sources.modules, choice.budget);
  const problems = [...sources.problems, ...parsed.problems];
  let { modules } = parsed;
  for (;;) {
    const { policy, diagnostics } = compilePrepared(modules, sources.data, choice);
    if (policy !== undefined) return { policy, modules, problems };
    problems.push(...diagnostics);
    const broken = new Set(diagnostics.map(({ file }) => file));
    const rest = modules.filter((module) => !broken.has(module.source.name));
    // Without a module to blame nothing is left to try.
    if (rest.length === modules.length) return { policy: undefined, modules: [], problems };
    modules = rest;
  }
}

/** What `prepare` makes of modules is compiled; where that does not compile, they are as they stand. */
function compilePrepared(modules: readonly Module[], data: RegoValue, choice: Parameters<typeof compileGood>[1]) {
  const prepared = choice.prepare === undefined ? undefined : compileModules(choice.prepare(modules), data, choice);
  return prepared?.policy === undefined ? compileModules(modules, data, choice) : prepared;
}

function compileModules(modules: readonly Module[], data: RegoValue, { v0, strict, budget }: CompileChoice) {
  const limits = budget?.limits ?? {};
  const compiled = compile({ modules, data, strict, print: true, regoVersion: v0 ? 'v0' : 'v1', limits });
  return { policy: compiled.policy, diagnostics: compiled.diagnostics.map((one) => inTime(one, budget)) };
}

/** An error of a budget that is used up names what was used up. */
function inTime(given: Diagnostic, budget: EvaluationBudget | undefined): Diagnostic {
  if (budget === undefined || given.code !== 'eval_cancel_error') return given;
  return { ...given, message: budget.named({ code: given.code, message: given.message }).message };
}

function parseAll(
  given: readonly PolicyModule[],
  budget: EvaluationBudget | undefined,
): {
  readonly modules: readonly Module[];
  readonly problems: readonly Diagnostic[];
} {
  const modules: Module[] = [];
  const problems: Diagnostic[] = [];
  for (const { name, text, version } of given) {
    const { module, errors } = parseModule(text, { file: name, version, limits: { isOver: budget?.limits.isOver } });
    if (module === undefined) problems.push(...errors.map((error) => inTime(diagnosticOf(error), budget)));
    else modules.push(module);
  }
  return { modules, problems };
}

/** An error of Rego as a diagnostic. */
export function diagnosticOf({ code, message, location }: EvaluationFailure): Diagnostic {
  if (location === undefined) return { severity: 'error', code, message };
  const { file, row, col } = location;
  return { severity: 'error', code, message, ...(file === '' ? {} : { file }), line: row, column: col };
}

/** `error: policy.rego:5:1: rego_parse_error: unexpected } token`, and on another line what helps to mend it. */
export function problemText({ code, message, file, line, column, remedy }: Diagnostic): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const kind = /^(?:rego|eval)_/.test(code) ? `${code}: ` : '';
  const text = `error: ${place === '' ? '' : `${place}: `}${kind}${message}`;
  return remedy === undefined ? text : `${text}\n${remedy}`;
}
