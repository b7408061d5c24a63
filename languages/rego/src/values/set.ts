import { membersInOrder } from './compare.ts';
import { hashKey } from './hash-key.ts';
import { RegoSet, type RegoValue } from './value.ts';

export { membersInOrder };

/** The set of these values. */
export function setOf(values: Iterable<RegoValue>): RegoSet {
  const set = new RegoSet();
  for (const value of values) addMember(set, value);
  return set;
}

export function hasMember(set: RegoSet, value: RegoValue): boolean {
  return set.members.has(hashKey(value));
}

/** Adds to a set that is still being made; false where it held an equal value already. */
export function addMember(set: RegoSet, value: RegoValue): boolean {
  const key = hashKey(value);
  if (set.members.has(key)) return false;
  set.members.set(key, value);
  set.sortedMembers = undefined;
  return true;
}

/** The members in no order that means anything; cheaper than `membersInOrder`. */
export function membersOf(set: RegoSet): Iterable<RegoValue> {
  return set.members.values();
}

export function union(sets: Iterable<RegoSet>): RegoSet {
  const result = new RegoSet();
  for (const set of sets)
    for (const [key, value] of set.members) if (!result.members.has(key)) result.members.set(key, value);
  return result;
}

export function intersection(left: RegoSet, right: RegoSet): RegoSet {
  const result = new RegoSet();
  for (const [key, value] of left.members) if (right.members.has(key)) result.members.set(key, value);
  return result;
}

/** What `left` has and `right` has not. */
export function difference(left: RegoSet, right: RegoSet): RegoSet {
  const result = new RegoSet();
  for (const [key, value] of left.members) if (!right.members.has(key)) result.members.set(key, value);
  return result;
}

/** Whether `right` holds every member of `left`. */
export function isSubset(left: RegoSet, right: RegoSet): boolean {
  if (left.size > right.size) return false;
  for (const key of left.members.keys()) if (!right.members.has(key)) return false;
  return true;
}
