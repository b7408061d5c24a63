import type { Head, RefTerm, Span, Term } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
import { isRefPart, parseRef, rootRef } from './parse-ref.ts';
import { parseInfix, parseVar } from './parse-term.ts';
import type { ParserState } from './parser-state.ts';
import { Token } from './token.ts';

/** A head while what follows it is not known yet. */
export interface HeadDraft {
  span: Span;
  ref: RefTerm;
  args: readonly Term[];
  /** Parentheses were written, be it around nothing. */
  isCall: boolean;
  key: Term | undefined;
  value: Term | undefined;
  valueGenerated: boolean;
  assign: boolean;
  hasIf: boolean;
  hasContains: boolean;
  /** It is `p[k]` of v0, also where it has a value. */
  isKeyed: boolean;
}

/** The head that a draft became. */
export function headOf(draft: HeadDraft): Head | undefined {
  if (draft.key === undefined && draft.value === undefined) return undefined;
  const { span, ref, args, key, value, assign, valueGenerated, hasIf, hasContains } = draft;
  return { type: 'head', span, ref, args, key, value, assign, valueGenerated, hasIf, hasContains };
}

/** The `true` that stands for a value or body that was not written. */
export function trueTerm(span: Span): Term {
  return { type: 'boolean', span, value: true };
}

/** Whether a ref has vars behind its head, refs in it not counted. */
export function hasVars(ref: RefTerm): boolean {
  return ref.path.some(isOpen);
}

function isOpen(term: Term): boolean {
  if (term.type === 'var') return true;
  if (term.type === 'ref') return hasVars(term);
  if (term.type === 'array' || term.type === 'set') return term.items.some(isOpen);
  if (term.type === 'object') return term.entries.some(({ key, value }) => isOpen(key) || isOpen(value));
  return term.type === 'call' && term.args.some(isOpen);
}

/** The head of a rule, up to its value or key; the current token is its name. */
export function parseHead(p: ParserState, isDefault: boolean): HeadDraft | undefined {
  const { start } = p;
  const draft = parseSignature(p, start);
  if (draft === undefined) return undefined;
  if (p.kind === Token.contains) return parseContains(p, draft);
  if (p.kind === Token.assign || p.kind === Token.unify) parseHeadValue(p, draft, isDefault);
  draft.span = { start, end: p.lastEnd };
  if (draft.value === undefined && (draft.ref.path.length !== 1 || draft.args.length > 0)) {
    draft.valueGenerated = true;
    draft.value = trueTerm(draft.span);
  }
  return draft;
}

/** `p`, `p.q[x]`, `f(x)` */
function parseSignature(p: ParserState, start: number): HeadDraft | undefined {
  const name = parseVar(p);
  p.advance();
  if (!p.isAfterBlank && isOperator(p.kind)) p.illegal();
  const term = isRefPart(p.kind) ? parseRef(p, name) : rootRef(name);
  if (term === undefined) {
    p.illegal('expected rule head name');
    return undefined;
  }
  const call = term.type === 'call' ? term : undefined;
  const named = call?.operator ?? term;
  const ref: RefTerm = named.type === 'ref' ? named : { type: 'ref', span: named.span, head: named, path: [] };
  if (ref.head.type !== 'var') {
    if (call !== undefined) p.illegal(`rule head ref ${printTerm(ref)} invalid`);
    return undefined;
  }
  return {
    span: { start, end: p.lastEnd },
    ref,
    args: call?.args ?? [],
    isCall: call !== undefined,
    key: undefined,
    value: undefined,
    valueGenerated: false,
    assign: false,
    hasIf: false,
    hasContains: false,
    isKeyed: false,
  };
}

function isOperator(kind: number): boolean {
  return (kind >= Token.add && kind <= Token.or) || kind === Token.equal || isComparison(kind);
}

function isComparison(kind: number): boolean {
  return kind >= Token.notEqual && kind <= Token.lessOrEqual;
}

function parseContains(p: ParserState, draft: HeadDraft): HeadDraft {
  const name = printTerm(draft.ref);
  if (draft.isCall) {
    p.illegal(
      `the contains keyword can only be used with multi-value rule definitions (e.g., ${name} contains <VALUE> { ... })`,
    );
  }
  p.advance();
  draft.hasContains = true;
  draft.key = parseInfix(p);
  if (draft.key === undefined) p.illegal(`expected rule key term (e.g., ${name} contains <VALUE> { ... })`);
  draft.span = { start: draft.span.start, end: p.lastEnd };
  return draft;
}

function parseHeadValue(p: ParserState, draft: HeadDraft, isDefault: boolean): void {
  const name = printTerm(draft.ref);
  draft.assign = p.kind === Token.assign;
  p.advance();
  draft.value = parseInfix(p);
  if (draft.value !== undefined) return;
  if (!draft.assign) p.illegal(`expected rule value term (e.g., ${name}[<nil>] = <VALUE> { ... })`);
  else if (draft.args.length > 0) p.illegal(`expected function value term (e.g., ${name}(...) := <VALUE> { ... })`);
  else if (isDefault) p.illegal(`expected default rule value term (e.g., default ${name} := <VALUE>)`);
  else p.illegal(`expected rule value term (e.g., ${name} := <VALUE> { ... })`);
}
