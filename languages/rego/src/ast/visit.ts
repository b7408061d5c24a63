import type { Expr, Head, Rule, Term, With } from './ast.ts';

/** A node that a walk comes by. */
export type Visited = Rule | Head | Expr | With | Term;

/**
 * Shows a node and everything in it to `enter`, from the outside in and in the order of the text, `else` included.
 * What is in a node is left out where `enter` returns 'skip'.
 */
export function visit(node: Visited, enter: (node: Visited) => 'skip' | undefined): void {
  if (enter(node) === 'skip') return;
  for (const part of partsOf(node)) visit(part, enter);
}

/** The nodes directly in a node. */
function partsOf(node: Visited): readonly Visited[] {
  switch (node.type) {
    case 'rule':
      return [node.head, ...node.body, ...given(node.else)];
    case 'head':
      return [node.ref, ...node.args, ...given(node.key), ...given(node.value)];
    case 'with':
      return [node.target, node.value];
    case 'termExpr':
    case 'callExpr':
    case 'some':
    case 'every':
    case 'not':
    case 'and':
    case 'or':
      return [...partsOfExpr(node), ...node.with];
    default:
      return partsOfTerm(node);
  }
}

function given<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

function partsOfExpr(expr: Expr): readonly Visited[] {
  switch (expr.type) {
    case 'termExpr':
      return [expr.term];
    case 'callExpr':
      return [expr.operator, ...expr.args];
    case 'some':
      return expr.symbols;
    case 'every':
      return [...given<Term>(expr.key), expr.value, expr.domain, ...expr.body];
    case 'not':
      return expr.body;
    case 'and':
    case 'or':
      return [...expr.left, ...expr.right];
    default:
      return expr satisfies never;
  }
}

function partsOfTerm(term: Term): readonly Visited[] {
  switch (term.type) {
    case 'ref':
      return [term.head, ...term.path];
    case 'array':
    case 'set':
      return term.items;
    case 'object':
      return term.entries.flatMap(({ key, value }) => [key, value]);
    case 'arrayComprehension':
    case 'setComprehension':
      return [term.term, ...term.body];
    case 'objectComprehension':
      return [term.key, term.value, ...term.body];
    case 'call':
      return [term.operator, ...term.args];
    case 'templateString':
      return term.parts;
    case 'null':
    case 'boolean':
    case 'number':
    case 'string':
    case 'var':
      return [];
    default:
      return term satisfies never;
  }
}
