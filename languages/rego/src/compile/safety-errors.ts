import type { Span } from '../ast/ast.ts';
import { isFromAssignment, isGeneratedName, isWildcardName, operatorName } from './build-terms.ts';
import type { UnsafeVars } from './check-safety.ts';
import { varsIn } from './collect-vars.ts';

export interface SafetyError {
  readonly message: string;
  readonly span: Span;
}

/**
 * What to tell about unsafe variables.
 * @param rewritten names as users wrote them
 * @param scope ` in rule p` where a line holds several rules
 */
export function safetyErrors(
  unsafe: UnsafeVars,
  rewritten: ReadonlyMap<string, string>,
  scope: string,
): readonly SafetyError[] {
  const assigned = assignedVars(unsafe);
  const named = firstPlaces(unsafe)
    .map(({ name, span }) => ({ name, shown: shownName(rewritten.get(name) ?? name), span }))
    .filter(({ shown }) => !isGeneratedName(shown));
  const roots = named.filter(({ name }) => !assigned.has(name));
  const told = (roots.length > 0 ? roots : named).map(({ shown, span }) => ({
    message: `var ${shown} is unsafe${scope}${keywordHint(shown)}`,
    span,
  }));
  return told.length > 0 ? told : unsafeExpressions(unsafe, scope);
}

/** `_` has a name of its own at each place. */
function shownName(name: string): string {
  return isWildcardName(name) ? '_' : name;
}

const futureKeywords = new Set(['and', 'contains', 'every', 'if', 'in', 'not', 'or']);

function keywordHint(name: string): string {
  if (!futureKeywords.has(name)) return '';
  return ` (hint: \`import future.keywords.${name}\` to import a future keyword)`;
}

function assignedVars(unsafe: UnsafeVars): Set<string> {
  const found = new Set<string>();
  for (const expr of unsafe.keys()) {
    if (!isFromAssignment(expr) || expr.type !== 'callExpr' || operatorName(expr.operator) !== 'eq') continue;
    const target = expr.args[0];
    if (target !== undefined) varsIn(target, {}, found);
  }
  return found;
}

/** Each variable with the first expression it is unsafe in. */
function firstPlaces(unsafe: UnsafeVars): { readonly name: string; readonly span: Span }[] {
  const places = new Map<string, Span>();
  for (const [expr, names] of unsafe) {
    for (const name of names) {
      const known = places.get(name);
      if (known === undefined || expr.span.start < known.start) places.set(name, expr.span);
    }
  }
  const all = [...places].map(([name, span]) => ({ name, span }));
  return all.sort((left, right) => left.span.start - right.span.start);
}

/** Where only generated variables are unsafe, the expressions are named, once for each variable. */
function unsafeExpressions(unsafe: UnsafeVars, scope: string): readonly SafetyError[] {
  const pairs = [...unsafe].sort(([left], [right]) => left.span.start - right.span.start);
  const seen = new Set<string>();
  const errors: SafetyError[] = [];
  for (const [expr, names] of pairs) {
    const before = seen.size;
    for (const name of names) if (isGeneratedName(name)) seen.add(name);
    if (seen.size > before) errors.push({ message: `expression is unsafe${scope}`, span: expr.span });
  }
  return errors;
}
