import type { RegoVersion } from '../ast/ast.ts';

const v0 = 'not package import as default else with null true false some'.split(' ');
const v1 = [...v0, 'if', 'contains', 'in', 'every'];
const v2 = [...v1, 'and', 'or'];

/** The words that a version has for keywords without any import. */
export function keywordsFor(version: RegoVersion): readonly string[] {
  if (version === 'v0') return v0;
  return version === 'v2' ? v2 : v1;
}
