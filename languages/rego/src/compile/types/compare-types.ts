import { effort } from '../../ast/effort.ts';
import { compare } from '../../values/compare.ts';
import type { ArrayType, FunctionType, ObjectType, RegoType } from './rego-type.ts';
import { rank, unknownType } from './rego-type.ts';

/** An order of types; 0 for types that are the same. */
export function compareTypes(a: RegoType, b: RegoType): number {
  if (a === b) return 0;
  effort();
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  if (a.kind === 'array' && b.kind === 'array') return compareArrays(a, b);
  if (a.kind === 'object' && b.kind === 'object') return compareObjects(a, b);
  if (a.kind === 'set' && b.kind === 'set') return compareTypes(a.of ?? unknownType, b.of ?? unknownType);
  if (a.kind === 'any' && b.kind === 'any') return compareLists(a.of, b.of);
  return a.kind === 'function' && b.kind === 'function' ? compareFunctions(a, b) : 0;
}

function compareLists(a: readonly RegoType[], b: readonly RegoType[]): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const difference = compareTypes(a[at] ?? unknownType, b[at] ?? unknownType);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareArrays(a: ArrayType, b: ArrayType): number {
  return compareTypes(a.rest ?? unknownType, b.rest ?? unknownType) || compareLists(a.items, b.items);
}

function compareObjects(a: ObjectType, b: ObjectType): number {
  const rest =
    compareTypes(a.rest?.key ?? unknownType, b.rest?.key ?? unknownType) ||
    compareTypes(a.rest?.value ?? unknownType, b.rest?.value ?? unknownType);
  if (rest !== 0) return rest;
  for (let at = 0; at < a.properties.length && at < b.properties.length; at++) {
    const left = a.properties[at];
    const right = b.properties[at];
    if (left === undefined || right === undefined) break;
    const difference = compare(left.key, right.key) || compareTypes(left.value, right.value);
    if (difference !== 0) return difference;
  }
  return a.properties.length - b.properties.length;
}

function compareFunctions(a: FunctionType, b: FunctionType): number {
  return (
    a.args.length - b.args.length ||
    compareLists(a.args, b.args) ||
    compareTypes(a.result ?? unknownType, b.result ?? unknownType) ||
    compareTypes(a.variadic ?? unknownType, b.variadic ?? unknownType)
  );
}
