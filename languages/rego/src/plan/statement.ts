import type { Expr, Span, Term } from '../ast/ast.ts';
import type { FilterTest } from './plan.ts';

/** What bodies are planned from: expressions, and what OPA's rule index asks before it enters a rule. */
export type Statement = Expr | Filter | Gate;

/** What must hold before a body is entered at all. It never fails with an error, whatever the value is. */
export interface Filter {
  readonly type: 'filter';
  readonly term: Term;
  readonly test: FilterTest;
  readonly span: Span;
}

/** Conditions of several bodies, of which all or one must hold. */
export interface Gate {
  readonly type: 'gate';
  readonly op: 'and' | 'or';
  readonly blocks: readonly (readonly Statement[])[];
  readonly span: Span;
}
