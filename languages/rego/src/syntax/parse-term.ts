import type { CallTerm, RefTerm, Term } from '../ast/ast.ts';
import { parseArray, parseSetOrObject } from './parse-composite.ts';
import { parseNumber, parseString, parseTemplateString } from './parse-literal-term.ts';
import { isRefPart, parseRef, rootRef } from './parse-ref.ts';
import type { ParserState } from './parser-state.ts';
import { Token, tokenName } from './token.ts';

/** A term with infix operators; also `k, v in xs`. Undefined where there is none, and then a complaint was made. */
export function parseInfix(p: ParserState): Term | undefined {
  return parseMembership(p, { keyed: true });
}

/** As parseInfix in a list, where a comma parts the elements. */
export function parseInfixInList(p: ParserState, first?: Term): Term | undefined {
  return parseMembership(p, { keyed: false, first });
}

function parseMembership(p: ParserState, how: { keyed: boolean; first?: Term | undefined }): Term | undefined {
  let left = parseOperators(p, 1, how.first);
  for (let levels = 0; left !== undefined; levels++) {
    const member = (how.keyed ? parseKeyedMember(p, left) : undefined) ?? parseMember(p, left);
    if (member === undefined) return left;
    left = member;
    if (p.kind !== Token.in) return left;
    if (!p.enter(levels + 1)) return undefined;
    p.leave(levels + 1);
  }
  return left;
}

/** `, value in xs` behind a key; nothing is passed where it is not that. */
function parseKeyedMember(p: ParserState, key: Term): Term | undefined {
  if (p.kind !== Token.comma) return undefined;
  const saved = p.save();
  p.advance();
  const value = parseOperators(p, 1);
  if (value !== undefined && p.kind === Token.in) {
    const operator = memberRef(p, 'member_3');
    p.advance();
    const domain = parseOperators(p, 1);
    if (domain !== undefined) return call(p, operator, [key, value, domain]);
  }
  p.restore(saved);
  return undefined;
}

function parseMember(p: ParserState, left: Term): Term | undefined {
  p.takeKeywordAsName();
  if (p.kind !== Token.in) return undefined;
  const operator = memberRef(p, 'member_2');
  p.advance();
  const domain = parseOperators(p, 1);
  return domain && call(p, operator, [left, domain]);
}

function memberRef(p: ParserState, name: string): RefTerm {
  const span = { start: p.start, end: p.tokens.end(p.index) };
  return {
    type: 'ref',
    span,
    head: { type: 'var', span, name: 'internal' },
    path: [{ type: 'string', span, value: name }],
  };
}

/** How tightly an operator binds; `in` (level 0) is parsed apart. */
const levels: readonly (readonly number[])[] = [
  [],
  [Token.equal, Token.notEqual, Token.less, Token.greater, Token.lessOrEqual, Token.greaterOrEqual],
  [Token.or],
  [Token.and],
  [Token.add, Token.subtract],
  [Token.multiply, Token.divide, Token.remainder],
];
const levelOf: readonly number[] = Array.from({ length: Token.logicalOr + 1 }, (_, kind) =>
  levels.findIndex((kinds) => kinds.includes(kind)),
);

/** All are left-associative: `a - b - c` is `(a - b) - c`. */
function parseOperators(p: ParserState, lowest: number, first?: Term): Term | undefined {
  let left = first ?? parseTerm(p);
  let highest: number = levels.length;
  for (let depth = 1; left !== undefined; depth++) {
    const level = levelOf[p.kind] ?? -1;
    if (level < lowest || level > highest) return left;
    const operator = operatorRef(p);
    p.advance();
    if (!p.enter(depth)) return undefined;
    const right = parseOperators(p, level + 1);
    p.leave(depth);
    // Without a right side the complaint is made; go on with operators that bind less tightly.
    if (right === undefined) highest = level - 1;
    else left = call(p, operator, [left, right]);
  }
  return left;
}

/** The current token as the name of a builtin. */
export function operatorRef(p: ParserState): RefTerm {
  const span = { start: p.start, end: p.tokens.end(p.index) };
  return { type: 'ref', span, head: { type: 'var', span, name: tokenName(p.kind) }, path: [] };
}

function call(p: ParserState, operator: RefTerm, args: readonly Term[]): CallTerm {
  return { type: 'call', span: { start: args[0]?.span.start ?? 0, end: p.lastEnd }, operator, args };
}

/** One operand: a scalar, var, ref, call, composite, comprehension or a term in parentheses. */
export function parseTerm(p: ParserState): Term | undefined {
  const known = p.recall();
  if (known !== undefined) return known.term;
  if (!p.enter()) return undefined;
  const from = p.index;
  const term = parseOperand(p);
  if (term === undefined || p.index - from > 1) p.remember(from, term);
  p.leave();
  return term;
}

function parseOperand(p: ParserState): Term | undefined {
  takeLogicalCall(p);
  if (p.kind !== Token.subtract) return finishTerm(p, parseStart(p));
  const start = p.start;
  const next = p.next().kind;
  if (next !== Token.ident && next !== Token.contains) return finishTerm(p, parseNumber(p));
  const minus = operatorRef(p);
  p.advance();
  const term = finishTerm(p, parseVar(p));
  const zero: Term = { type: 'number', span: minus.span, text: '0', value: 0 };
  return term && { type: 'call', span: { start, end: p.lastEnd }, operator: minus, args: [zero, term] };
}

/** Where a term is expected, `and(` and `or(` are the builtins of that name. */
function takeLogicalCall(p: ParserState): void {
  if (p.kind !== Token.logicalAnd && p.kind !== Token.logicalOr) return;
  const next = p.next();
  if (next.adjacent && next.kind === Token.leftParen) p.kind = Token.ident;
}

/** What a term begins with; its last token is then the current one. */
function parseStart(p: ParserState): Term | undefined {
  switch (p.kind) {
    case Token.null:
      return { type: 'null', span: p.tokenSpan };
    case Token.true:
    case Token.false:
      return { type: 'boolean', span: p.tokenSpan, value: p.kind === Token.true };
    case Token.dot:
    case Token.number:
      return parseNumber(p);
    case Token.string:
      return parseString(p);
    case Token.templatePart:
    case Token.templateEnd:
    case Token.rawTemplatePart:
    case Token.rawTemplateEnd:
      return parseTemplateString(p);
    case Token.ident:
    case Token.contains:
      return parseVar(p);
    case Token.leftBracket:
      return parseArray(p);
    case Token.leftBrace:
      return parseSetOrObject(p);
    case Token.leftParen:
      return parseParens(p);
    default:
      p.illegal();
      return undefined;
  }
}

function parseParens(p: ParserState): Term | undefined {
  const start = p.start;
  p.advance();
  const term = parseInfix(p);
  if (term === undefined) return undefined;
  if (p.kind === Token.rightParen) {
    p.parens.set(term, { start, end: p.tokens.end(p.index) });
    return term;
  }
  p.error(p.start, 'non-terminated expression');
  return undefined;
}

/** The current token as a var. */
export function parseVar(p: ParserState): Term {
  const name = p.literal;
  return { type: 'var', span: p.tokenSpan, name: name === '_' ? p.wildcard() : name };
}

function finishTerm(p: ParserState, head: Term | undefined): Term | undefined {
  if (head === undefined) return undefined;
  p.advance();
  if (!p.isAfterBlank && isRefPart(p.kind)) return parseRef(p, head);
  return rootRef(head);
}

/** Terms up to `end`, which is then the current token; a comma may stand before it. `before` is what stands first. */
export function parseTerms(p: ParserState, end: number, before: readonly Term[]): Term[] | undefined {
  const terms = [...before];
  while (p.kind !== end) {
    const term = parseInfixInList(p);
    if (term === undefined) return undefined;
    terms.push(term);
    if (p.kind === Token.comma) p.advance();
    else if (p.kind !== end) {
      p.illegal(`expected "," or "${tokenName(end)}"`);
      return undefined;
    }
  }
  return terms;
}
