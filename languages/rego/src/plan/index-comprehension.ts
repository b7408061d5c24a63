import type { Body } from '../ast/ast.ts';
import { forEachChild, type Node } from '../ast/for-each-child.ts';
import { type ComprehensionTerm, isComprehension, operatorName } from '../compile/build-terms.ts';
import { orderForSafety } from '../compile/check-safety.ts';
import { contains, type Names, safetySearch, varsIn, varsInAll, varsInBody } from '../compile/collect-vars.ts';
import { type ArityOf, outputsOfBody } from '../compile/output-vars.ts';
import { renamedTerm } from '../compile/renamed-vars.ts';

/** A comprehension evaluated once for all values of variables around it, and grouped by them. */
export interface GroupedComprehension {
  /** Variables around the comprehension. */
  readonly outer: readonly string[];
  /** The same variables inside, under names of their own. */
  readonly inner: readonly string[];
  /** The comprehension, its body in an order that needs nothing from around it. */
  readonly term: ComprehensionTerm;
}

const roots: ReadonlySet<string> = new Set(['input', 'data']);

/** How a comprehension can be grouped by what is bound around it; undefined where that is not possible or of no use. */
export function groupComprehension(
  term: ComprehensionTerm,
  bound: Names,
  arity: ArityOf,
): GroupedComprehension | undefined {
  const { body } = term;
  const outputs = outputsOfBody(body, arity, roots);
  const used = [...varsInBody(body, safetySearch)].filter((name) => !roots.has(name));
  if (!used.every((name) => outputs.has(name))) return undefined;
  const outer = used.filter((name) => bound.has(name));
  if (outer.length === 0 || body.some((expr) => closesOver(expr, bound))) return undefined;
  // What the term takes from around the comprehension must be among the keys, too.
  if (varsInTerm(term).some((name) => bound.has(name) && !outer.includes(name))) return undefined;
  if (isLookedUp(body, bound)) return undefined;
  const { body: ordered, unsafe } = orderForSafety(body, arity, roots);
  if (unsafe.size > 0) return undefined;
  const names = new Map(outer.map((name) => [name, `${name}#`]));
  const renamed = renamedTerm({ ...term, body: ordered }, names);
  return isComprehension(renamed) ? { outer, inner: [...names.values()], term: renamed } : undefined;
}

function varsInTerm(term: ComprehensionTerm): readonly string[] {
  const parts = term.type === 'objectComprehension' ? [term.key, term.value] : [term.term];
  return [...varsInAll(parts)];
}

/** A closure inside that uses what is bound around would have to be evaluated for each of its values. */
function closesOver(expr: Node, bound: Names): boolean {
  return contains(
    expr,
    (node) =>
      ('with' in node && node.with.length > 0) ||
      (isClosure(node) && [...varsIn(node, { skipRefHead: true })].some((name) => bound.has(name))),
  );
}

function isClosure(node: Node): boolean {
  return ['every', 'not', 'and', 'or'].includes(node.type) || node.type.endsWith('Comprehension');
}

/** Whether what is bound around is a key of a reference: looking that up is better than any index. */
function isLookedUp(body: Body, bound: Names): boolean {
  const seen = new Set<string>();
  const isNew = (name: string): boolean => bound.has(name) && !seen.has(name);
  const visit = (node: Node): boolean => {
    if (node.type === 'var') seen.add(node.name);
    if (node.type.endsWith('Comprehension')) return false;
    if (node.type === 'ref' && [...varsInAll(node.path)].some(isNew)) return true;
    if (node.type === 'callExpr' && operatorName(node.operator) === 'walk') {
      const [, output] = node.args;
      if (output !== undefined && [...varsIn(output)].some(isNew)) return true;
    }
    let found = false;
    forEachChild(node, (child) => {
      found = found || visit(child);
    });
    return found;
  };
  return body.some(visit);
}
