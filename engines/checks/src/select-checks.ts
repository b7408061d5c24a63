import { matchesGlob } from '@bulwark/text';
import type { Check } from './define-check.ts';

export interface Selection {
  /** Ids, families (`rbac`), globs (`pod-*`), `pss:baseline` or `pss:restricted`; none means all. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** The checks a selection names, and those of its patterns that name none. */
export function selectChecks(
  checks: readonly Check[],
  { include = [], exclude = [] }: Selection,
): { readonly checks: readonly Check[]; readonly unknown: readonly string[] } {
  const wanted = include.map(matcher);
  const unwanted = exclude.map(matcher);
  return {
    checks: checks.filter(
      (check) => (wanted.length === 0 || wanted.some((is) => is(check))) && !unwanted.some((is) => is(check)),
    ),
    unknown: [...include, ...exclude].filter((pattern) => !checks.some(matcher(pattern))),
  };
}

function matcher(pattern: string): (check: Check) => boolean {
  if (pattern === 'pss:baseline') return (check) => check.level === 'baseline';
  // Restricted includes all of baseline, as the standard says.
  if (pattern === 'pss:restricted') return (check) => check.level !== undefined;
  return (check) => check.id === pattern || check.id.startsWith(`${pattern}-`) || matchesGlob(check.id, pattern);
}
