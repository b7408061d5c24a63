import { compareTypes } from './compare-types.ts';
import { anyType, type FunctionType, functionOf, type RegoType, unknownType } from './rego-type.ts';

/** The type of what is of the one type or of the other; unknown for a function and something else. */
export function joinTypes(a: RegoType, b: RegoType): RegoType {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'function' && b.kind === 'function') return joinFunctions(a, b);
  if (a.kind === 'function' || b.kind === 'function') return unknownType;
  const all = [...alternatives(a), ...alternatives(b)];
  if (isAny(a) || isAny(b)) return anyType;
  const distinct = all.filter((one, at) => all.findIndex((other) => compareTypes(one, other) === 0) === at);
  const [only] = distinct;
  if (distinct.length === 1 && only !== undefined && a.kind !== 'any' && b.kind !== 'any') return only;
  return { kind: 'any', of: distinct.sort(compareTypes) };
}

export function joinAll(types: readonly RegoType[]): RegoType {
  return types.reduce(joinTypes, unknownType);
}

/** The type of any value at all. */
export function isAny(type: RegoType): boolean {
  return type.kind === 'any' && type.of.length === 0;
}

/** The types of which a value may be one. */
export function alternatives(type: RegoType): readonly RegoType[] {
  return type.kind === 'any' ? type.of : [type];
}

function joinFunctions(a: FunctionType, b: FunctionType): RegoType {
  if (a.args.length !== b.args.length || (a.variadic === undefined) !== (b.variadic === undefined)) return unknownType;
  const args = a.args.map((arg, at) => joinTypes(arg, b.args[at] ?? unknownType));
  const result = joinTypes(a.result ?? unknownType, b.result ?? unknownType);
  const variadic = joinTypes(a.variadic ?? unknownType, b.variadic ?? unknownType);
  return functionOf(args, known(result), known(variadic));
}

function known(type: RegoType): RegoType | undefined {
  return type.kind === 'unknown' ? undefined : type;
}

// Types share parts: a small one may unfold to a huge tree.
const incomplete = new WeakMap<RegoType, boolean>();

/** Whether something about a type is not known. */
export function isIncomplete(type: RegoType): boolean {
  let known = incomplete.get(type);
  if (known === undefined) {
    known = hasUnknown(type);
    incomplete.set(type, known);
  }
  return known;
}

function hasUnknown(type: RegoType): boolean {
  switch (type.kind) {
    case 'unknown':
      return true;
    case 'function':
      return type.args.some(isIncomplete) || type.result === undefined || isIncomplete(type.result);
    case 'array':
      return type.items.some(isIncomplete) || (type.rest !== undefined && isIncomplete(type.rest));
    case 'object':
      return (
        type.properties.some(({ value }) => isIncomplete(value)) ||
        (type.rest !== undefined && (isIncomplete(type.rest.key) || isIncomplete(type.rest.value)))
      );
    case 'set':
      return type.of === undefined || isIncomplete(type.of);
    default:
      return false;
  }
}
