import type { RefTerm, StringTerm, Term } from '../ast/ast.ts';
import type { ParserState } from './parser-state.ts';
import { isKeywordKind, Token } from './token.ts';

export function isRefPart(kind: number): boolean {
  return kind === Token.leftParen || kind === Token.dot || kind === Token.leftBracket;
}

/** `input` and `data` alone are refs. */
export function rootRef(head: Term): Term {
  if (head.type !== 'var' || (head.name !== 'input' && head.name !== 'data')) return head;
  return { type: 'ref', span: head.span, head, path: [] };
}

const refHeads: ReadonlySet<string> = new Set([
  'var',
  'array',
  'object',
  'set',
  'arrayComprehension',
  'objectComprehension',
  'setComprehension',
  'call',
]);

// Longer ones stand in no policy; passes go into references part by part.
const longestPath = 1000;

/** What follows a head: `.name`, `[term]` and `(args)`, up to a blank. The current token is the first of them. */
export function parseRef(p: ParserState, head: Term): Term | undefined {
  if (!refHeads.has(head.type)) {
    p.error(head.span.start, `illegal ref (head cannot be ${head.type.toLowerCase()})`);
  }
  const { start } = head.span;
  const path: Term[] = [];
  do {
    if (p.kind === Token.leftParen) {
      return parseCall(p, { type: 'ref', span: { start, end: p.lastEnd }, head, path });
    }
    const part = p.kind === Token.dot ? parseDotted(p) : parseBracketed(p);
    if (part === undefined) return undefined;
    if (path.push(part) > longestPath) {
      p.illegal(`reference too long: expected at most ${longestPath} parts`);
      return undefined;
    }
    p.advance();
  } while (!p.isAfterBlank && isRefPart(p.kind));
  return { type: 'ref', span: { start, end: p.lastEnd }, head, path };
}

function parseDotted(p: ParserState): StringTerm | undefined {
  if (!p.stopAtBlank()) p.advance();
  if (p.kind !== Token.ident && !isKeywordKind(p.kind)) {
    p.illegal('expected identifier');
    return undefined;
  }
  return { type: 'string', span: p.tokenSpan, value: p.literal };
}

function parseBracketed(p: ParserState): Term | undefined {
  p.advance();
  const term = p.grammar.parseInfix(p);
  if (term === undefined) return undefined;
  if (p.kind === Token.rightBracket) return term;
  p.illegal('expected [');
  return undefined;
}

/** The current token is the opening parenthesis. */
function parseCall(p: ParserState, operator: RefTerm): Term | undefined {
  p.advance();
  const { start } = operator.span;
  const args = p.kind === Token.rightParen ? [] : p.grammar.parseTerms(p, Token.rightParen, []);
  if (args === undefined) return undefined;
  p.advance();
  const span = { start, end: p.lastEnd };
  const term: Term =
    args.length === 0 && isSetConstructor(operator)
      ? { type: 'set', span, items: [] }
      : { type: 'call', span, operator, args };
  if (p.isAfterBlank || (p.kind !== Token.dot && p.kind !== Token.leftBracket)) return term;
  if (!p.enter()) return undefined;
  const ref = parseRef(p, term);
  p.leave();
  return ref;
}

function isSetConstructor({ head, path }: RefTerm): boolean {
  return path.length === 0 && head.type === 'var' && head.name === 'set';
}
