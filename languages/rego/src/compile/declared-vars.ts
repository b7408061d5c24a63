import type { Body, Expr } from '../ast/ast.ts';
import type { Node } from '../ast/for-each-child.ts';
import { isAssignment } from './build-terms.ts';
import { varsIn } from './collect-vars.ts';
import { walk } from './walk.ts';

/** The variables that `:=` and `some` declare in a body, its `every` and `not` included, its comprehensions not. */
export function declaredInBody(body: Body, found: Set<string> = new Set()): Set<string> {
  for (const expr of body) declaredIn(expr, found);
  return found;
}

export function declaredIn(expr: Expr, found: Set<string> = new Set()): Set<string> {
  walk(expr, (node) => enter(node, found));
  return found;
}

function enter(node: Node, found: Set<string>): boolean {
  if (node.type === 'callExpr' && isAssignment(node) && node.args.length === 2) {
    const target = node.args[0];
    if (target !== undefined) varsIn(target, {}, found);
  }
  if (node.type === 'some') {
    for (const symbol of node.symbols) {
      if (symbol.type === 'call') for (const arg of symbol.args.slice(0, -1)) varsIn(arg, {}, found);
      else varsIn(symbol, {}, found);
    }
  }
  return node.type === 'arrayComprehension' || node.type === 'setComprehension' || node.type === 'objectComprehension';
}
