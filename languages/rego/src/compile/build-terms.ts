import type {
  ArrayComprehension,
  CallExpr,
  Expr,
  ObjectComprehension,
  ObjectEntry,
  RefTerm,
  SetComprehension,
  Span,
  Term,
  TermExpr,
  VarTerm,
} from '../ast/ast.ts';

/** A call that the compiler put in, or whose origin it remembers. */
export interface CompiledCall extends CallExpr {
  /** Put in by a pass: its last argument is an output that the user never wrote. */
  readonly generated?: boolean;
  /** Written as `:=`: its left side is output only. */
  readonly fromAssignment?: boolean;
}

export function isGenerated(expr: Expr): boolean {
  return 'generated' in expr && expr.generated === true;
}

export function isFromAssignment(expr: Expr): boolean {
  return 'fromAssignment' in expr && expr.fromAssignment === true;
}

export function varTerm(name: string, span: Span): VarTerm {
  return { type: 'var', name, span };
}

/** The ref of a builtin or another dotted name. */
export function nameRef(name: string, span: Span): RefTerm {
  const [head = '', ...rest] = name.split('.');
  const path = rest.map((value): Term => ({ type: 'string', value, span }));
  return { type: 'ref', head: varTerm(head, span), path, span };
}

/** `left = right`, generated. */
export function unification(left: Term, right: Term, span: Span): CompiledCall {
  return {
    type: 'callExpr',
    negated: false,
    operator: nameRef('eq', span),
    args: [left, right],
    with: [],
    span,
    generated: true,
  };
}

export function trueExpr(span: Span): TermExpr {
  return { type: 'termExpr', negated: false, term: { type: 'boolean', value: true, span }, with: [], span };
}

/** `count`, `json.patch`, `data.a.f`; undefined where a part is no name. */
export function dottedName(ref: RefTerm): string | undefined {
  if (ref.head.type !== 'var') return undefined;
  let name = ref.head.name;
  for (const part of ref.path) {
    if (part.type !== 'string') return undefined;
    name += `.${part.value}`;
  }
  return name;
}

/** Whether an expression calls this builtin as a statement. */
export function callsTo(expr: Expr, name: string): expr is CallExpr {
  return expr.type === 'callExpr' && operatorName(expr.operator) === name;
}

const names = new WeakMap<RefTerm, string>();

/** `dottedName` of an operator, or the empty text. */
export function operatorName(operator: RefTerm): string {
  let name = names.get(operator);
  if (name === undefined) {
    name = dottedName(operator) ?? '';
    names.set(operator, name);
  }
  return name;
}

/** `left = right` with both sides there. */
export function isUnification(expr: Expr): expr is CallExpr & { readonly args: readonly [Term, Term] } {
  return callsTo(expr, 'eq') && expr.args.length === 2;
}

export function isAssignment(expr: Expr): expr is CallExpr {
  return callsTo(expr, 'assign');
}

export function isScalar(term: Term): boolean {
  return term.type === 'null' || term.type === 'boolean' || term.type === 'number' || term.type === 'string';
}

export type ComprehensionTerm = ArrayComprehension | SetComprehension | ObjectComprehension;

export function isComprehension(term: Term): term is ComprehensionTerm {
  return term.type === 'arrayComprehension' || term.type === 'setComprehension' || term.type === 'objectComprehension';
}

/** A scalar, or a composite of nothing but constants. */
export function isConstant(term: Term): boolean {
  if (isScalar(term)) return true;
  if (term.type === 'array' || term.type === 'set') return term.items.every(isConstant);
  if (term.type === 'object') return term.entries.every(isConstantEntry);
  return false;
}

function isConstantEntry(entry: ObjectEntry): boolean {
  return isConstant(entry.key) && isConstant(entry.value);
}

export function isGeneratedName(name: string): boolean {
  return name.startsWith('__local');
}

/** Also those of `_`. */
export function isWildcardName(name: string): boolean {
  return name.startsWith('$');
}

/** `input` or `data` alone. */
export function isRootDocument(term: Term): term is RefTerm & { head: VarTerm } {
  return term.type === 'ref' && term.path.length === 0 && headName(term) !== undefined && isRootName(headName(term));
}

export function isRootName(name: string | undefined): boolean {
  return name === 'input' || name === 'data';
}

export function headName(ref: RefTerm): string | undefined {
  return ref.head.type === 'var' ? ref.head.name : undefined;
}

/** Adds to a body; one that is only `true` gives way. */
export function appendToBody(body: readonly Expr[], added: readonly Expr[]): readonly Expr[] {
  if (added.length === 0) return body;
  const first = body[0];
  const isEmpty = body.length === 1 && first?.type === 'termExpr' && !first.negated && isTrue(first.term);
  return isEmpty ? added : [...body, ...added];
}

function isTrue(term: Term): boolean {
  return term.type === 'boolean' && term.value;
}
