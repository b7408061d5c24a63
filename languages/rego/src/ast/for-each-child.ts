import type { Expr, Term, With } from './ast.ts';
import { effort } from './effort.ts';

export type Node = Term | Expr | With;

/** Calls `each` with every node that stands directly in a node, in the order of the text. */
export function forEachChild(node: Node, each: (child: Node) => void): void {
  effort();
  switch (node.type) {
    case 'ref':
      each(node.head);
      node.path.forEach(each);
      return;
    case 'array':
    case 'set':
      node.items.forEach(each);
      return;
    case 'object':
      for (const entry of node.entries) {
        each(entry.key);
        each(entry.value);
      }
      return;
    case 'arrayComprehension':
    case 'setComprehension':
      each(node.term);
      node.body.forEach(each);
      return;
    case 'objectComprehension':
      each(node.key);
      each(node.value);
      node.body.forEach(each);
      return;
    case 'call':
      each(node.operator);
      node.args.forEach(each);
      return;
    case 'templateString':
      node.parts.forEach(each);
      return;
    case 'with':
      each(node.target);
      each(node.value);
      return;
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'var':
      return;
    default:
      forEachInExpr(node, each);
  }
}

function forEachInExpr(expr: Expr, each: (child: Node) => void): void {
  switch (expr.type) {
    case 'termExpr':
      each(expr.term);
      break;
    case 'callExpr':
      each(expr.operator);
      expr.args.forEach(each);
      break;
    case 'some':
      expr.symbols.forEach(each);
      break;
    case 'every':
      if (expr.key !== undefined) each(expr.key);
      each(expr.value);
      each(expr.domain);
      expr.body.forEach(each);
      break;
    case 'not':
      expr.body.forEach(each);
      break;
    case 'and':
    case 'or':
      expr.left.forEach(each);
      expr.right.forEach(each);
      break;
  }
  expr.with.forEach(each);
}
