import type { Body, Expr, RefTerm, Term } from '../ast/ast.ts';
import { isWildcardName } from './build-terms.ts';
import type { Subjects } from './expand-calls.ts';
import { changed, mapExpr, mapList, mapTerm } from './walk.ts';

/** A reference with the names that users gave its variables, for messages. */
export function renamedVars(ref: RefTerm, names: ReadonlyMap<string, string>, subjects?: Subjects): RefTerm {
  const result = renamed(ref, names, subjects);
  return result.type === 'ref' ? result : ref;
}

/** The name that a user knows a variable by. */
export function shownName(name: string, names: ReadonlyMap<string, string>): string {
  return names.get(name) ?? (isWildcardName(name) ? '_' : name);
}

/** A term with variables renamed everywhere, closures included. */
export function renamedTerm(term: Term, names: ReadonlyMap<string, string>): Term {
  return renamed(term, names, undefined);
}

function renamed(term: Term, names: ReadonlyMap<string, string>, subjects: Subjects | undefined): Term {
  const inner = (part: Term): Term => renamed(part, names, subjects);
  if (term.type === 'var') {
    const subject = subjects?.get(term.name);
    return subject === undefined ? changed(term, { name: names.get(term.name) ?? term.name }) : inner(subject);
  }
  const expr = (given: Expr): Expr => mapExpr(given, { term: inner, body });
  const body = (given: Body): Body => mapList(given, expr);
  return mapTerm(term, { term: inner, body, expr });
}
