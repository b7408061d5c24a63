import type { ObjectTerm, Term } from '../../ast/ast.ts';
import { constantValue } from '../constant-value.ts';
import { sameKey } from '../unify-vars.ts';
import { isAny, isIncomplete, joinTypes } from './join-types.ts';
import { type ArrayType, anyType, type ObjectType, type RegoType, unknownType } from './rego-type.ts';
import { selectType, valuesType } from './select-type.ts';
import type { TypeEnv } from './type-env.ts';
import { hasRest, typesUnify } from './unify-types.ts';

/**
 * Whether a term can be of a type. Variables whose type is not known yet get it.
 * @param join adds to what is known of a variable instead of comparing with it
 */
export function termUnifies(env: TypeEnv, term: Term, type: RegoType, join: boolean): boolean {
  switch (term.type) {
    case 'array':
    case 'set':
    case 'object':
      return compositeUnifies(env, term, type, join);
    case 'var':
      return variableUnifies(env, term, type, join);
    default:
      return typesUnify(env.typeOf(term), type);
  }
}

function variableUnifies(env: TypeEnv, term: Term, type: RegoType, join: boolean): boolean {
  const known = env.typeOf(term);
  if (join) env.setVariable(term, joinTypes(known, type));
  else if (known.kind !== 'unknown') return typesUnify(known, type);
  else env.setVariable(term, type);
  return true;
}

type Composite = Extract<Term, { type: 'array' | 'set' }> | ObjectTerm;

function compositeUnifies(env: TypeEnv, term: Composite, type: RegoType, join: boolean): boolean {
  if (isAny(type)) {
    for (const part of partsOf(term)) termUnifies(env, part, anyType, true);
    return true;
  }
  if (type.kind === 'any') {
    return type.of.reduce((found, one) => termUnifies(env, term, one, true) || found, false);
  }
  if (term.type === 'array') return type.kind === 'array' && arrayUnifies(env, term.items, type, join);
  if (term.type === 'object') return type.kind === 'object' && objectUnifies(env, term, type, join);
  if (type.kind !== 'set') return false;
  const of = valuesType(type);
  return term.items.every((item) => termUnifies(env, item, of, join));
}

function partsOf(term: Composite): readonly Term[] {
  return term.type === 'object' ? term.entries.flatMap(({ key, value }) => [key, value]) : term.items;
}

function arrayUnifies(env: TypeEnv, items: readonly Term[], type: ArrayType, join: boolean): boolean {
  if (items.length !== type.items.length && type.rest === undefined) return false;
  return items.every((item, at) => termUnifies(env, item, selectType(type, at), join));
}

function objectUnifies(env: TypeEnv, object: ObjectTerm, type: ObjectType, join: boolean): boolean {
  if (object.entries.length !== type.properties.length && !hasRest(type)) return false;
  return object.entries.every(({ key, value }) => {
    const constant = constantValue(key);
    if (constant === undefined) {
      termUnifies(env, value, anyType, join);
      return true;
    }
    const inner = selectType(type, constant);
    return inner.kind !== 'unknown' && termUnifies(env, value, inner, join);
  });
}

/** Whether `a = b` can hold; variables on both sides get types. */
export function equationUnifies(env: TypeEnv, a: Term, b: Term): boolean {
  const left = env.typeOf(a);
  const right = env.typeOf(b);
  const openLeft = isIncomplete(left);
  const openRight = isIncomplete(right);
  if (openLeft && !openRight) return termUnifies(env, a, right, false);
  if (openRight && !openLeft) return termUnifies(env, b, left, false);
  if (!openLeft) return typesUnify(left, right);
  return openSidesUnify(env, a, b) || partlyKnownUnify(env, [a, left], [b, right]);
}

function openSidesUnify(env: TypeEnv, a: Term, b: Term): boolean {
  if (a.type === 'array' || a.type === 'object') return compositesUnify(env, a, b);
  if (a.type === 'var') {
    if (b.type === 'var') return bothVariables(env, a, b);
    if (b.type === 'array' || b.type === 'object') return bothVariables(env, b, a);
    return b.type === 'ref' && termUnifies(env, a, anyType, false);
  }
  return a.type === 'ref' && b.type === 'var' && termUnifies(env, b, anyType, false);
}

function bothVariables(env: TypeEnv, a: Term, b: Term): boolean {
  return termUnifies(env, a, anyType, false) && termUnifies(env, b, env.typeOf(a), false);
}

function compositesUnify(env: TypeEnv, a: Composite, b: Term): boolean {
  if (b.type === 'var') return bothVariables(env, a, b);
  if (a.type === 'array' && b.type === 'array') {
    return a.items.length === b.items.length && a.items.every((item, at) => itemUnifies(env, item, b.items[at]));
  }
  if (a.type !== 'object' || b.type !== 'object' || a.entries.length !== b.entries.length) return false;
  return a.entries.every(({ key, value }) => {
    const other = b.entries.find((entry) => sameKey(entry.key, key));
    return itemUnifies(env, value, other?.value);
  });
}

function itemUnifies(env: TypeEnv, a: Term, b: Term | undefined): boolean {
  return b !== undefined && equationUnifies(env, a, b);
}

type Side = readonly [Term, RegoType];

/** A variable takes what is known of the other side, even if that is not all. */
function partlyKnownUnify(env: TypeEnv, [a, left]: Side, [b, right]: Side): boolean {
  if (a.type === 'var' && left === unknownType && right.kind !== 'unknown') return termUnifies(env, a, right, false);
  return b.type === 'var' && right === unknownType && left.kind !== 'unknown' && termUnifies(env, b, left, false);
}
