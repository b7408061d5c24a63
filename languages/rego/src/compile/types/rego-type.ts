import type { RegoValue } from '../../values/value.ts';

/** What is known of a value before evaluation: the types by which OPA declares builtins and checks calls and references. */
export type RegoType = UnknownType | ScalarType | AnyType | ArrayType | ObjectType | SetType | FunctionType;

/** Nothing is known: of a variable before its first use, or where something does not exist. */
interface UnknownType {
  readonly kind: 'unknown';
}

interface ScalarType {
  readonly kind: 'null' | 'boolean' | 'number' | 'string';
}

/** One of `of`; with an empty list, any value at all. `of` is sorted by `compareTypes`. */
export interface AnyType {
  readonly kind: 'any';
  readonly of: readonly RegoType[];
}

export interface ArrayType {
  readonly kind: 'array';
  /** The elements known one by one. */
  readonly items: readonly RegoType[];
  /** The type of every element beyond; absent when there is none beyond. */
  readonly rest?: RegoType;
}

export interface ObjectType {
  readonly kind: 'object';
  /** Known keys, sorted as values are. */
  readonly properties: readonly PropertyType[];
  readonly rest?: RestType;
}

export interface PropertyType {
  /** Nearly always a string. */
  readonly key: RegoValue;
  readonly value: RegoType;
}

export interface RestType {
  readonly key: RegoType;
  readonly value: RegoType;
}

export interface SetType {
  readonly kind: 'set';
  readonly of?: RegoType;
}

export interface FunctionType {
  readonly kind: 'function';
  readonly args: readonly RegoType[];
  /** Absent: the function is called for its effect (`print`). */
  readonly result?: RegoType;
  /** The type of every argument beyond `args`. */
  readonly variadic?: RegoType;
}

export const unknownType: RegoType = { kind: 'unknown' };
export const nullType: RegoType = { kind: 'null' };
export const booleanType: RegoType = { kind: 'boolean' };
export const numberType: RegoType = { kind: 'number' };
export const stringType: RegoType = { kind: 'string' };
/** Any value at all. */
export const anyType: RegoType = { kind: 'any', of: [] };

/** An array whose elements are all of type `of`. */
export function arrayOf(of: RegoType): ArrayType {
  return { kind: 'array', items: [], rest: of };
}

/** An array with exactly these elements, and more of type `rest` if given. */
export function tupleOf(items: readonly RegoType[], rest?: RegoType): ArrayType {
  return rest === undefined ? { kind: 'array', items } : { kind: 'array', items, rest };
}

export function setOf(of: RegoType): SetType {
  return { kind: 'set', of };
}

/** An object of any keys of type `key` with values of type `value`. */
export function objectOf(key: RegoType, value: RegoType): ObjectType {
  return { kind: 'object', properties: [], rest: { key, value } };
}

/** An object with these string keys (given in sorted order or not), and more as `rest` says. */
export function recordOf(fields: Readonly<Record<string, RegoType>>, rest?: RestType): ObjectType {
  const keys = Object.keys(fields).sort();
  const properties = keys.flatMap((key) => {
    const value = fields[key];
    return value === undefined ? [] : [{ key, value }];
  });
  return rest === undefined ? { kind: 'object', properties } : { kind: 'object', properties, rest };
}

/** One of the given scalar, array, object and set types, in any order (`any` inside makes the whole `any`). */
export function oneOf(...of: readonly RegoType[]): RegoType {
  if (of.some((type) => type.kind === 'any' && type.of.length === 0)) return anyType;
  return { kind: 'any', of: [...of].sort((left, right) => rank(left) - rank(right)) };
}

export function functionOf(args: readonly RegoType[], result?: RegoType, variadic?: RegoType): FunctionType {
  return {
    kind: 'function',
    args,
    ...(result === undefined ? {} : { result }),
    ...(variadic === undefined ? {} : { variadic }),
  };
}

const order = ['unknown', 'null', 'boolean', 'number', 'string', 'array', 'object', 'set', 'any', 'function'] as const;

/** Where types of this kind stand among the others: null < boolean < number < string < array < object < set < any. */
export function rank(type: RegoType): number {
  return order.indexOf(type.kind);
}
