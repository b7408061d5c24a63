import type { Body, Span } from '../ast/ast.ts';
import { isGeneratedName, isWildcardName } from './build-terms.ts';
import { varsIn } from './collect-vars.ts';
import { declaredIn } from './declared-vars.ts';
import type { LocalScopes } from './local-scopes.ts';

export interface LocalError {
  readonly message: string;
  readonly span: Span;
}

/** A body whose variables were renamed, with what the place around it uses. */
export interface UnusedPlace {
  readonly body: Body;
  readonly result: Body;
  readonly used: ReadonlySet<string>;
}

/** The variables of the innermost scope that `:=` sets and nothing reads. */
export function unusedAssigned(scopes: LocalScopes, { body, used }: UnusedPlace): LocalError[] {
  const { names, occurrences } = scopes.current;
  const unused = [...occurrences].filter(([name, occurrence]) => {
    const local = names.get(name) ?? name;
    const isUsed = scopes.count(name) > 1 || used.has(name) || used.has(local);
    return occurrence === 'assigned' && !isWildcardName(name) && !isUsed;
  });
  return unused.map(([name]) => ({ message: `assigned var ${name} unused`, span: placeOf(name, body) }));
}

/** The variables of the innermost scope that `some` or `every` declares and nothing reads. */
export function unusedDeclared(scopes: LocalScopes, { body, result, used }: UnusedPlace): LocalError[] {
  const { names, occurrences } = scopes.current;
  const declared = [...occurrences].filter(([, occurrence]) => occurrence === 'declared');
  if (declared.length === 0) return [];
  const present = new Set(result.flatMap((expr) => [...varsIn(expr)]));
  const unused = declared.filter(([name]) => {
    const local = names.get(name) ?? name;
    return !present.has(local) && !used.has(name) && !used.has(local) && !isGeneratedName(name);
  });
  return unused.map(([name]) => ({
    message: `declared var ${isWildcardName(name) ? '_' : name} unused`,
    span: placeOf(name, body),
  }));
}

const nowhere: Span = { start: 0, end: 0 };

/** The expression that declares a variable. */
function placeOf(name: string, body: Body): Span {
  return (body.find((expr) => declaredIn(expr).has(name)) ?? body[0])?.span ?? nowhere;
}
