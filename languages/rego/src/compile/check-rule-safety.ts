import { documentText } from '../evaluate/document-text.ts';
import type { RegoValue } from '../values/value.ts';
import { isGeneratedName } from './build-terms.ts';
import { orderForSafety } from './check-safety.ts';
import { safetySearch, varsIn, varsInAll, varsInBody } from './collect-vars.ts';
import { type Compilation, headTerms } from './compilation.ts';
import { type CompiledModule, type CompiledRule, forEachRule, mapRules } from './compiled-module.ts';
import { constantValue } from './constant-value.ts';
import { safetyErrors } from './safety-errors.ts';

/** Pass: every variable of a head is bound by the arguments or in the body. */
export function checkHeadSafety(compilation: Compilation): void {
  for (const module of compilation.modules) {
    const scopes = new RuleScopes(module);
    forEachRule(module, (rule) => {
      const bound = varsInAll(rule.head.args, {}, varsInBody(rule.body, safetySearch));
      for (const term of headTerms(rule)) {
        for (const name of varsIn(term)) {
          const shown = compilation.rewritten.get(name) ?? name;
          if (bound.has(name) || isGeneratedName(shown) || shown === 'input' || shown === 'data') continue;
          const message = `var ${shown} is unsafe${scopes.of(rule)}`;
          compilation.fatal('rego_unsafe_var_error', message, module, term.span);
          bound.add(name);
        }
      }
    });
  }
}

/** Pass: orders bodies so that every variable is bound before it is needed. */
export function checkBodySafety(compilation: Compilation): void {
  for (const module of compilation.modules) {
    const scopes = new RuleScopes(module);
    mapRules(module, (rule) => {
      const globals = varsInAll(rule.head.args, {}, new Set(['input', 'data']));
      const { body, unsafe } = orderForSafety(rule.body, compilation.arity, globals);
      if (unsafe.size === 0) return { ...rule, body };
      const errors = safetyErrors(unsafe, compilation.rewritten, scopes.of(rule));
      for (const { message, span } of errors) compilation.fatal('rego_unsafe_var_error', message, module, span);
      return errors.length > 0 ? rule : { ...rule, body };
    });
  }
}

/** Names the rule in messages where its line holds rules of several names. */
class RuleScopes {
  readonly #module: CompiledModule;
  #shared: ReadonlySet<number> | undefined;

  constructor(module: CompiledModule) {
    this.#module = module;
  }

  of(rule: CompiledRule): string {
    this.#shared ??= sharedLines(this.#module);
    return this.#shared.has(lineOf(rule)) ? ` in rule ${ruleName(rule)}` : '';
  }
}

function sharedLines(module: CompiledModule): Set<number> {
  const first = new Map<number, string>();
  const shared = new Set<number>();
  forEachRule(module, (rule) => {
    const line = lineOf(rule);
    const name = ruleName(rule);
    const known = first.get(line);
    if (known === undefined) first.set(line, name);
    else if (known !== name) shared.add(line);
  });
  return shared;
}

function lineOf(rule: CompiledRule): number {
  return rule.module.source.position(rule.span.start).line;
}

/** The constant beginning of a rule's reference. */
function ruleName(rule: CompiledRule): string {
  const keys: RegoValue[] = [rule.head.name];
  for (const part of rule.head.path) {
    const key = constantValue(part);
    if (key === undefined) break;
    keys.push(key);
  }
  return documentText(keys).slice('data.'.length);
}
