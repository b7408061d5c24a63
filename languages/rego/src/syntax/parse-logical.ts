import type { Body, Expr, NotExpr, Term } from '../ast/ast.ts';
import {
  complainOfBraces,
  complainOfUnion,
  complainOfValue,
  complainOfVoidCalls,
  complainOfWith,
  isAmbiguousUnion,
} from './logical-complaints.ts';
import { parseExpr, parseWiths, takeNot } from './parse-expr.ts';
import { parseInfix, parseTerm } from './parse-term.ts';
import type { ParserState } from './parser-state.ts';
import { Token } from './token.ts';

/** One side of `and` or `or`, or what a `not` negates. */
interface Operand {
  readonly body: Body;
  /** Written in braces. */
  readonly explicit: boolean;
  readonly start: number;
}

/** `expr` is undefined when it was one and is wrong. */
interface Committed {
  readonly expr: Expr | undefined;
}

function isLogical(kind: number): boolean {
  return kind === Token.logicalAnd || kind === Token.logicalOr;
}

function hasLogical(p: ParserState): boolean {
  return p.isKeyword(Token.logicalAnd) || p.isKeyword(Token.logicalOr);
}

/** `{ … } and …`; undefined where the braces are no operand. */
export function parseLeadingBody(p: ParserState): Committed | undefined {
  if (p.kind !== Token.leftBrace || !hasLogical(p) || p.noOperands.has(p.index)) return undefined;
  const saved = p.save();
  const { start, memo } = p;
  p.advance();
  const body = p.grammar.parseBody(p, Token.rightBrace);
  if (body !== undefined) {
    p.advance();
    if (isLogical(p.kind)) {
      if (!isAmbiguousUnion(p, body)) return { expr: continueLogical(p, { body, explicit: true, start }) };
      complainOfUnion(p, { start, body, prefix: '' });
      return { expr: undefined };
    }
  }
  p.restore(saved);
  p.memo = memo;
  p.noOperands.add(p.index);
  return undefined;
}

/** `(a or b)`, or a group that an `and` or `or` follows; undefined where the parentheses are a term's. */
export function parseLeadingGroup(p: ParserState): Committed | undefined {
  if (p.kind !== Token.leftParen || !hasLogical(p)) return undefined;
  const group = parseGroup(p, { isOperand: false, prefix: '' });
  if (group === undefined) return undefined;
  return { expr: group.operand && continueLogical(p, group.operand) };
}

/** `not (a or b)`; the current token is the parenthesis. */
export function parseNegatedGroup(p: ParserState, start: number): Committed | undefined {
  const group = parseGroup(p, { isOperand: true, prefix: 'not ' });
  if (group === undefined) return undefined;
  return { expr: group.operand && continueLogical(p, negatedGroup(p, group.operand, start)) };
}

function negatedGroup(p: ParserState, { body, explicit }: Operand, start: number): Operand {
  return { body: [notExpr(p, { body, explicit, start })], explicit: false, start };
}

function notExpr(p: ParserState, { body, explicit, start }: Operand): NotExpr {
  return { type: 'not', span: { start, end: p.lastEnd }, with: [], body, explicitBody: explicit };
}

/** `not { … }`; the current token is the brace. */
export function parseNotBody(p: ParserState, notStart: number): NotExpr | undefined {
  const { start } = p;
  const body = parseOperandBody(p, ({ term, written }) => complainOfValue(p, { start, written, term }));
  if (body === undefined) return undefined;
  if (!isAmbiguousUnion(p, body)) return notExpr(p, { body, explicit: true, start: notStart });
  complainOfUnion(p, { start, body, prefix: 'not ' });
  return undefined;
}

/** A body in braces; where they hold a value instead, `complain` says so. */
function parseOperandBody(
  p: ParserState,
  complain: ((value: { term: Term; written: string }) => void) | undefined,
): Body | undefined {
  const saved = p.save();
  const { start } = p;
  p.advance();
  const isEmpty = p.kind === Token.rightBrace;
  const body = p.grammar.parseBody(p, Token.rightBrace);
  if (body !== undefined) {
    p.advance();
    return body;
  }
  if (isEmpty || complain === undefined) return undefined;
  const failed = p.save();
  p.restore(saved);
  const term = parseInfix(p);
  if (term === undefined) p.restore(failed);
  else complain({ term, written: p.text.slice(start, p.lastEnd) });
  return undefined;
}

/** Goes on with `and`, `or` and `with` behind an operand, if there are any. `and` binds more tightly. */
export function continueLogical(p: ParserState, first: Operand): Expr | undefined {
  const chain = isLogical(p.kind) ? parseOrChain(p, first) : first.body[0];
  return chain && attachWith(p, chain);
}

function attachWith(p: ParserState, expr: Expr): Expr | undefined {
  if (p.kind !== Token.with) return expr;
  const withs = parseWiths(p);
  return withs && { ...expr, with: withs };
}

function parseOrChain(p: ParserState, first: Operand): Expr | undefined {
  let left = parseAndChain(p, first);
  for (let depth = 1; left !== undefined && p.kind === Token.logicalOr; depth++) {
    p.advance();
    if (!p.enter(depth)) return undefined;
    const operand = parseOperand(p, 'or');
    const right = operand && parseAndChain(p, operand);
    p.leave(depth);
    left = right && joined(p, { left, right, type: 'or' });
  }
  return left?.body[0];
}

function parseAndChain(p: ParserState, first: Operand): Operand | undefined {
  let left: Operand | undefined = first;
  for (let depth = 1; left !== undefined && p.kind === Token.logicalAnd; depth++) {
    p.advance();
    if (!p.enter(depth)) return undefined;
    const right = parseOperand(p, 'and');
    p.leave(depth);
    left = right && joined(p, { left, right, type: 'and' });
  }
  return left;
}

function joined(p: ParserState, { left, right, type }: { left: Operand; right: Operand; type: 'and' | 'or' }): Operand {
  for (const { body } of [left, right]) complainOfVoidCalls(p, body, type);
  const { start } = left;
  const expr: Expr = {
    type,
    span: { start, end: p.lastEnd },
    with: [],
    left: left.body,
    right: right.body,
    explicitLeft: left.explicit,
    explicitRight: right.explicit,
  };
  return { body: [expr], explicit: false, start };
}

/** `operator` is undefined where this is only tried. */
function parseOperand(p: ParserState, operator: string | undefined): Operand | undefined {
  const { start } = p;
  if (p.kind === Token.leftBrace) return parseBracedOperand(p, operator);
  const notStart = takeNot(p);
  const isNegated = notStart !== undefined;
  if (isNegated && p.notBodies && p.kind === Token.leftBrace) {
    const not = parseNotBody(p, notStart);
    return not && { body: [not], explicit: false, start: notStart };
  }
  if (p.kind === Token.leftParen && hasLogical(p) && (!isNegated || p.notBodies)) {
    const group = parseGroup(p, { isOperand: true, prefix: isNegated ? 'not ' : '' });
    if (group !== undefined) {
      return group.operand && isNegated ? negatedGroup(p, group.operand, notStart) : group.operand;
    }
  }
  const expr = parseExpr(p);
  if (expr === undefined) return undefined;
  if (!isNegated) return { body: [expr], explicit: false, start };
  if (!p.notBodies) return { body: [{ ...expr, negated: true }], explicit: false, start: expr.span.start };
  return negatedGroup(p, { body: [expr], explicit: false, start }, notStart);
}

function parseBracedOperand(p: ParserState, operator: string | undefined): Operand | undefined {
  const { start } = p;
  const complain =
    operator === undefined
      ? undefined
      : ({ written }: { written: string }): void => complainOfBraces(p, { start, written, operator });
  const body = parseOperandBody(p, complain);
  if (body === undefined) return undefined;
  // The body is handed back all the same: a group that goes back drops the complaint.
  if (isAmbiguousUnion(p, body)) complainOfUnion(p, { start, body, prefix: '' });
  return { body, explicit: true, start };
}

interface GroupPlace {
  /** It stands where only an operand can. */
  readonly isOperand: boolean;
  readonly prefix: string;
}

/** A group of `and`, `or` and `not` in parentheses; undefined, and nothing passed, where they hold a mere term. */
function parseGroup(p: ParserState, place: GroupPlace): { operand: Operand | undefined } | undefined {
  if (!p.enter()) return { operand: undefined };
  const saved = p.save();
  const start = p.start;
  p.advance();
  const group = parseInsideGroup(p, { ...place, start, saved });
  if (group === undefined) p.restore(saved);
  p.leave();
  return group;
}

type Group = { operand: Operand | undefined } | undefined;
type GroupStart = GroupPlace & { readonly start: number; readonly saved: ReturnType<ParserState['save']> };

function parseInsideGroup(p: ParserState, at: GroupStart): Group {
  if (p.kind === Token.rightParen) {
    if (!at.isOperand) return undefined;
    p.error(at.start, 'empty parenthesized group');
    return { operand: undefined };
  }
  const first = parseOperand(p, undefined);
  if (first === undefined) return undefined;
  if (isLogical(p.kind)) {
    const expr = continueLogical(p, first);
    return { operand: expr && closed(p, { body: [expr], explicit: false, start: at.start }) };
  }
  if (p.kind === Token.with && !first.explicit) return parseGroupWith(p, first, at);
  if (first.explicit) return refuseBracedGroup(p, first, at);
  const [only] = first.body;
  const isGroup = only !== undefined && (isNested(only) || isNegation(only));
  return isGroup ? { operand: closed(p, { ...first, start: at.start }) } : undefined;
}

function isNested(expr: Expr): boolean {
  return expr.type === 'and' || expr.type === 'or';
}

function isNegation(expr: Expr): boolean {
  return expr.type === 'not' || ((expr.type === 'termExpr' || expr.type === 'callExpr') && expr.negated);
}

function closed(p: ParserState, operand: Operand): Operand | undefined {
  if (p.kind !== Token.rightParen) {
    p.error(p.start, 'expected ) to close parenthesized group');
    return undefined;
  }
  p.advance();
  return operand;
}

/** `(a with x as y)` is a group only where an operand is wanted or an operator follows. */
function parseGroupWith(p: ParserState, first: Operand, at: GroupStart): Group {
  const withStart = p.start;
  const only = first.body[0];
  const expr = only && attachWith(p, only);
  if (expr === undefined) return { operand: undefined };
  if (isLogical(p.kind)) {
    complainOfWith(p, withStart);
    return { operand: undefined };
  }
  const operand = closed(p, { body: [expr], explicit: false, start: at.start });
  return operand === undefined || at.isOperand || isLogical(p.kind) ? { operand } : undefined;
}

/** `({ … })`: parentheses hold no body, so that the braces must be a value. */
function refuseBracedGroup(p: ParserState, first: Operand, at: GroupStart): Group {
  const braces = p.text.slice(first.start, p.lastEnd);
  p.restore(at.saved);
  p.advance();
  const term = parseTerm(p);
  p.restore(at.saved);
  if (term !== undefined) return undefined;
  p.hint(`drop the parens to keep the body: \`${at.prefix}${braces}\``);
  p.error(at.start, '`(...)` in an operand position cannot contain a body');
  return { operand: undefined };
}
