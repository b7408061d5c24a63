import type { Head, Rule } from './ast.ts';
import { forEachChild, type Node } from './for-each-child.ts';

/** A node that a walk comes by. */
export type Visited = Rule | Head | Node;

/**
 * Shows a node and everything in it to `enter`, from the outside in and in the order of the text, `else` included.
 * What is in a node is left out where `enter` returns 'skip'.
 */
export function visit(node: Visited, enter: (node: Visited) => 'skip' | undefined): void {
  if (enter(node) === 'skip') return;
  const below = (part: Visited): void => visit(part, enter);
  if (node.type === 'rule') {
    below(node.head);
    node.body.forEach(below);
    if (node.else !== undefined) below(node.else);
  } else if (node.type === 'head') {
    below(node.ref);
    node.args.forEach(below);
    if (node.key !== undefined) below(node.key);
    if (node.value !== undefined) below(node.value);
  } else forEachChild(node, below);
}
