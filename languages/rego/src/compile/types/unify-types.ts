import { effort } from '../../ast/effort.ts';
import type { AnyType, ArrayType, ObjectType, RegoType, RestType } from './rego-type.ts';
import { unknownType } from './rego-type.ts';
import { selectType, valuesType } from './select-type.ts';

/** Whether a value can be of both types. */
export function typesUnify(a: RegoType, b: RegoType): boolean {
  effort();
  if (a.kind === 'unknown' || b.kind === 'unknown') return false;
  if (a.kind === 'any' && unifiesAny(a, b)) return true;
  if (b.kind === 'any' && unifiesAny(b, a)) return true;
  if (a.kind === 'any' || b.kind === 'any') return false;
  if (a.kind === 'array' && b.kind === 'array') return unifiesArrays(a, b);
  if (a.kind === 'object' && b.kind === 'object') return unifiesObjects(a, b);
  if (a.kind === 'set' && b.kind === 'set')
    return isEmptySet(a) || isEmptySet(b) || typesUnify(valuesType(a), valuesType(b));
  if (a.kind === 'function' && b.kind === 'function') {
    return a.args.length === b.args.length && a.args.every((arg, at) => typesUnify(arg, b.args[at] ?? unknownType));
  }
  return a.kind === b.kind;
}

function isEmptySet(type: Extract<RegoType, { kind: 'set' }>): boolean {
  return type.of === undefined || type.of.kind === 'unknown';
}

function unifiesAny(a: AnyType, b: RegoType): boolean {
  if (b.kind === 'function') return false;
  return a.of.length === 0 || a.of.some((one) => typesUnify(one, b));
}

function unifiesArrays(a: ArrayType, b: ArrayType): boolean {
  if (!a.items.every((item, at) => typesUnify(item, selectType(b, at)))) return false;
  if (!b.items.every((item, at) => typesUnify(item, selectType(a, at)))) return false;
  return a.rest === undefined || b.rest === undefined || typesUnify(a.rest, b.rest);
}

function unifiesObjects(a: ObjectType, b: ObjectType): boolean {
  if (!propertiesUnify(a, b) || !propertiesUnify(b, a)) return false;
  return !hasRest(a) || !hasRest(b) || typesUnify(a.rest.value, b.rest.value);
}

/** An object of more than its properties, of values whose type is known. */
export function hasRest(type: ObjectType): type is ObjectType & { readonly rest: RestType } {
  return type.rest !== undefined && type.rest.value.kind !== 'unknown';
}

function propertiesUnify(a: ObjectType, b: ObjectType): boolean {
  return a.properties.every(({ key, value }) => {
    const other = selectType(b, key);
    if (other.kind === 'unknown') return hasRest(a) || hasRest(b);
    return typesUnify(value, other);
  });
}
