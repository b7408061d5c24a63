import type { RefTerm } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
import { headName } from './build-terms.ts';
import { type Names, refsIn } from './collect-vars.ts';
import { type Compilation, headTerms } from './compilation.ts';
import { type CompiledRule, chainOf, forEachRule, fullRef } from './compiled-module.ts';
import { constantValue } from './constant-value.ts';
import { type KnownValues, knownValues, narrowedRefs, selectsSurely, varsBefore } from './narrow-refs.ts';
import { renamedVars } from './renamed-vars.ts';
import { nodesBelow, type RuleNode, rulesSelectedBy } from './rule-tree.ts';

/** Which rules the rules of a policy refer to. */
export type RuleGraph = ReadonlyMap<CompiledRule, ReadonlyMap<CompiledRule, Edge>>;

/** `possible`: only a variable's value can tell whether the rule is meant. */
type Edge = 'certain' | 'possible';

/** The references of every rule, by the rule itself and by each branch of `else`. */
export function ruleGraph(compilation: Compilation): RuleGraph {
  const graph = new Map<CompiledRule, Map<CompiledRule, Edge>>();
  for (const module of compilation.modules) forEachRule(module, (rule) => graph.set(rule, edgesOf(rule, compilation)));
  return graph;
}

function edgesOf(rule: CompiledRule, { tree }: Compilation): Map<CompiledRule, Edge> {
  const edges = new Map<CompiledRule, Edge>();
  const known = knownValues(rule.body);
  const bound = varsBefore(rule);
  const places = [...rule.body.map((expr) => refsIn([expr])), refsIn(headTerms(rule))];
  places.forEach((refs, at) => {
    for (const ref of refs)
      for (const found of selections(ref, { tree, known: known(at), bound: () => bound(at) })) {
        for (const branch of chainOf(found.rule)) if (edges.get(branch) !== 'certain') edges.set(branch, found.edge);
      }
  });
  return edges;
}

interface RefPlace {
  readonly tree: RuleNode;
  readonly known: KnownValues;
  readonly bound: () => Names;
}

function selections(
  ref: RefTerm,
  { tree, known, bound }: RefPlace,
): readonly { readonly rule: CompiledRule; readonly edge: Edge }[] {
  if (headName(ref) !== 'data') return [];
  if (ref.path.every((part) => constantValue(part) !== undefined)) {
    return [...rulesSelectedBy(tree, ref)].map((selected) => ({ rule: selected, edge: 'certain' }));
  }
  const narrowed = narrowedRefs(ref, known);
  const selector = narrowed.length === 1 ? (narrowed[0] ?? ref) : ref;
  return narrowed.flatMap((one) =>
    [...rulesSelectedBy(tree, one)].map((selected) => ({
      rule: selected,
      edge: selectsSurely(selector, selected, bound()) ? ('certain' as const) : ('possible' as const),
    })),
  );
}

/** Pass: no rule refers to itself, directly or by way of others. */
export function checkRecursion(compilation: Compilation, graph: RuleGraph): void {
  const inCycle = rulesInCycles(graph);
  for (const node of nodesBelow(compilation.tree)) {
    for (const rule of node.rules.flatMap(chainOf)) {
      if (!inCycle.has(rule) || compilation.errors.isFull) continue;
      const certain = pathBack(rule, graph, (edge) => edge === 'certain');
      const path = certain ?? pathBack(rule, graph, () => true);
      if (path === undefined) continue;
      const names = [rule, ...path].map((one) => printTerm(renamedVars(fullRef(one), compilation.rewritten)));
      const verb = certain === undefined ? 'may be' : 'is';
      const message = `rule ${names[0]} ${verb} recursive: ${names.join(' -> ')}`;
      compilation.fatal('rego_recursion_error', message, rule.module, rule.span);
    }
  }
}

/** The rules left when those without references to the rest are taken away, again and again. */
function rulesInCycles(graph: RuleGraph): ReadonlySet<CompiledRule> {
  const waits = new Map([...graph].map(([rule, edges]) => [rule, edges.size]));
  const users = new Map<CompiledRule, CompiledRule[]>();
  for (const [rule, edges] of graph) {
    for (const used of edges.keys()) {
      const known = users.get(used);
      if (known === undefined) users.set(used, [rule]);
      else known.push(rule);
    }
  }
  const free = [...waits].filter(([, count]) => count === 0).map(([rule]) => rule);
  for (let rule = free.pop(); rule !== undefined; rule = free.pop()) {
    waits.delete(rule);
    for (const user of users.get(rule) ?? []) {
      const left = (waits.get(user) ?? 0) - 1;
      if (waits.has(user)) waits.set(user, left);
      if (left === 0) free.push(user);
    }
  }
  return new Set(waits.keys());
}

/** The rules on a way from a rule back to itself, itself last. */
function pathBack(
  start: CompiledRule,
  graph: RuleGraph,
  allowed: (edge: Edge) => boolean,
): readonly CompiledRule[] | undefined {
  const from = new Map<CompiledRule, CompiledRule>();
  const stack = [start];
  for (let rule = stack.pop(); rule !== undefined; rule = stack.pop()) {
    for (const [next, edge] of graph.get(rule) ?? []) {
      if (!allowed(edge)) continue;
      if (next === start) return wayTo(rule, start, from);
      if (from.has(next)) continue;
      from.set(next, rule);
      stack.push(next);
    }
  }
  return undefined;
}

/** The rules after `start` on the way to `last`, and `start` again. */
function wayTo(
  last: CompiledRule,
  start: CompiledRule,
  from: ReadonlyMap<CompiledRule, CompiledRule>,
): readonly CompiledRule[] {
  const way = [start];
  for (let rule: CompiledRule | undefined = last; rule !== undefined && rule !== start; rule = from.get(rule))
    way.push(rule);
  return way.reverse();
}
