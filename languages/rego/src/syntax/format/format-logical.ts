import type { AndExpr, Body, Expr, OrExpr } from '../../ast/ast.ts';
import { writeBraces } from './format-comprehension.ts';
import type { FormatWriter } from './format-writer.ts';
import { isLogical, needsParensIn } from './infix.ts';
import { closingRow, type Place } from './places.ts';

interface Operand {
  readonly body: Body;
  /** Where its opening brace stands, if it has one. */
  readonly brace: Place | undefined;
  readonly inParens: boolean;
}

interface Step {
  readonly operator: 'and' | 'or';
  readonly operand: Operand;
  /** The row on which everything to the left ends. */
  readonly leftEnd: number;
}

/** Writes a chain of `and` and `or`; an operand that stood on a line of its own stays there, indented. */
export function writeLogical(w: FormatWriter, expr: AndExpr | OrExpr): void {
  const { first, steps } = flatten(w, expr);
  writeLogicalOperand(w, first);
  let isIndented = false;
  for (const { operator, operand, leftEnd } of steps) {
    w.write(` ${operator}`);
    if (startRow(w, operand) > leftEnd) {
      if (!isIndented) w.level++;
      isIndented = true;
      w.endLine();
      w.startLine();
    } else w.write(' ');
    writeLogicalOperand(w, operand);
  }
  if (isIndented) w.level--;
}

/** The operand that a chain begins with. */
export function leadingOperand(expr: AndExpr | OrExpr): Expr | undefined {
  const [first] = expr.left;
  if (expr.explicitLeft || expr.left.length !== 1 || first === undefined) return undefined;
  if (needsParensIn(first, expr.type, false)) return undefined;
  return isLogical(first) ? leadingOperand(first) : first;
}

function flatten(w: FormatWriter, expr: AndExpr | OrExpr): { first: Operand; steps: Step[] } {
  const right = { body: expr.right, explicit: expr.explicitRight, isRight: true };
  const operand = operandOf(w, expr, right);
  const [left] = expr.left;
  const isChain = !expr.explicitLeft && expr.left.length === 1 && left !== undefined && isLogical(left);
  if (isChain && !needsParensIn(left, expr.type, false)) {
    const { first, steps } = flatten(w, left);
    return { first, steps: [...steps, { operator: expr.type, operand, leftEnd: endRow(w, expr.left) }] };
  }
  const first = operandOf(w, expr, { body: expr.left, explicit: expr.explicitLeft, isRight: false });
  const braceEnd = first.brace === undefined ? -1 : closingRow(first.brace, '{}');
  const leftEnd = braceEnd > 0 ? braceEnd : endRow(w, expr.left);
  return { first, steps: [{ operator: expr.type, operand, leftEnd }] };
}

function operandOf(
  w: FormatWriter,
  parent: AndExpr | OrExpr,
  { body, explicit, isRight }: { body: Body; explicit: boolean; isRight: boolean },
): Operand {
  const [only] = body;
  if (explicit || body.length !== 1 || only === undefined) {
    return { body, brace: bracePlace(w, parent, body), inParens: false };
  }
  return { body, brace: undefined, inParens: needsParensIn(only, parent.type, isRight) };
}

/** The last brace before a body. */
function bracePlace(w: FormatWriter, parent: Expr, [first]: Body): Place {
  const { start, end } = parent.span;
  const { text } = w.places.of(parent);
  const at = first === undefined ? -1 : text.lastIndexOf('{', Math.max(0, first.span.start - start - 1));
  return w.places.of({ span: { start: start + Math.max(0, at), end } });
}

function endRow(w: FormatWriter, body: Body): number {
  const last = body.at(-1);
  return last === undefined ? 0 : w.places.endRow(last);
}

function startRow(w: FormatWriter, { body: [first], brace }: Operand): number {
  if (brace !== undefined) return brace.row;
  return first === undefined ? 0 : w.places.row(first.span.start);
}

function writeLogicalOperand(w: FormatWriter, { body, brace, inParens }: Operand): void {
  const [first] = body;
  if (brace !== undefined) return writeBraces(w, body, brace);
  if (first === undefined) return;
  if (inParens) w.write('(');
  w.parts.writeExpr(w, first);
  if (inParens) w.write(')');
}
