import type { CallExpr, Span, TermExpr, With } from '../ast/ast.ts';
import { operatorRef, parseInfix, parseTerm } from './parse-term.ts';
import type { ParserState } from './parser-state.ts';
import { Token } from './token.ts';

/** A term, a call, an assignment or a unification, without `with`. */
export function parseExpr(p: ParserState): TermExpr | CallExpr | undefined {
  const { start } = p;
  const left = parseInfix(p);
  if (left === undefined) return undefined;
  if (p.kind === Token.assign || p.kind === Token.unify) {
    const operator = operatorRef(p);
    p.advance();
    const right = parseInfix(p);
    if (right === undefined) return undefined;
    return { type: 'callExpr', span: spanFrom(p, start), negated: false, with: [], operator, args: [left, right] };
  }
  const span = spanFrom(p, start);
  if (left.type !== 'call') return { type: 'termExpr', span, negated: false, with: [], term: left };
  return { type: 'callExpr', span, negated: false, with: [], operator: left.operator, args: left.args };
}

/** The span from an offset to the last token that was passed. */
export function spanFrom(p: ParserState, start: number): Span {
  return { start, end: p.lastEnd };
}

/** `with target as value`, none or several; undefined when one is wrong. */
export function parseWiths(p: ParserState): With[] | undefined {
  const withs: With[] = [];
  while (p.kind === Token.with) {
    const item = parseWith(p);
    if (item === undefined) return undefined;
    withs.push(item);
  }
  return withs;
}

function parseWith(p: ParserState): With | undefined {
  const { start } = p;
  p.advance();
  if (p.kind !== Token.ident) return refuse(p, 'expected ident');
  const target = parseTerm(p);
  if (target === undefined) return undefined;
  const path = target.type === 'ref' || target.type === 'var' ? target : refuse(p, 'expected with target path');
  if (p.kind !== Token.as) return refuse(p, 'expected as keyword');
  p.advance();
  const value = parseInfix(p);
  return value && path && { type: 'with', span: spanFrom(p, start), target: path, value };
}

/** Complains of the current token. */
export function refuse(p: ParserState, note: string): undefined {
  p.illegal(note);
  return undefined;
}

/** Passes a `not`, and says where it stood; `not.x` is a ref. */
export function takeNot(p: ParserState): number | undefined {
  if (p.kind !== Token.not || p.isBeforeRefPart()) return undefined;
  const { start } = p;
  p.advance();
  return start;
}
