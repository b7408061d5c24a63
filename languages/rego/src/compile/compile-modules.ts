import type { Body, Expr, Term } from '../ast/ast.ts';
import { nameRef, operatorName } from './build-terms.ts';
import { checkDeprecatedCalls, checkUndefinedFunctions, checkVoidCalls } from './check-calls.ts';
import { checkConflicts } from './check-conflicts.ts';
import { checkDuplicateImports, checkUnusedImports } from './check-imports.ts';
import { checkOverrides } from './check-overrides.ts';
import { checkRecursion, type RuleGraph, ruleGraph } from './check-recursion.ts';
import { checkBodySafety, checkHeadSafety } from './check-rule-safety.ts';
import { contains, union, varsInAll } from './collect-vars.ts';
import { type Compilation, headTerms } from './compilation.ts';
import { type CompiledRule, mapRules } from './compiled-module.ts';
import { CallExpander } from './expand-calls.ts';
import { expandHeadCalls, expandHeadPath, expandHeadRefs, mapHead } from './expand-heads.ts';
import { expandMetadata } from './expand-metadata.ts';
import { ComprehensionExpander, TermHoister } from './hoist-terms.ts';
import { outputsOfBody } from './output-vars.ts';
import { eraseInTerm, erasePrintCalls, PrintExpander } from './print-calls.ts';
import { renameLocals } from './rename-rule.ts';
import { resolveRefs } from './resolve-refs.ts';
import { ruleTree } from './rule-tree.ts';
import { TemplateExpander } from './template-strings.ts';
import { checkRuleTypes } from './types/check-rule-types.ts';
import { changed, mapExpr, mapList, mapTerm } from './walk.ts';
import { WithChecker } from './with-modifiers.ts';

type Pass = (compilation: Compilation) => void;

/** Checks modules and brings them into the form that is planned. The order of the passes is OPA's. */
export function compileModules(compilation: Compilation): void {
  const graph: { rules?: RuleGraph } = {};
  const passes: readonly Pass[] = [
    (given) => {
      given.globals = resolveRefs(given.modules, given.errors);
    },
    checkUnusedImports,
    expandHeadPaths,
    checkOverrides,
    checkDuplicateImports,
    setTree,
    renameLocals,
    expandTemplates,
    checkVoidCalls,
    expandPrintCalls,
    expandCalls,
    expandMetadata,
    setTree,
    expandHeads,
    expandWith,
    setTree,
    checkConflicts,
    checkUndefinedFunctions,
    checkHeadSafety,
    checkBodySafety,
    unifyEquals,
    hoistTerms,
    setTree,
    (given) => {
      graph.rules = ruleGraph(given);
      checkRecursion(given, graph.rules);
    },
    (given) => {
      given.types = checkRuleTypes(given, graph.rules ?? new Map());
    },
    checkDeprecatedCalls,
  ];
  for (const pass of passes) {
    pass(compilation);
    if (compilation.errors.stopped) return;
  }
}

/** Pass: the tree of rules, anew after each change of the rules. */
function setTree(compilation: Compilation): void {
  compilation.tree = ruleTree(compilation.modules);
}

/** Pass: heads' references hold nothing but scalars and variables. */
function expandHeadPaths(compilation: Compilation): void {
  for (const module of compilation.modules) mapRules(module, (rule) => expandHeadPath(rule, compilation.names));
}

/** Pass: template strings become calls. */
function expandTemplates(compilation: Compilation): void {
  for (const module of compilation.modules) {
    const expander = new TemplateExpander({ ...compilation, builtins: compilation.options.builtins });
    mapRules(module, (rule) => {
      const isTemplate = (node: { readonly type: string }): boolean => node.type === 'templateString';
      if (![...headTerms(rule), ...rule.body].some((node) => contains(node, isTemplate))) return rule;
      const known = varsInAll(rule.head.args, {}, new Set(['input', 'data']));
      const inHead = union(outputsOfBody(rule.body, compilation.arity, known), known);
      const head = mapHead(rule.head, (term) => expander.term(term, inHead));
      return { ...rule, head, body: expander.body(rule.body, known) };
    });
    for (const { message, span } of expander.errors) compilation.fatal('rego_compile_error', message, module, span);
  }
}

/** Pass: `print` is made ready, or left out. */
function expandPrintCalls(compilation: Compilation): void {
  for (const module of compilation.modules) {
    const expander = new PrintExpander(compilation);
    mapRules(module, (rule) => {
      if (!compilation.options.print) {
        return { ...rule, head: mapHead(rule.head, eraseInTerm), body: erasePrintCalls(rule.body) };
      }
      const known = varsInAll(rule.head.args, {}, new Set(['input', 'data']));
      const head = mapHead(rule.head, (term) => expander.term(term, known));
      return { ...rule, head, body: expander.body(rule.body, known) };
    });
    for (const { message, span } of expander.errors) compilation.fatal('rego_compile_error', message, module, span);
  }
}

/** Pass: every call is a statement of its own. */
function expandCalls(compilation: Compilation): void {
  const calls = new CallExpander(compilation.names, compilation.subjects);
  for (const module of compilation.modules) mapRules(module, (rule) => expandHeadCalls(rule, calls));
}

/** Pass: heads and the terms of comprehensions hold nothing that must be evaluated. */
function expandHeads(compilation: Compilation): void {
  const comprehensions = new ComprehensionExpander(compilation.names);
  for (const module of compilation.modules) mapRules(module, (rule) => expandHeadRefs(rule, comprehensions));
}

/** Pass: `with` replaces what can be replaced, by values that are calculated before. */
function expandWith(compilation: Compilation): void {
  const { names, tree, options } = compilation;
  for (const module of compilation.modules) {
    const checker = new WithChecker({ names, tree, builtins: options.builtins });
    mapRules(module, (rule) => ({ ...rule, body: checker.body(rule.body) }));
    for (const { code, message, span } of checker.errors) compilation.fatal(code, message, module, span);
  }
}

/** Pass: in rules `==` unifies, now that safety has been checked. */
function unifyEquals(compilation: Compilation): void {
  for (const module of compilation.modules) mapRules(module, unifyInRule);
}

function unifyInRule(rule: CompiledRule): CompiledRule {
  return { ...rule, body: unifyInBody(rule.body) };
}

function unifyInBody(body: Body): Body {
  return mapList(body, unifyInExpr);
}

function unifyInExpr(expr: Expr): Expr {
  const mapped = mapExpr(expr, { term: unifyInTerm, body: unifyInBody });
  if (mapped.type !== 'callExpr' || mapped.args.length !== 2 || operatorName(mapped.operator) !== 'equal')
    return mapped;
  return changed(mapped, { operator: nameRef('eq', mapped.operator.span) });
}

function unifyInTerm(term: Term): Term {
  return mapTerm(term, { term: unifyInTerm, body: unifyInBody });
}

/** Pass: references and comprehensions inside terms are evaluated before. */
function hoistTerms(compilation: Compilation): void {
  const hoister = new TermHoister(compilation.names, compilation.subjects);
  for (const module of compilation.modules) {
    mapRules(module, (rule) => ({ ...rule, body: hoister.body(rule.body) }));
  }
}
