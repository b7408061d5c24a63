import type { Head } from '../ast/ast.ts';
import { visit } from '../ast/visit.ts';
import type { ParserState } from './parser-state.ts';

/** Whether a default rule has a constant value and plain args; complains at the rule where it has not. */
export function isDefaultAllowed(p: ParserState, head: Head, start: number): boolean {
  const before = p.complaints;
  if (head.value !== undefined) {
    visit(head.value, (node) => {
      if (node.type.endsWith('Comprehension')) return 'skip';
      if (node.type !== 'ref' && node.type !== 'var' && node.type !== 'call') return undefined;
      p.error(start, `illegal default rule (value cannot contain ${node.type})`);
      return 'skip';
    });
  }
  if (p.complaints === before) checkArgs(p, head, start);
  return p.complaints === before;
}

function checkArgs(p: ParserState, { args }: Head, start: number): void {
  const names = new Set<string>();
  for (const arg of args) {
    if (arg.type !== 'var') {
      p.error(start, `illegal default rule (arguments cannot contain ${arg.type.toLowerCase()})`);
    } else if (names.has(arg.name)) p.error(start, `illegal default rule (arguments cannot be repeated ${arg.name})`);
    else names.add(arg.name);
  }
}
