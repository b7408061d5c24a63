import type { FilterTest, PlainStep } from '../plan/plan.ts';
import { equal } from '../values/equal.ts';
import { entriesOf, get } from '../values/object.ts';
import { hasMember, membersOf } from '../values/set.ts';
import { splitAt } from '../values/split-at.ts';
import { isArray, isObject, isSet, type RegoArray, type RegoValue } from '../values/value.ts';
import type { Check, Linker } from './link.ts';
import type { Machine } from './machine.ts';

/** Makes the question of a rule index ready to be asked. */
export function linkFilter({ value, test }: Extract<PlainStep, { op: 'filter' }>, linker: Linker): Check {
  const read = linker.value(value);
  const holds = filterOf(test);
  return (machine, frame) => {
    const found = read(machine, frame);
    return found !== undefined && holds(found, machine);
  };
}

/** The question itself, put to a value. */
export function filterOf(test: FilterTest): (value: RegoValue, machine: Machine) => boolean {
  const holds = elementTest(test);
  if (test.kind === 'glob' || test.kind === 'key') return holds;
  return (value, machine) => {
    if (typeof value === 'string') return test.kind !== 'member' && holds(value);
    for (const element of elementsOf(value, machine)) if (holds(element)) return true;
    return false;
  };
}

function hasKey(value: RegoValue): boolean {
  const [collection, key] = isArray(value) ? value : none;
  if (key === undefined) return false;
  if (isSet(collection)) return hasMember(collection, key);
  return !isObject(collection) || get(collection, key) !== undefined;
}

function elementTest(test: FilterTest): (value: RegoValue) => boolean {
  switch (test.kind) {
    case 'glob':
      return (value) =>
        fits(typeof value === 'string' ? splitAt(value, test.ends) : isArray(value) ? value : none, test.parts);
    case 'member':
      return (value) => equal(value, test.value);
    case 'prefix':
      return (value) => typeof value === 'string' && test.bases.some((base) => value.startsWith(base));
    case 'key':
      return hasKey;
    case 'suffix':
      return (value) => typeof value === 'string' && test.bases.some((base) => value.endsWith(base));
  }
}

const none: RegoArray = [];

function fits(found: RegoArray, parts: readonly string[]): boolean {
  return found.length === parts.length && parts.every((part, at) => part === '*' || part === found[at]);
}

function* elementsOf(value: RegoValue, machine: Machine): Iterable<RegoValue> {
  const elements = isArray(value) ? value : isSet(value) ? membersOf(value) : [];
  for (const element of elements) {
    machine.step();
    yield element;
  }
  if (!isObject(value)) return;
  for (const [, element] of entriesOf(value)) {
    machine.step();
    yield element;
  }
}
