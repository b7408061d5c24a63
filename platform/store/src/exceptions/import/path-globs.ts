/**
 * Our globs for a path pattern in which `*` stays within a folder and `**` does not; undefined where they would say
 * more, for our `*` crosses folders.
 */
export function pathGlobs(pattern: string): readonly string[] | undefined {
  if (/[[\]{}\\?!]/.test(pattern)) return undefined;
  const segments = pattern.replace(/^\.?\//, '').split('/');
  let globs = [''];
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '**') globs = globs.flatMap((glob) => (isLast ? [`${glob}*`] : [glob, `${glob}*/`]));
    else if (!segment.includes('*')) globs = globs.map((glob) => `${glob}${segment}${isLast ? '' : '/'}`);
    else if (isLast && segments[index - 1] === '**' && /^\*[^*]*$/.test(segment)) globs = unbounded(globs, segment);
    else return undefined;
  }
  return globs;
}

/** After `**`, a star that ends names is as far-reaching as ours: `a/**` and `*.yaml` are `a/*.yaml`. */
function unbounded(globs: readonly string[], segment: string): string[] {
  return globs.filter((glob) => !glob.endsWith('*/')).map((glob) => `${glob}${segment}`);
}
