import { ExactDecimal } from '@bulwark/text';
import type { Span } from '../ast/ast.ts';

/** A copy of a node whose every part stands at one span, as OPA places what it means in two places. */
export function relocated<Node extends object>(node: Node, span: Span): Node {
  const parts = Object.entries(node).map(([key, part]) => [key, key === 'span' ? span : relocatedPart(part, span)]);
  return { ...node, ...Object.fromEntries(parts) };
}

function relocatedPart(part: unknown, span: Span): unknown {
  if (Array.isArray(part)) return part.map((item: unknown) => relocatedPart(item, span));
  const isNode = typeof part === 'object' && part !== null && !(part instanceof ExactDecimal);
  return isNode ? relocated(part, span) : part;
}
