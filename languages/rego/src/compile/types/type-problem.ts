import type { Span } from '../../ast/ast.ts';

export interface TypeProblem {
  readonly message: string;
  readonly span: Span;
  /** The types that do not fit. */
  readonly detail?: string | undefined;
  /** It only says that something was not known: an error about what was missing is better. */
  readonly isVague: boolean;
}
