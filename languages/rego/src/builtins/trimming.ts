import type { Builtin } from './builtin.ts';
import { textAt } from './operands.ts';

export const trimmingBuiltins: readonly Builtin[] = [
  { name: 'trim', evaluate: (args) => trimLeft(trimRight(textAt(args, 0), textAt(args, 1)), textAt(args, 1)) },
  { name: 'trim_left', evaluate: (args) => trimLeft(textAt(args, 0), textAt(args, 1)) },
  { name: 'trim_right', evaluate: (args) => trimRight(textAt(args, 0), textAt(args, 1)) },
  { name: 'trim_prefix', evaluate: (args) => trimPrefix(textAt(args, 0), textAt(args, 1)) },
  { name: 'trim_suffix', evaluate: (args) => trimSuffix(textAt(args, 0), textAt(args, 1)) },
  { name: 'trim_space', evaluate: (args) => trimSpace(textAt(args, 0)) },
];

function trimLeft(text: string, cutset: string): string {
  const cut = new Set(cutset);
  let at = 0;
  for (const character of text) {
    if (!cut.has(character)) break;
    at += character.length;
  }
  return text.slice(at);
}

function trimRight(text: string, cutset: string): string {
  const cut = new Set(cutset);
  let end = text.length;
  while (end > 0) {
    const pair = end > 1 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 2, end));
    const start = end - (pair ? 2 : 1);
    if (!cut.has(text.slice(start, end))) break;
    end = start;
  }
  return text.slice(0, end);
}

function trimPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function trimSuffix(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
}

// Unicode's White_Space, as Go's `unicode.IsSpace`: JavaScript's trim() differs in U+0085 and U+FEFF.
const leading = /^[\t-\r \u0085\p{Z}]+/u;
const space = /[\t-\r \u0085\p{Z}]/u;

function trimSpace(text: string): string {
  const start = text.replace(leading, '');
  let end = start.length;
  while (end > 0 && space.test(start.charAt(end - 1))) end--;
  return start.slice(0, end);
}
