import type { Body, CallExpr, Expr, Head, RefTerm, Rule, Span, Term } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
import { declarations } from '../builtins/declarations.ts';
import { trueTerm } from './parse-head.ts';

/** The rule that a statement such as `p := 1` or `f(x)` is; why it is none, as a text, where it is none. */
export function ruleFromBody(body: Body): Rule | string {
  const [expr] = body;
  if (expr === undefined || body.length !== 1) return 'multiple expressions cannot be used for rule head';
  if (expr.with.length > 0) return 'expressions using with keyword cannot be used for rule head';
  if (expr.type === 'some') return "'some' declarations cannot be used for rule head";
  if (expr.type !== 'termExpr' && expr.type !== 'callExpr') return 'expression cannot be used for rule head';
  if (expr.negated) return 'negated expressions cannot be used for rule head';
  return expr.type === 'termExpr' ? fromTerm(expr.term) : fromCall(expr);
}

function fromTerm(term: Term): Rule | string {
  if (term.type !== 'ref') return `${nameOf(term)} cannot be used for rule name`;
  const { head, path, span } = term;
  if (path.length === 0) return 'refs cannot be used for rule head';
  if (head.type !== 'var') return `invalid rule head: ${printTerm(term)}`;
  const [key] = path;
  if (path.length > 1) return ruleOf({ span, ref: term, value: trueTerm(span), valueGenerated: true });
  return ruleOf({ span, ref: { type: 'ref', span: head.span, head, path: [] }, key });
}

function fromCall(expr: CallExpr): Rule | string {
  const { operator, args, span } = expr;
  const name = printTerm(operator);
  if (name === 'eq' || name === 'assign') return fromEquality(expr, name === 'assign');
  if (declarations.has(name)) return 'rule name conflicts with built-in function';
  if (args.length === 0) return 'rule argument list must take at least one argument';
  if (operator.head.type !== 'var') return `invalid rule head: ${name}`;
  return ruleOf({ span, ref: operator, args, value: trueTerm(operator.span) });
}

function fromEquality({ args, span }: CallExpr, assign: boolean): Rule | string {
  const [left, value] = args;
  if (left === undefined || value === undefined) return 'assignment requires two operands';
  const signature = signatureOf(left);
  if (typeof signature === 'string') return signature;
  return ruleOf({ span, ...signature, value, assign });
}

function signatureOf(left: Term): { ref: RefTerm; args?: readonly Term[] } | string {
  if (left.type === 'call' && left.operator.head.type === 'var') return { ref: left.operator, args: left.args };
  if (left.type === 'ref') return left.head.type === 'var' ? { ref: left } : `invalid rule head: ${printTerm(left)}`;
  if (left.type === 'var') return { ref: { type: 'ref', span: left.span, head: left, path: [] } };
  return `${nameOf(left)} cannot be used for rule name`;
}

function nameOf(term: Term): string {
  return term.type.toLowerCase();
}

type Parts = { readonly span: Span } & Pick<Head, 'ref'> &
  Partial<Pick<Head, 'args' | 'key' | 'value' | 'assign' | 'valueGenerated'>>;

function ruleOf({ span, ref, args = [], key, value, assign = false, valueGenerated = false }: Parts): Rule {
  const place = (value ?? ref).span;
  const body: Expr = { type: 'termExpr', span: place, negated: false, with: [], term: trueTerm(place) };
  return {
    type: 'rule',
    span,
    default: false,
    head: { type: 'head', span, ref, args, key, value, assign, valueGenerated, hasIf: false, hasContains: false },
    body: [body],
    bodyGenerated: true,
    else: undefined,
    annotations: [],
  };
}
