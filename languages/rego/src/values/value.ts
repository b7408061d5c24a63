import { ExactDecimal } from '@bulwark/text';

/**
 * A value of Rego. JSON of input and data is one as it stands, without a copy: its objects, lists, numbers, texts.
 * Undefined is JavaScript's `undefined`, never a value.
 */
export type RegoValue = null | boolean | RegoNumber | string | RegoArray | RegoObject | RegoSet;

/** A JavaScript number where it is exact, `bigint` for integers beyond 2^53, else the exact decimal text. */
export type RegoNumber = number | bigint | ExactDecimal;

export type RegoArray = readonly RegoValue[];

/** Read it by the functions of `object.ts` only: which of the two it is may change. */
export type RegoObject = PlainObject | MapObject;

/** An object whose keys are all strings: JSON's, or one that a policy made. */
export interface PlainObject {
  readonly [key: string]: RegoValue;
}

/** What stands for a value as the key of a Map: equal for equal values, and only for them (`hashKey`). */
export type HashKey = string | number | bigint | boolean | null;

/** An object at least one of whose keys is no string. Read and write it by the functions of `object.ts`. */
export class MapObject {
  readonly entries = new Map<HashKey, [RegoValue, RegoValue]>();
  /** Forgotten when a key comes in. */
  sortedKeys: RegoArray | undefined;
}

/** A set of values. Read and write it by the functions of `set.ts`; it grows only while it is being made. */
export class RegoSet {
  readonly members = new Map<HashKey, RegoValue>();
  /** Forgotten when a member comes in. */
  sortedMembers: RegoArray | undefined;

  get size(): number {
    return this.members.size;
  }
}

/** The names that OPA gives to the types of values. */
export type ValueKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'set';

export function kindOf(value: RegoValue): ValueKind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return kindOfReference(value);
  }
}

function kindOfReference(value: RegoValue): ValueKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof RegoSet) return 'set';
  return value instanceof ExactDecimal ? 'number' : 'object';
}

export function isNumber(value: RegoValue | undefined): value is RegoNumber {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof ExactDecimal;
}

export function isArray(value: RegoValue | undefined): value is RegoArray {
  return Array.isArray(value);
}

export function isSet(value: RegoValue | undefined): value is RegoSet {
  return value instanceof RegoSet;
}

export function isObject(value: RegoValue | undefined): value is RegoObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof RegoSet) &&
    !(value instanceof ExactDecimal)
  );
}

/** True for the object that holds keys other than strings. */
export function isMapObject(value: RegoValue | undefined): value is MapObject {
  return value instanceof MapObject;
}
