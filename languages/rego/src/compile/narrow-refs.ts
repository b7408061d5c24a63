import type { Body, RefTerm, Term } from '../ast/ast.ts';
import { select } from '../evaluate/select.ts';
import { compare } from '../values/compare.ts';
import { entriesOf } from '../values/object.ts';
import { membersOf } from '../values/set.ts';
import { isArray, isObject, isSet, type RegoValue } from '../values/value.ts';
import { isUnification } from './build-terms.ts';
import { type Names, varsIn, varsInAll } from './collect-vars.ts';
import { headTerms } from './compilation.ts';
import { type CompiledRule, fullRef } from './compiled-module.ts';
import { constantValue } from './constant-value.ts';
import { termOf } from './value-term.ts';

/** Values that variables can have, where that is known before evaluation. */
export interface KnownValues {
  readonly get: (name: string) => readonly RegoValue[] | undefined;
}

/** More than this many references in place of one help nobody. */
const mostRefs = 64;

/** The known values of variables before each expression of a body, and before the head at its end. */
export function knownValues(body: Body): (index: number) => KnownValues {
  const found = new Map<string, Found>();
  body.forEach((expr, at) => {
    if (!isUnification(expr) || expr.with.length > 0 || expr.negated) return;
    const [left, right] = expr.args;
    if (!bind(found, left, right, at)) bind(found, right, left, at);
  });
  return (index) => ({
    get: (name) => {
      const one = found.get(name);
      return one !== undefined && one.at < index ? one.values : undefined;
    },
  });
}

interface Found {
  readonly values: readonly RegoValue[];
  /** The expression that tells them. */
  readonly at: number;
}

function bind(found: Map<string, Found>, variable: Term, value: Term, at: number): boolean {
  if (variable.type !== 'var' || found.has(variable.name)) return false;
  const values = valuesOf(value, { get: (name) => found.get(name)?.values });
  if (values !== undefined) found.set(variable.name, { values, at });
  return values !== undefined;
}

function valuesOf(term: Term, known: KnownValues): readonly RegoValue[] | undefined {
  if (term.type === 'var') return known.get(term.name);
  if (term.type === 'ref') return valuesOfRef(term, known);
  const constant = constantValue(term);
  return constant === undefined ? undefined : [constant];
}

function valuesOfRef(ref: RefTerm, known: KnownValues): readonly RegoValue[] | undefined {
  let values = valuesOf(ref.head, known);
  for (const part of ref.path) {
    if (values === undefined) return undefined;
    values = membersBy(values, part);
    if (values === undefined || values.length > mostRefs) return undefined;
  }
  return values;
}

/** A constant selects one member, anything else all of them. */
function membersBy(values: readonly RegoValue[], part: Term): readonly RegoValue[] | undefined {
  const key = constantValue(part);
  if (key !== undefined) {
    return values.flatMap((value) => {
      const member = select(value, key);
      return member === undefined ? [] : [member];
    });
  }
  const members = values.map(membersIn);
  return members.some((one) => one === undefined) ? undefined : members.flatMap((one) => one ?? []);
}

function membersIn(value: RegoValue): readonly RegoValue[] | undefined {
  if (isArray(value)) return value;
  if (isSet(value)) return [...membersOf(value)];
  return isObject(value) ? Array.from(entriesOf(value), (entry) => entry[1]) : undefined;
}

/** The references that one with variables can stand for. */
export function narrowedRefs(ref: RefTerm, known: KnownValues): readonly RefTerm[] {
  let refs: readonly RefTerm[] = [ref];
  ref.path.forEach((part, at) => {
    if (constantValue(part) !== undefined) return;
    const values = valuesOf(part, known);
    if (values === undefined || values.length === 0 || refs.length * values.length > mostRefs) return;
    refs = refs.flatMap((one) => values.map((value) => withPart(one, at, termOf(value, part.span))));
  });
  return refs;
}

function withPart(ref: RefTerm, at: number, part: Term): RefTerm {
  return { ...ref, path: ref.path.map((known, position) => (position === at ? part : known)) };
}

/** The variables that may have a value before an expression of a rule's body, told by its index. */
export function varsBefore(rule: CompiledRule): (index: number) => Names {
  let first: ReadonlyMap<string, number> | undefined;
  return (index) => {
    first ??= firstUses(rule);
    const known = first;
    return { has: (name) => (known.get(name) ?? index) < index };
  };
}

/** The first expression that uses a variable; the head counts as before all. */
function firstUses(rule: CompiledRule): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const name of varsInAll(headTerms(rule))) first.set(name, -1);
  rule.body.forEach((expr, at) => {
    for (const name of varsIn(expr)) if (!first.has(name)) first.set(name, at);
  });
  return first;
}

/** Whether a reference selects a rule whatever its variables hold: one without a value goes through all. */
export function selectsSurely(ref: RefTerm, rule: CompiledRule, bound: Names): boolean {
  const path = fullRef(rule).path;
  for (let at = 0; at < ref.path.length && at < path.length; at++) {
    const [part, own] = [ref.path[at], path[at]];
    const wanted = own === undefined ? undefined : constantValue(own);
    if (part === undefined || wanted === undefined) continue;
    if (part.type === 'var' && !bound.has(part.name) && occurrences(part.name, ref) === 1) continue;
    const key = constantValue(part);
    if (key === undefined || compare(key, wanted) !== 0) return false;
  }
  return true;
}

function occurrences(name: string, ref: RefTerm): number {
  return ref.path.filter((part) => part.type === 'var' && part.name === name).length;
}
