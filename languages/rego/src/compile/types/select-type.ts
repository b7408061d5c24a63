import { effort } from '../../ast/effort.ts';
import { compare } from '../../values/compare.ts';
import { hashKey } from '../../values/hash-key.ts';
import { numberText, writtenInteger } from '../../values/number.ts';
import { entriesInOrder } from '../../values/object.ts';
import { membersOf } from '../../values/set.ts';
import { type HashKey, isArray, isNumber, isObject, isSet, type RegoValue } from '../../values/value.ts';
import { compareTypes } from './compare-types.ts';
import { alternatives, isAny, joinAll, joinTypes } from './join-types.ts';
import {
  type ArrayType,
  anyType,
  booleanType,
  nullType,
  numberType,
  type ObjectType,
  type PropertyType,
  type RegoType,
  stringType,
  unknownType,
} from './rego-type.ts';

/** The type of a value. */
function typeOfValue(value: RegoValue): RegoType {
  if (value === null) return nullType;
  if (typeof value === 'boolean') return booleanType;
  if (typeof value === 'string') return stringType;
  if (isNumber(value)) return numberType;
  if (isArray(value)) return { kind: 'array', items: value.map(typeOfValue) };
  if (isSet(value)) return { kind: 'set', of: joinAll([...membersOf(value)].map(typeOfValue)) };
  if (!isObject(value)) return unknownType;
  const properties = entriesInOrder(value).map(([key, inner]) => ({ key, value: typeOfValue(inner) }));
  return { kind: 'object', properties };
}

/** The type of what stands under a constant key; unknown where nothing can. */
export function selectType(type: RegoType, key: RegoValue): RegoType {
  switch (type.kind) {
    case 'array':
      return selectItem(type, key);
    case 'object':
      return selectProperty(type, key);
    case 'set': {
      const own = typeOfValue(key);
      const of = type.of ?? unknownType;
      return covers(of, own) ? own : unknownType;
    }
    case 'any':
      return isAny(type) ? anyType : joinAll(type.of.map((one) => selectType(one, key)));
    default:
      return unknownType;
  }
}

function selectItem(type: ArrayType, key: RegoValue): RegoType {
  const isIndex = isNumber(key) && /^-?[0-9]+$/.test(numberText(key));
  const index = isIndex ? writtenInteger(key) : undefined;
  if (index === undefined || index < 0n) return unknownType;
  return type.items[Number(index)] ?? type.rest ?? unknownType;
}

const indexes = new WeakMap<readonly PropertyType[], ReadonlyMap<HashKey, PropertyType>>();

function propertyOf({ properties }: ObjectType, key: RegoValue): PropertyType | undefined {
  effort();
  if (properties.length < 8) return properties.find((one) => compare(one.key, key) === 0);
  let index = indexes.get(properties);
  if (index === undefined) {
    index = new Map(properties.map((one) => [hashKey(one.key), one] as const));
    indexes.set(properties, index);
  }
  return index.get(hashKey(key));
}

function selectProperty(type: ObjectType, key: RegoValue): RegoType {
  const property = propertyOf(type, key);
  if (property !== undefined) return property.value;
  return type.rest !== undefined && covers(type.rest.key, typeOfValue(key)) ? type.rest.value : unknownType;
}

/** Whether every value of type `b` is one of type `a`, as far as alternatives tell. */
function covers(a: RegoType, b: RegoType): boolean {
  if (a.kind !== 'any') return compareTypes(a, b) === 0;
  if (b.kind === 'function') return false;
  return a.of.length === 0 || a.of.some((one) => compareTypes(one, b) === 0);
}

/** The type of the keys that can be enumerated; unknown where none can. */
export function keysType(type: RegoType): RegoType {
  switch (type.kind) {
    case 'array':
      return numberType;
    case 'object': {
      const own = joinAll(type.properties.map(({ key }) => typeOfValue(key)));
      return type.rest === undefined ? own : joinTypes(own, type.rest.key);
    }
    case 'set':
      return type.of ?? unknownType;
    case 'any':
      return isAny(type) ? anyType : joinAll(alternatives(type).map(keysType));
    default:
      return unknownType;
  }
}

/** The type of the values that can be enumerated; unknown where none can. */
export function valuesType(type: RegoType): RegoType {
  switch (type.kind) {
    case 'array':
      return joinTypes(joinAll(type.items), type.rest ?? unknownType);
    case 'object':
      return joinTypes(joinAll(type.properties.map(({ value }) => value)), type.rest?.value ?? unknownType);
    case 'set':
      return type.of ?? unknownType;
    case 'any':
      return isAny(type) ? anyType : joinAll(alternatives(type).map(valuesType));
    default:
      return unknownType;
  }
}

/** A collection that can hold nothing. */
export function isEmptyCollection(type: RegoType): boolean {
  switch (type.kind) {
    case 'object':
      return type.properties.length === 0 && type.rest === undefined;
    case 'array':
      return type.items.length === 0 && type.rest === undefined;
    case 'set':
      return type.of === undefined || type.of.kind === 'unknown';
    default:
      return false;
  }
}
