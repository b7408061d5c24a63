import type { Body, CallExpr, EveryExpr, Expr, NotExpr, SomeExpr, With } from '../../ast/ast.ts';
import { endsOnRow, writeBracedBody, writeBraces } from './format-comprehension.ts';
import { writeLogical } from './format-logical.ts';
import { complainOfArity, writeIn, writePlainCall, writeTerm } from './format-term.ts';
import type { FormatWriter } from './format-writer.ts';
import { beginsWithBrace, infixOf, needsParensBehindNot } from './infix.ts';

/** Writes the expressions of a body on lines of their own; blank lines between them stay, as one. */
export function writeBody(w: FormatWriter, body: Body): void {
  const [first] = body;
  if (first !== undefined) w.insertComments(w.places.row(first.span.start));
  for (const [index, expr] of body.entries()) {
    const before = body[index - 1];
    if (before !== undefined && w.places.row(expr.span.start) > w.places.endRow(before) + 1) w.blankLine();
    w.startLine();
    writeExpr(w, expr);
    w.endLine();
  }
}

/** Writes one expression with its modifiers. */
export function writeExpr(w: FormatWriter, expr: Expr): void {
  const isMarked = w.bracedUnion === expr;
  if (isMarked) w.bracedUnion = undefined;
  w.insertComments(w.places.row(expr.span.start));
  if (!w.isInline) w.startLine();
  const isNegated = (expr.type === 'termExpr' || expr.type === 'callExpr') && expr.negated;
  // In v2 a brace behind `not` begins a body.
  const inParens = isMarked || (isNegated && w.style.target === 'v2' && beginsWithBrace(expr));
  if (isNegated) w.write('not ');
  if (inParens) w.write('(');
  writeWithoutWith(w, expr);
  if (inParens) w.write(')');
  if (expr.with.length > 0) writeWiths(w, expr);
}

function writeWithoutWith(w: FormatWriter, expr: Expr): void {
  switch (expr.type) {
    case 'termExpr':
      return writeTerm(w, expr.term);
    case 'callExpr':
      return w.orAsItWas(w.places.spanOfTerms(expr), () => writeCallExpr(w, expr));
    case 'some':
      return w.orAsItWas(w.places.spanOfTerms(expr), () => writeSome(w, expr));
    case 'every':
      return writeEvery(w, expr);
    case 'not':
      return writeNot(w, expr);
    case 'and':
    case 'or':
      return writeLogical(w, expr);
    default:
      return expr satisfies never;
  }
}

function writeCallExpr(w: FormatWriter, { operator, args }: CallExpr): void {
  const infix = infixOf(operator);
  if (infix === undefined) return writePlainCall(w, operator, args);
  if (infix.sign === 'in') return writeIn(w, operator, args, false);
  const [left, right, result] = args;
  const hasArity = args.length === infix.arity || args.length === infix.arity + 1;
  if (!hasArity || left === undefined || right === undefined) {
    complainOfArity(w, operator);
    return writePlainCall(w, operator, args);
  }
  if (result !== undefined) {
    writeTerm(w, result);
    w.write(' = ');
  }
  writeTerm(w, left);
  w.write(` ${infix.sign} `);
  writeTerm(w, right);
}

function writeSome(w: FormatWriter, { symbols, span }: SomeExpr): void {
  w.write('some ');
  let row = w.places.row(span.start);
  for (const [index, symbol] of symbols.entries()) {
    if (symbol.type === 'call') {
      writeIn(w, symbol.operator, symbol.args, false);
      continue;
    }
    const own = w.places.rowOf(symbol);
    if (own > row) {
      w.endLine();
      w.startLine();
      w.write('\t');
      row = own;
    } else if (index > 0) w.write(' ');
    writeTerm(w, symbol);
    if (index < symbols.length - 1) w.write(',');
  }
}

function writeEvery(w: FormatWriter, every: EveryExpr): void {
  w.write('every ');
  if (every.key !== undefined) {
    writeTerm(w, every.key);
    w.write(', ');
  }
  writeTerm(w, every.value);
  w.write(' in ');
  writeTerm(w, every.domain);
  w.write(' {');
  const place = w.places.of(every);
  writeBracedBody(w, every.body, { place, brackets: '{}', row: place.row });
  if (every.body.length === 1 && endsOnRow(w, every.body, place.row)) w.write(' ');
  w.write('}');
}

function writeNot(w: FormatWriter, not: NotExpr): void {
  const [first] = not.body;
  if (first === undefined) return;
  w.write('not ');
  if (not.explicitBody || not.body.length > 1) return writeBraces(w, not.body, w.places.of(not));
  const inParens = needsParensBehindNot(first);
  if (inParens) w.write('(');
  writeExpr(w, first);
  if (inParens) w.write(')');
}

/** The first modifier stays on the line where the expression ends if it stood there; the others keep their lines. */
function writeWiths(w: FormatWriter, expr: Expr): void {
  const [first, ...rest] = expr.with;
  if (first === undefined) return;
  const text = w.places.of({ span: { start: expr.span.start, end: first.span.start } }).text.trimEnd();
  let row = w.places.row(expr.span.start + Math.max(0, text.length - 1));
  const isBeside = w.places.row(first.span.start) === row;
  if (isBeside) writeWith(w, first, false);
  let isIndented = false;
  for (const item of isBeside ? rest : expr.with) {
    const own = w.places.row(item.span.start);
    const isLower = own > row;
    if (isLower) {
      if (!isIndented) w.level++;
      isIndented = true;
      w.endLine();
      w.startLine();
      row = own;
    }
    writeWith(w, item, isLower);
  }
  if (isIndented) w.level--;
}

function writeWith(w: FormatWriter, { target, value, span }: With, isFirst: boolean): void {
  w.insertComments(w.places.row(span.start));
  w.write(isFirst ? 'with ' : ' with ');
  writeTerm(w, target);
  w.write(' as ');
  writeTerm(w, value);
}
