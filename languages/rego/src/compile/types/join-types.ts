import { effort } from '../../ast/effort.ts';
import { compareTypes } from './compare-types.ts';
import { anyType, type FunctionType, functionOf, type RegoType, unknownType } from './rego-type.ts';

/** The type of what is of the one type or of the other; unknown for a function and something else. */
export function joinTypes(a: RegoType, b: RegoType): RegoType {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'function' && b.kind === 'function') return joinFunctions(a, b);
  if (a.kind === 'function' || b.kind === 'function') return unknownType;
  if (isAny(a) || isAny(b)) return anyType;
  const distinct = merged(inOrder(a), inOrder(b));
  const [only] = distinct;
  if (distinct.length === 1 && only !== undefined && a.kind !== 'any' && b.kind !== 'any') return only;
  const joined: RegoType = { kind: 'any', of: distinct };
  ordered.add(joined);
  return joined;
}

// Types made here hold their alternatives in order, each once.
const ordered = new WeakSet<RegoType>();

function inOrder(type: RegoType): readonly RegoType[] {
  const all = alternatives(type);
  if (all.length < 2 || ordered.has(type)) return all;
  const sorted = [...all].sort(compareTypes);
  return sorted.filter((one, at) => at === 0 || compareTypes(sorted[at - 1] ?? unknownType, one) !== 0);
}

/** Two lists of types that are in order, as one. */
function merged(a: readonly RegoType[], b: readonly RegoType[]): RegoType[] {
  const result: RegoType[] = [];
  let right = 0;
  for (const left of a) {
    effort();
    let other = b[right];
    while (other !== undefined && compareTypes(other, left) < 0) {
      result.push(other);
      other = b[++right];
    }
    if (other !== undefined && compareTypes(other, left) === 0) right++;
    result.push(left);
  }
  for (const other of b.slice(right)) result.push(other);
  return result;
}

/** The type of what is of one of the types. Halves are joined first: many types in a row would be compared again and again. */
export function joinAll(types: readonly RegoType[]): RegoType {
  if (types.length < 8 || types.some(({ kind }) => kind === 'function')) return types.reduce(joinTypes, unknownType);
  const half = types.length >> 1;
  return joinTypes(joinAll(types.slice(0, half)), joinAll(types.slice(half)));
}

/** The type of any value at all. */
export function isAny(type: RegoType): boolean {
  return type.kind === 'any' && type.of.length === 0;
}

/** The types of which a value may be one. */
export function alternatives(type: RegoType): readonly RegoType[] {
  return type.kind === 'any' ? type.of : [type];
}

// Functions that differ are still functions to OPA: of none of them and nothing else is anything known.
const noFunction = functionOf([]);

function joinFunctions(a: FunctionType, b: FunctionType): RegoType {
  if (a === noFunction) return b;
  if (b === noFunction) return a;
  if (a.args.length !== b.args.length || (a.variadic === undefined) !== (b.variadic === undefined)) return noFunction;
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
