import type { SourceText } from '@bulwark/text';
import type { Annotations, Body, Import, Module, RefTerm, RegoVersion, Rule, Span, Term } from '../ast/ast.ts';

/** A module on its way through the passes. Passes replace its rules; everything else stays. */
export interface CompiledModule {
  readonly name: string;
  readonly source: SourceText;
  readonly version: RegoVersion;
  /** `data.a.b` */
  readonly package: RefTerm;
  readonly imports: readonly Import[];
  readonly annotations: readonly Annotations[];
  rules: readonly CompiledRule[];
}

/** A rule, or a branch of `else`, on its way through the passes. */
export interface CompiledRule {
  readonly module: CompiledModule;
  readonly origin: Rule;
  readonly span: Span;
  readonly default: boolean;
  readonly head: CompiledHead;
  readonly body: Body;
  readonly else: CompiledRule | undefined;
}

export interface CompiledHead {
  /** The rule's name as written: a var. */
  readonly name: string;
  readonly span: Span;
  /** What follows the name: `[x].y`. */
  readonly path: readonly Term[];
  readonly args: readonly Term[];
  /** Of a multi-value rule. */
  readonly key: Term | undefined;
  readonly value: Term | undefined;
}

export function compiledModule(name: string, module: Module): CompiledModule {
  const compiled: CompiledModule = {
    name,
    source: module.source,
    version: module.version,
    package: module.package.path,
    imports: module.imports,
    annotations: module.annotations,
    rules: [],
  };
  compiled.rules = module.rules.map((rule) => compiledRule(rule, compiled));
  return compiled;
}

function compiledRule(rule: Rule, module: CompiledModule): CompiledRule {
  const { head } = rule;
  return {
    module,
    origin: rule,
    span: rule.span,
    default: rule.default,
    head: {
      name: head.ref.head.type === 'var' ? head.ref.head.name : '',
      span: head.span,
      path: head.ref.path,
      args: head.args,
      key: head.key,
      value: head.value,
    },
    body: rule.body,
    else: rule.else === undefined ? undefined : compiledRule(rule.else, module),
  };
}

/** The rules of a module with all branches of `else`, each replaced by what `by` gives (its own `else` set after). */
export function mapRules(module: CompiledModule, by: (rule: CompiledRule) => CompiledRule): void {
  module.rules = module.rules.map((rule) => mapChain(rule, by));
}

function mapChain(rule: CompiledRule, by: (rule: CompiledRule) => CompiledRule): CompiledRule {
  const mapped = by(rule);
  return rule.else === undefined ? mapped : { ...mapped, else: mapChain(rule.else, by) };
}

/** Calls `each` with every rule and every branch of `else`. */
export function forEachRule(module: CompiledModule, each: (rule: CompiledRule) => void): void {
  for (const rule of module.rules) for (const branch of chainOf(rule)) each(branch);
}

/** A rule and its branches of `else`, in order. */
export function chainOf(rule: CompiledRule): readonly CompiledRule[] {
  const chain: CompiledRule[] = [];
  for (let branch: CompiledRule | undefined = rule; branch !== undefined; branch = branch.else) chain.push(branch);
  return chain;
}

/** `data.a.b.p[x].q`, the package included. */
export function fullRef(rule: CompiledRule): RefTerm {
  const { head, module } = rule;
  const name: Term = { type: 'string', value: head.name, span: head.span };
  return { ...module.package, path: [...module.package.path, name, ...head.path], span: head.span };
}

export function isFunctionRule(rule: CompiledRule): boolean {
  return rule.head.args.length > 0;
}
