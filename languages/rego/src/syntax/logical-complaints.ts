import type { Body, Expr, Term } from '../ast/ast.ts';
import { declarations } from '../builtins/declarations.ts';
import type { ParserState } from './parser-state.ts';
import { tokenName } from './token.ts';

/** An operand of `and` or `or` whose brace begins a value, not a body. */
export function complainOfBraces(p: ParserState, at: { start: number; written: string; operator: string }): void {
  p.hint(`wrap the operand to keep the value: \`(${at.written}) ${at.operator} ...\``);
  p.error(at.start, `operand of \`${at.operator}\` cannot begin with \`{\` unless the braces hold a body`);
}

/** `with` right before an `and` or `or`, which is the current token. */
export function complainOfWith(p: ParserState, start: number): void {
  const operator = tokenName(p.kind);
  p.hint(
    `Wrap the operand in \`(...)\` or \`{...}\` to scope, or move \`with\` after the \`${operator}\` expression to apply it to the whole expression`,
  );
  p.error(start, `\`with\` modifier is not allowed on operand of \`${operator}\``);
}

/** Whether a body is `{ a | b }`, which would read as a comprehension too. */
export function isAmbiguousUnion(p: ParserState, body: Body): boolean {
  const [first] = body;
  if (first?.type !== 'callExpr' || first.operator.head.type !== 'var' || first.operator.head.name !== 'or')
    return false;
  const { span } = first.operator;
  return p.text.slice(span.start, span.end) === '|' && !p.text.startsWith('(', first.span.start);
}

/** Says how to write a union, or a comprehension, in such a body. */
export function complainOfUnion(p: ParserState, at: { start: number; body: Body; prefix: string }): void {
  const { start, body, prefix } = at;
  const braces = p.text.slice(start, p.lastEnd);
  const span = body[0]?.span ?? { start, end: start };
  const union = `${p.text.slice(start, span.start)}(${p.text.slice(span.start, span.end)})${p.text.slice(span.end, p.lastEnd)}`;
  p.hint(`write \`${prefix}(${braces})\` for the comprehension, or \`${prefix}${union}\` for the set union`);
  p.error(
    start,
    'ambiguous `{ ... | ... }` operand: read as a body holding a set-union expression, not as a comprehension',
  );
}

/** An operand of nothing but `print(…)` can never fail. */
export function complainOfVoidCalls(p: ParserState, body: Body, operator: 'and' | 'or'): void {
  const [first] = body;
  if (first === undefined || !body.every(isVoidCall)) return;
  p.hint(
    '`print` produces no value and always succeeds, so the operand can never fail; move it out of the operand, or add an expression that can fail',
  );
  p.error(first.span.start, `operand of \`${operator}\` cannot consist only of calls to \`print\``);
}

function isVoidCall(expr: Expr): boolean {
  if (expr.type !== 'callExpr' || expr.negated || expr.operator.path.length > 0) return false;
  return expr.operator.head.type === 'var' && expr.operator.head.name === 'print';
}

/** `not { … }` where the braces hold a value. */
export function complainOfValue(p: ParserState, at: { start: number; written: string; term: Term }): void {
  const { start, written, term } = at;
  p.hint(`write \`not (${written})\` to negate the value, or \`not {${written}}\` for a body holding it`);
  p.error(start, `\`{...}\` in an operand position must contain expression(s), got: ${nameOf(firstValue(term))}`);
}

/** The value that a term's leading brace opens. */
function firstValue(term: Term): Term {
  if (term.type !== 'call' || term.operator.head.type !== 'var' || term.operator.path.length > 0) return term;
  const [left] = term.args;
  const isInfix = declarations.get(term.operator.head.name)?.infix !== undefined;
  return isInfix && left !== undefined ? firstValue(left) : term;
}

function nameOf(term: Term): string {
  return term.type.toLowerCase();
}
