import type { Body } from '../ast/ast.ts';
import { isUnification } from './build-terms.ts';
import { safetySearch, union, type VarSearch, varsIn, varsInAll } from './collect-vars.ts';
import { type ArityOf, outputsOfUnification } from './output-vars.ts';

/** Variables of `not`, `and` and `or` without braces that must come from around them. */
export function searchWithOperands(arity: ArityOf): VarSearch {
  return {
    ...safetySearch,
    custom: (node, found) => {
      if (node.type === 'not') {
        if (!node.explicitBody) union(found, openInOperand(node.body, arity));
      } else if (node.type === 'and' || node.type === 'or') {
        if (!node.explicitLeft) union(found, openInOperand(node.left, arity));
        if (!node.explicitRight) union(found, openInOperand(node.right, arity));
      } else return false;
      varsInAll(node.with, safetySearch, found);
      return true;
    },
  };
}

const patternSearch = { skipClosures: true, skipSets: true, skipObjectKeys: true, skipRefHead: true };

/** The variables of an operand without braces that it does not bind and use by itself. */
function openInOperand(body: Body, arity: ArityOf): Set<string> {
  const uses = new Map<string, number>();
  for (const expr of body) for (const name of varsIn(expr, searchWithOperands(arity))) add(uses, name);
  if (body.length === 1) return new Set(uses.keys());
  const bound = boundInOperand(body, arity, new Set(uses.keys()));
  return new Set([...uses.keys()].filter((name) => !bound.has(name) || uses.get(name) === 1));
}

function add(uses: Map<string, number>, name: string): void {
  uses.set(name, (uses.get(name) ?? 0) + 1);
}

function boundInOperand(body: Body, arity: ArityOf, names: ReadonlySet<string>): Set<string> {
  const safe = new Set([...names, 'input', 'data']);
  const unifications = body.filter(isUnification);
  for (const { args } of unifications) for (const arg of args) if (arg.type === 'var') safe.delete(arg.name);
  const bound = new Set<string>();
  for (let before = -1; before !== bound.size; ) {
    before = bound.size;
    for (const expr of unifications) {
      for (const name of outputsOfUnification(expr, safe)) {
        bound.add(name);
        safe.add(name);
      }
    }
  }
  for (const expr of body) {
    if (expr.type !== 'callExpr' || isUnification(expr)) continue;
    const takes = arity(expr.operator);
    if (takes !== undefined && takes < expr.args.length) varsInAll(expr.args.slice(takes), patternSearch, bound);
  }
  return bound;
}
