/** Whether a name fits a glob of Gatekeeper: `*` stands for any text, at the front and at the end only. */
export function fitsWildcard(name: string, wildcard: string): boolean {
  const isOpenAtFront = wildcard.startsWith('*');
  const isOpenAtEnd = wildcard.endsWith('*');
  const rest = wildcard.slice(isOpenAtFront ? 1 : 0);
  const core = isOpenAtEnd && rest !== '' ? rest.slice(0, -1) : rest;
  if (isOpenAtFront && isOpenAtEnd) return name.includes(core);
  if (isOpenAtFront) return name.endsWith(core);
  return isOpenAtEnd ? name.startsWith(core) : name === wildcard;
}

/** Whether a `generateName` is sure to give a name that fits: only globs that are open at the end can say so. */
export function fitsGenerateName(prefix: string, wildcard: string): boolean {
  return wildcard.endsWith('*') && fitsWildcard(prefix, wildcard);
}
