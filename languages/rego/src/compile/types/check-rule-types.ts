import type { RefTerm, Term } from '../../ast/ast.ts';
import { forEachChild, type Node } from '../../ast/for-each-child.ts';
import type { RuleGraph } from '../check-recursion.ts';
import type { Compilation } from '../compilation.ts';
import type { CompiledRule } from '../compiled-module.ts';
import { chainOf, forEachRule, fullRef } from '../compiled-module.ts';
import { renamedVars } from '../renamed-vars.ts';
import { groundPrefix, isGroundPath, rulesSelectedBy } from '../rule-tree.ts';
import { builtinTypes, checkBody, type TypeCheckContext } from './check-types.ts';
import { anyType, functionOf, objectOf, type RegoType, unknownType } from './rego-type.ts';
import { putInputType, putSchemaTypes } from './schema-annotations.ts';
import type { BodyTypes, TypeEnv } from './type-env.ts';

/** Pass: operands and arguments are of types that fit, and references lead somewhere. Gives what is known then. */
export function checkRuleTypes(compilation: Compilation, graph: RuleGraph): TypeEnv {
  const context: TypeCheckContext = {
    rename: (ref) => renamedVars(ref, compilation.rewritten, compilation.subjects),
    dependents: dependentsOf(compilation, graph),
  };
  const env = builtinTypes(compilation.options.builtins, context).inner();
  putInputType(env, compilation);
  for (const rule of inOrderOfUse(compilation, graph)) checkRule({ rule, env, context, compilation });
  return env;
}

interface RuleChecking {
  readonly rule: CompiledRule;
  readonly env: TypeEnv;
  readonly context: TypeCheckContext;
  readonly compilation: Compilation;
}

function checkRule({ rule, env, context, compilation }: RuleChecking): void {
  const own = env.inner();
  putSchemaTypes(rule, own, compilation);
  const types = checkBody(own, rule.body, context);
  const ref = fullRef(rule);
  const { source } = rule.module;
  for (const { message, span, detail } of types.errors) {
    compilation.errors.recoverable('rego_type_error', message, { source, span, detail });
  }
  if (types.errors.length > 0) {
    // Whoever refers to the rule shall not hear of its errors again.
    env.tree.put([ref.head, ...ref.path], anyType);
    return;
  }
  const type = ruleType(rule, types);
  if (type.kind === 'unknown') return;
  env.tree.insert([ref.head, ...groundPrefix(ref.path)], type, (term) => types.env.typeOf(term));
}

function ruleType(rule: CompiledRule, { env }: BodyTypes): RegoType {
  const { args, key, value, path } = rule.head;
  if (args.length > 0) {
    for (const arg of args) settleVariables(arg, env);
    const result = value === undefined ? unknownType : env.typeOf(value);
    const types = args.map((arg) => env.typeOf(arg));
    return functionOf(types, result.kind === 'unknown' ? undefined : result);
  }
  const own: RegoType = key === undefined ? typeOf(value, env) : { kind: 'set', of: env.typeOf(key) };
  if (isGroundPath(path) || own.kind === 'unknown') return own;
  const open = path.slice(groundPrefix(path).length);
  return open.reduceRight((inner, part) => objectOf(env.typeOf(part), inner), own);
}

function typeOf(term: Term | undefined, env: TypeEnv): RegoType {
  return term === undefined ? unknownType : env.typeOf(term);
}

/** Variables of arguments that the body says nothing about may be anything. */
function settleVariables(node: Node, env: TypeEnv): void {
  if (node.type === 'var' && env.typeOf(node).kind === 'unknown') env.setVariable(node, anyType);
  forEachChild(node, (child) => settleVariables(child, env));
}

/** Rules after those they refer to. */
function inOrderOfUse(compilation: Compilation, graph: RuleGraph): readonly CompiledRule[] {
  const sorted: CompiledRule[] = [];
  const seen = new Set<CompiledRule>();
  for (const module of compilation.modules) forEachRule(module, (rule) => visit(rule, graph, { sorted, seen }));
  return sorted;
}

interface Sorting {
  readonly sorted: CompiledRule[];
  readonly seen: Set<CompiledRule>;
}

function visit(start: CompiledRule, graph: RuleGraph, { sorted, seen }: Sorting): void {
  const stack: { readonly rule: CompiledRule; readonly left: CompiledRule[] }[] = [];
  const enter = (rule: CompiledRule): void => {
    if (seen.has(rule)) return;
    seen.add(rule);
    stack.push({ rule, left: [...(graph.get(rule)?.keys() ?? [])] });
  };
  enter(start);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.left.pop();
    if (next !== undefined) enter(next);
    else {
      stack.pop();
      sorted.push(top.rule);
    }
  }
}

/** The rules that a reference selects, and all that refer to them, directly or not. */
function dependentsOf(compilation: Compilation, graph: RuleGraph): TypeCheckContext['dependents'] {
  let users: ReadonlyMap<CompiledRule, readonly CompiledRule[]> | undefined;
  return (target: RefTerm) => {
    users ??= usersOf(graph);
    const found = new Set<CompiledRule>([...rulesSelectedBy(compilation.tree, target)].flatMap(chainOf));
    for (const rule of found) for (const user of users.get(rule) ?? []) found.add(user);
    return [...found].map((rule) => groundPrefix(fullRef(rule).path));
  };
}

function usersOf(graph: RuleGraph): Map<CompiledRule, CompiledRule[]> {
  const users = new Map<CompiledRule, CompiledRule[]>();
  for (const [rule, edges] of graph) {
    for (const used of edges.keys()) {
      const known = users.get(used);
      if (known === undefined) users.set(used, [rule]);
      else known.push(rule);
    }
  }
  return users;
}
