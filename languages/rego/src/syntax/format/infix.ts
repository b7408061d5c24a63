import type { Expr, RefTerm, Term } from '../../ast/ast.ts';
import { printTerm } from '../../ast/print-term.ts';
import { declarations } from '../../builtins/declarations.ts';

/** How an operator is written between its operands. */
export interface Infix {
  readonly sign: string;
  readonly arity: number;
}

/** Undefined for what is written as a call. */
export function infixOf(operator: RefTerm): Infix | undefined {
  const declaration = declarations.get(printTerm(operator));
  if (declaration?.infix === undefined) return undefined;
  return { sign: declaration.infix, arity: declaration.args.length };
}

/** `x | y`, which reads as a comprehension behind an opening bracket. */
export function isUnion(term: Term): boolean {
  return term.type === 'call' && isUnionOperator(term.operator);
}

export function isUnionExpr(expr: Expr): boolean {
  return expr.type === 'callExpr' && expr.args.length === 2 && isUnionOperator(expr.operator);
}

function isUnionOperator({ head, path }: RefTerm): boolean {
  return head.type === 'var' && head.name === 'or' && path.length === 0;
}

export function isLogical(expr: Expr): expr is Extract<Expr, { type: 'and' | 'or' }> {
  return expr.type === 'and' || expr.type === 'or';
}

/** Whether what is written begins with a brace, which in front of an operand begins a body. */
export function beginsWithBrace(expr: Expr): boolean {
  if (expr.type === 'termExpr') return termBeginsWithBrace(expr.term);
  const lead = expr.type === 'callExpr' ? leadOf(expr.operator, expr.args) : undefined;
  return lead !== undefined && termBeginsWithBrace(lead);
}

/** The operand that an infix call begins with; with its result written too, `z = x + y`, that is the result. */
export function leadOf(operator: RefTerm, args: readonly Term[]): Term | undefined {
  const infix = infixOf(operator);
  if (infix === undefined) return undefined;
  if (args.length === infix.arity) return args[0];
  return args.length === infix.arity + 1 ? args.at(-1) : undefined;
}

function termBeginsWithBrace(term: Term): boolean {
  switch (term.type) {
    case 'set':
      return term.items.length > 0;
    case 'object':
    case 'setComprehension':
    case 'objectComprehension':
      return true;
    case 'ref':
      return termBeginsWithBrace(term.head);
    case 'call': {
      const [first] = term.args;
      const isInfix = infixOf(term.operator)?.arity === term.args.length;
      return isInfix && first !== undefined && termBeginsWithBrace(first);
    }
    default:
      return false;
  }
}

/** Whether the only expression of a `not` without braces must stand in parentheses. */
export function needsParensBehindNot(expr: Expr): boolean {
  return expr.with.length > 0 || isLogical(expr) || expr.type === 'not' || beginsWithBrace(expr);
}

/** Whether an operand without braces must stand in parentheses. */
export function needsParensIn(expr: Expr, parent: 'and' | 'or', isRight: boolean): boolean {
  if (expr.with.length > 0) return true;
  if (expr.type === 'or') return parent === 'and' || isRight;
  if (expr.type === 'and') return parent === 'and' && isRight;
  return beginsWithBrace(expr);
}
