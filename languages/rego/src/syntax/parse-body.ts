import type { Body, CallExpr, EveryExpr, Expr, SomeExpr, Span, Term, TermExpr } from '../ast/ast.ts';
import { complainOfBraces, complainOfWith } from './logical-complaints.ts';
import { parseExpr, parseWiths, refuse, spanFrom, takeNot } from './parse-expr.ts';
import {
  continueLogical,
  parseLeadingBody,
  parseLeadingGroup,
  parseNegatedGroup,
  parseNotBody,
} from './parse-logical.ts';
import { parseInfix, parseVar } from './parse-term.ts';
import type { ParserState } from './parser-state.ts';
import { isKeywordKind, Token, tokenName } from './token.ts';

/** Expressions up to `end`, which is then the current token. */
export function parseBody(p: ParserState, end: number): Body | undefined {
  if (!p.enter()) return undefined;
  const body = parseExpressions(p, end, false);
  p.leave();
  return body;
}

/** As many expressions as are parted by semicolons: a statement of its own, or a query. */
export function parseStatementBody(p: ParserState): Body | undefined {
  return parseExpressions(p, Token.eof, true);
}

function parseExpressions(p: ParserState, end: number, wantsSemicolon: boolean): Body | undefined {
  if (p.kind === end) {
    p.error(p.start, 'found empty body');
    return undefined;
  }
  const body: Expr[] = [];
  for (;;) {
    const expr = parseLiteral(p);
    if (expr === undefined) return undefined;
    body.push(expr);
    if (p.kind === Token.semicolon) p.advance();
    else if (p.kind === end || wantsSemicolon) return body;
    else if (!p.isAfterLineEnd) {
      if (p.complaints === p.complaintsBefore) {
        hintMissingKeyword(p);
        p.illegal(`expected \\n or ; or ${tokenName(end)}`);
      }
      return undefined;
    }
  }
}

/** One expression of a body. */
export function parseLiteral(p: ParserState): Expr | undefined {
  const start = p.start;
  const expr = parseAnyExpr(p);
  return expr && placed(p, expr, { start, end: p.lastEnd });
}

/** A `not` without braces lends its place to what it negates. */
function placed(p: ParserState, expr: Expr, span: Span): Expr {
  if (expr.type !== 'not' || expr.explicitBody || p.keepsPlaces) return { ...expr, span };
  return { ...expr, span, body: expr.body.map((inner) => ({ ...inner, span })) };
}

function parseAnyExpr(p: ParserState): Expr | undefined {
  const leading = parseLeadingBody(p) ?? parseLeadingGroup(p);
  if (leading !== undefined) return leading.expr;
  if (isKeywordKind(p.kind) && p.isBeforeRefPart()) {
    p.kind = Token.ident;
    return parsePlainExpr(p, undefined);
  }
  const notStart = takeNot(p);
  if (notStart !== undefined && p.notBodies && p.kind === Token.leftBrace) {
    const not = parseNotBody(p, notStart);
    return not && continueLogical(p, { body: [not], explicit: false, start: notStart });
  }
  if (p.kind !== Token.some && p.kind !== Token.every) return parsePlainExpr(p, notStart);
  if (notStart !== undefined) {
    p.illegal(`illegal negation of '${tokenName(p.kind)}'`);
    return undefined;
  }
  return p.kind === Token.some ? parseSome(p) : parseEvery(p);
}

function parsePlainExpr(p: ParserState, notStart: number | undefined): Expr | undefined {
  const saved = p.save();
  if (notStart !== undefined && p.notBodies && p.kind === Token.leftParen) {
    const group = parseNegatedGroup(p, notStart);
    if (group !== undefined) return group.expr;
  }
  const expr = parseExpr(p);
  if (expr === undefined) return undefined;
  const withStart = p.start;
  const withs = parseWiths(p);
  if (withs === undefined) return undefined;
  hintEvery(p, expr, saved);
  const literal = negated(p, { ...expr, with: withs }, notStart);
  if (p.kind !== Token.logicalAnd && p.kind !== Token.logicalOr) return literal;
  if (withs.length > 0) {
    complainOfWith(p, withStart);
    return undefined;
  }
  return parseLogicalRest(p, literal, notStart === undefined);
}

/** `with` belongs to the whole `not`, not to what it negates. */
function negated(p: ParserState, expr: TermExpr | CallExpr, notStart: number | undefined): Expr {
  if (notStart === undefined) return expr;
  if (!p.notBodies) return { ...expr, negated: true };
  const span = { start: notStart, end: p.lastEnd };
  return { type: 'not', span, with: expr.with, body: [{ ...expr, with: [] }], explicitBody: false };
}

function parseLogicalRest(p: ParserState, left: Expr, mayBeBraced: boolean): Expr | undefined {
  const { start } = left.span;
  const written = p.text.slice(start, p.lastEnd);
  if (mayBeBraced && written.startsWith('{')) {
    if (left.type === 'termExpr' && left.term.type === 'object' && left.term.entries.length === 0) {
      p.error(start, 'found empty body');
    } else complainOfBraces(p, { start, written, operator: tokenName(p.kind) });
    return undefined;
  }
  return continueLogical(p, { body: [left], explicit: false, start });
}

function parseSome(p: ParserState): SomeExpr | undefined {
  const { start } = p;
  const saved = p.save();
  p.advance();
  const term = parseInfix(p);
  if (term?.type === 'call') {
    if (memberArity(term) === 0) return refuse(p, 'expected `x in xs` or `x, y in xs` expression');
    const withs = parseWiths(p);
    return withs && { type: 'some', span: spanFrom(p, start), with: withs, symbols: [term] };
  }
  p.restore(saved);
  hintIn(p);
  const symbols: Term[] = [];
  do {
    p.advance();
    if (p.kind !== Token.ident) return refuse(p, 'expected var');
    symbols.push(parseVar(p));
    p.advance();
  } while (p.kind === Token.comma);
  return { type: 'some', span: spanFrom(p, start), with: [], symbols };
}

/** 2 for `x in xs`, 3 for `k, v in xs`, 0 for anything else. */
function memberArity(term: Term): number {
  if (term.type !== 'call' || term.operator.head.type !== 'var' || term.operator.head.name !== 'internal') return 0;
  const name = term.operator.path[0];
  return name?.type === 'string' && name.value.startsWith('member_') ? term.args.length : 0;
}

/** `every x in xs { … }` and `every k, v in xs { … }`; the current token is `every`. */
function parseEvery(p: ParserState): EveryExpr | undefined {
  const { start } = p;
  p.advance();
  const term = parseInfix(p);
  if (term === undefined) return undefined;
  if (term.type !== 'call' || memberArity(term) === 0) return refuse(p, 'expected `x[, y] in xs { ... }` expression');
  const [domain, value, key] = [...term.args].reverse();
  if (key !== undefined && key.type !== 'var') return refuse(p, 'expected key to be a variable');
  if (domain === undefined || value?.type !== 'var') return refuse(p, 'expected value to be a variable');
  if (p.kind !== Token.leftBrace) return refuse(p, 'missing body');
  p.advance();
  const body = parseBody(p, Token.rightBrace);
  if (body === undefined) return undefined;
  p.advance();
  const withs = parseWiths(p);
  return withs && { type: 'every', span: spanFrom(p, start), with: withs, key, value, domain, body };
}

function hintEvery(p: ParserState, expr: Expr, from: ReturnType<ParserState['save']>): void {
  if (!p.isBeforeV1 || expr.type !== 'termExpr') return;
  if (expr.term.type !== 'var' || expr.term.name !== 'every') return;
  const here = p.save();
  p.restore(from);
  const isEvery = p.probe(() => parseEvery(p)) !== undefined;
  p.restore(here);
  if (isEvery) p.hint('`import future.keywords.every` for `every x in xs { ... }` expressions');
}

/** The current token is `some`. */
function hintIn(p: ParserState): void {
  if (!p.isBeforeV1) return;
  const term = p.probe(() => {
    p.advance();
    return parseInfix(p);
  });
  if (term !== undefined && memberArity(term) > 0) p.hint('`import future.keywords.in` for `some x in xs` expressions');
}

const infixExamples: ReadonlyMap<string, string> = new Map([
  ['in', 'x in xs'],
  ['and', 'x and y'],
  ['or', 'x or y'],
]);

/** Behind an expression stands a word that would be an operator, had it been imported. */
function hintMissingKeyword(p: ParserState): void {
  if (p.hints.length > 0) return;
  const word = p.kind === Token.ident ? p.literal : 'in';
  const example = infixExamples.get(word);
  if (example === undefined || (p.kind !== Token.ident && p.kind !== Token.comma)) return;
  if (p.kind === Token.comma) {
    const term = p.probe(() => {
      p.advance();
      return parseInfix(p);
    });
    if (term === undefined || memberArity(term) === 0) return;
  }
  p.hint(`\`import future.keywords.${word}\` for \`${example}\` expressions`);
}
