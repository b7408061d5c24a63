import type { Body, CallExpr, Expr, RefTerm } from '../ast/ast.ts';
import type { Node } from '../ast/for-each-child.ts';
import { isConstant, isFromAssignment, isUnification } from './build-terms.ts';
import { isSubset, type Names, safetySearch, union, varsIn, varsInAll, without } from './collect-vars.ts';
import { isRefSafe, unifiedVars } from './unify-vars.ts';
import { walk } from './walk.ts';

/** How many arguments a function takes; undefined for an unknown one. */
export type ArityOf = (operator: RefTerm) => number | undefined;

/** The variables that a body binds beyond those in `safe`. */
export function outputsOfBody(body: Body, arity: ArityOf, safe: Names): Set<string> {
  const outputs = new Set<string>();
  const bound = { has: (name: string): boolean => outputs.has(name) || safe.has(name) };
  for (const expr of body) union(outputs, outputsOfExpr(expr, arity, bound));
  return outputs;
}

/** The variables that an expression binds where those in `safe` are bound already. */
export function outputsOfExpr(expr: Expr, arity: ArityOf, safe: Names): Set<string> {
  if ('negated' in expr && expr.negated) return new Set();
  if (!expr.with.every((one) => isSubset(varsIn(one, safetySearch), safe))) return new Set();
  switch (expr.type) {
    case 'termExpr':
      return outputsOfTerms([expr], safe);
    case 'callExpr':
      if (isUnification(expr)) return outputsOfUnification(expr, safe);
      return outputsOfCall(expr, arity(expr.operator), safe);
    case 'every':
      return outputsOfTerms([expr.domain], safe);
    default:
      return new Set();
  }
}

export function outputsOfUnification(expr: CallExpr, safe: Names): Set<string> {
  const [left, right] = expr.args;
  if (left === undefined || right === undefined) return new Set();
  const outputs = outputsOfTerms([expr], safe);
  // What `:=` assigns is output only: nothing may be bound backwards through it.
  const assigned = isFromAssignment(expr) ? varsIn(left) : none;
  for (const name of assigned) outputs.delete(name);
  const bound = { has: (name: string): boolean => outputs.has(name) || (safe.has(name) && !assigned.has(name)) };
  return without(union(outputs, unifiedVars(bound, left, right)), safe);
}

const none: ReadonlySet<string> = new Set();

const patternSearch = { skipClosures: true, skipSets: true, skipObjectKeys: true, skipRefHead: true };

function outputsOfCall(expr: CallExpr, arity: number | undefined, safe: Names): Set<string> {
  if (arity === undefined) return new Set();
  const output = outputsOfTerms([expr], safe);
  if (arity >= expr.args.length) return output;
  const inputs = varsInAll([expr.operator, ...expr.args.slice(0, arity)], patternSearch);
  for (const name of inputs) if (!output.has(name) && !safe.has(name)) return new Set();
  return varsInAll(expr.args.slice(arity), patternSearch, output);
}

/** The variables that references iterate over. */
function outputsOfTerms(nodes: readonly Node[], safe: Names): Set<string> {
  const found = new Set<string>();
  for (const node of nodes) walk(node, (inner) => enter(inner, safe, found));
  return found;
}

function enter(node: Node, safe: Names, found: Set<string>): boolean {
  if (node.type === 'templateString' || node.type.endsWith('Comprehension')) return true;
  if (node.type !== 'ref') return false;
  if (!isRefSafe(node, safe)) return true;
  if (!node.path.every(isConstant)) varsInAll(node.path, { skipRefHead: true }, found);
  return false;
}
