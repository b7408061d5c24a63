import { equal } from '../values/equal.ts';
import { entriesOf, get } from '../values/object.ts';
import { hasMember, isSubset } from '../values/set.ts';
import {
  isArray,
  isObject,
  isSet,
  type RegoArray,
  type RegoObject,
  type RegoSet,
  type RegoValue,
} from '../values/value.ts';
import { BuiltinError } from './builtin.ts';
import { type Args, operand } from './operands.ts';

/** `object.subset(super, sub)`: objects by key all the way down, sets, runs of arrays, and arrays that hold a set. */
export function isSubsetOf(args: Args): boolean {
  const whole = operand(args, 0);
  const part = operand(args, 1);
  const result = holds(whole, part);
  if (result !== undefined) return result;
  if (isArray(whole) && isSet(part)) return holdsMembers(whole, part);
  throw new BuiltinError('both arguments object.subset must be of the same type or array and set', 'eval_type_error');
}

/** Undefined where the two are no collections of the same kind. */
function holds(whole: RegoValue, part: RegoValue): boolean | undefined {
  if (isObject(whole) && isObject(part)) return holdsEntries(whole, part);
  if (isSet(whole) && isSet(part)) return isSubset(part, whole);
  return isArray(whole) && isArray(part) ? holdsRun(whole, part) : undefined;
}

function holdsEntries(whole: RegoObject, part: RegoObject): boolean {
  for (const [key, value] of entriesOf(part)) {
    const held = get(whole, key);
    if (held === undefined) return false;
    if (!equal(held, value) && holds(held, value) !== true) return false;
  }
  return true;
}

/** OPA's own search: after a mismatch it goes on behind the place where the run began. */
function holdsRun(whole: RegoArray, part: RegoArray): boolean {
  if (part.length > whole.length) return false;
  for (let start = 0; start + part.length <= whole.length; start++) {
    if (part.every((value, at) => equal(value, whole[start + at] ?? null))) return true;
  }
  return false;
}

/** Each element of the array that the set holds counts, also one that stands twice (as OPA counts). */
function holdsMembers(whole: RegoArray, part: RegoSet): boolean {
  let missing = part.size;
  for (const value of whole) {
    if (hasMember(part, value)) missing--;
    if (missing === 0) return true;
  }
  return false;
}
