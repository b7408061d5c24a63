/**
 * Our globs for a regular expression over a whole name; undefined where they would match more. A dot that means any
 * character becomes a dot, which matches less.
 */
export function regexGlobs(expression: string): readonly string[] | undefined {
  const whole = expression.replace(/^\^/, '').replace(/\$$/, '');
  const inner = /^\(([^()]*)\)$/.exec(whole)?.[1] ?? whole;
  const globs = inner.split('|').map(globOf);
  return globs.every((glob) => glob !== undefined) ? globs : undefined;
}

function globOf(branch: string): string | undefined {
  const glob = branch.replaceAll('.*', '*').replaceAll('.+', '?*').replaceAll('\\.', '.').replaceAll('\\-', '-');
  // What is left may be no operator, and a star or question mark only from above.
  if (/[\\()[\]{}^$+|]/.test(glob) || glob === '') return undefined;
  return /[*?]/.test(branch.replaceAll('.*', '')) ? undefined : glob;
}
