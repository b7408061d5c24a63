import type { Question } from '../oracle/question.ts';

/** What a case shows, the module of package `p` that shows it (the query is `data.p` unless told), and OPA's class and value. */
export type DifferenceCase = readonly [string, Partial<Question> & { readonly module: string }, string, unknown?];
