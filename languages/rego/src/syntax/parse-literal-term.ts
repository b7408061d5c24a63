import { exactNumber } from '@bulwark/text';
import type { Expr, NumberTerm, StringTerm, TemplateStringTerm } from '../ast/ast.ts';
import type { ParserState } from './parser-state.ts';
import { Token } from './token.ts';

/** A number, which may begin with `-` or `.`; its last token is then the current one. */
export function parseNumber(p: ParserState): NumberTerm | undefined {
  const start = p.start;
  let prefix = '';
  if (p.kind === Token.subtract) {
    prefix = '-';
    p.advance();
    if (p.kind !== Token.number && p.kind !== Token.dot) return wrongNumber(p, 'expected number');
  }
  const isFraction = p.kind === Token.dot;
  if (isFraction) {
    p.advance();
    if (p.kind !== Token.number) return wrongNumber(p, 'expected number');
  }
  const digits = p.literal;
  if (isFraction && digits.includes('.')) return wrongNumber(p, 'invalid float');
  if (!isFraction && /^0[^.eE]/.test(digits)) return wrongNumber(p, 'expected number without leading zero');
  const text = isFraction ? `${prefix}.${digits}` : prefix + digits;
  const value = isFraction ? `${prefix}0.${digits}` : text;
  if (binaryExponent(value) > largestExponent) {
    p.error(p.start, 'number too big');
    return undefined;
  }
  return { type: 'number', span: { start, end: p.tokens.end(p.index) }, text, value: exactNumber(value) };
}

function wrongNumber(p: ParserState, note: string): undefined {
  p.illegal(note);
  return undefined;
}

/** OPA's own limit: beyond it, printing a number costs more than linear time. */
const largestExponent = 1e5;

/** How far the number is from 1, as a power of two. */
function binaryExponent(text: string): number {
  if (text.length < 300 && !/[eE]/.test(text)) return 0;
  const [, whole = '', fraction = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = whole + fraction;
  const first = digits.search(/[1-9]/);
  if (first === -1) return 0;
  const mantissa = Number(`0.${digits.slice(first, first + 17)}`);
  const power = Number(exponent) + whole.length - first;
  return Math.abs(Math.floor(Math.log2(mantissa) + power * Math.log2(10)) + 1);
}

/** A string in double quotes or backquotes; it is the current token. */
export function parseString(p: ParserState): StringTerm | undefined {
  const literal = p.literal;
  const inner = literal.slice(1, -1);
  const value = literal.startsWith('"') ? unescaped(inner) : inner;
  if (value !== undefined) return { type: 'string', span: p.tokenSpan, value };
  p.error(p.start, `illegal string literal: ${literal}`);
  return undefined;
}

/** The text that a string's inner text stands for; undefined where an escape sequence is wrong. */
function unescaped(inner: string): string | undefined {
  if (!inner.includes('\\')) return inner;
  try {
    const value: unknown = JSON.parse(`"${inner}"`);
    return typeof value === 'string' ? value.toWellFormed() : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Part = TemplateStringTerm['parts'][number];

/** `$"…{expr}…"`; its first text part is the current token, and then its last one. */
export function parseTemplateString(p: ParserState): TemplateStringTerm | undefined {
  const start = p.start;
  if (p.isBeforeV1) {
    p.error(start, 'template strings are not supported by current capabilities');
    return undefined;
  }
  const multiLine = p.kind === Token.rawTemplatePart || p.kind === Token.rawTemplateEnd;
  const parts: Part[] = [];
  for (let isFirst = true; ; isFirst = false) {
    const text = parseTextPart(p, isFirst);
    if (text === undefined) return undefined;
    if (text.value !== '') parts.push(text);
    if (p.kind === Token.templateEnd || p.kind === Token.rawTemplateEnd) break;
    const part = parseExpressionPart(p);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return { type: 'templateString', span: { start, end: p.tokens.end(p.index) }, parts, multiLine };
}

function parseTextPart(p: ParserState, isFirst: boolean): StringTerm | undefined {
  const span = p.tokenSpan;
  // The first part begins with `$` and the quote; the others behind the brace that ended an expression.
  const written = p.text.slice(span.start + (isFirst ? 2 : 0), span.end - 1);
  const isRaw = p.kind === Token.rawTemplatePart || p.kind === Token.rawTemplateEnd;
  const isText = isRaw || p.kind === Token.templatePart || p.kind === Token.templateEnd;
  const value = isRaw ? written.replaceAll('\\{', '{') : unescaped(written.replace(/\\(.)/g, withoutEscapedBrace));
  if (isText && value !== undefined) return { type: 'string', span, value };
  p.error(p.start, isText ? `illegal template-string part: ${p.literal}` : 'expected template-string part');
  return undefined;
}

function withoutEscapedBrace(written: string, character: string): string {
  return character === '{' ? '{' : written;
}

function parseExpressionPart(p: ParserState): Part | undefined {
  const comments = commentsUpTo(p);
  p.advance();
  const isCommented = commentsUpTo(p) > comments;
  const expr = p.grammar.parseLiteral(p);
  if (expr === undefined) {
    p.error(p.start, 'invalid template-string expression');
    return undefined;
  }
  const what = unexpectedInTemplate(expr);
  if (what !== undefined) {
    p.error(expr.span.start, `unexpected ${what} in template-string expression`);
    return undefined;
  }
  if (p.kind !== Token.rightBrace) {
    p.error(p.start, 'expected } to end template string expression');
    return undefined;
  }
  p.advance();
  return (isCommented ? undefined : scalarOf(expr)) ?? expr;
}

function commentsUpTo(p: ParserState): number {
  return p.tokens.commentsBefore(p.start);
}

function unexpectedInTemplate(expr: Expr): string | undefined {
  if (expr.type === 'every' || expr.type === 'some') return `'${expr.type}'`;
  if (expr.type !== 'termExpr' && expr.type !== 'callExpr') return undefined;
  if (expr.negated) return "negation ('not')";
  if (expr.type === 'termExpr' || expr.operator.head.type !== 'var') return undefined;
  if (expr.operator.head.name === 'eq') return "unification ('=')";
  return expr.operator.head.name === 'assign' ? "assignment (':=')" : undefined;
}

function scalarOf(expr: Expr): Exclude<Part, Expr> | undefined {
  if (expr.type !== 'termExpr') return undefined;
  const { term } = expr;
  const isScalar = term.type === 'string' || term.type === 'number' || term.type === 'boolean' || term.type === 'null';
  return isScalar ? term : undefined;
}
