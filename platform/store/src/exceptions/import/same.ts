import type { Meaning } from './meaning.ts';

/** Ours together mean the same as theirs. */
export function same(...checks: readonly string[]): Meaning {
  return { checks };
}

/** The same, on these kinds only. */
export function on(kinds: readonly string[], ...checks: readonly string[]): Meaning {
  return { checks, kinds };
}

/** Theirs is a part of ours: the problems whose pointer or value ends so. */
export function partOf(check: string, ...only: readonly string[]): Meaning {
  return { checks: [check], only };
}

/** The same cause, which theirs names at the binding and ours at the role that grants it. */
export function atRole(...checks: readonly string[]): Meaning {
  return { checks, elsewhere: 'Bulwark finds it at the role that grants it, not at the binding' };
}
