import type { ComprehensionGroups, ComprehensionPlan } from '../plan/plan.ts';
import { equal } from '../values/equal.ts';
import { hashKey } from '../values/hash-key.ts';
import { ObjectBuilder } from '../values/object.ts';
import { addMember } from '../values/set.ts';
import { type HashKey, RegoSet, type RegoValue } from '../values/value.ts';
import { conflictError } from './evaluation-error.ts';
import type { Linker, Read } from './link.ts';
import type { Frame, Machine } from './machine.ts';
import { listReader } from './read-list.ts';

/** Makes a comprehension ready to run. */
export function linkComprehension(plan: ComprehensionPlan, linker: Linker): Read {
  if (plan.groups !== undefined && !linker.isObserved) return linkGroups(plan.groups, linker);
  switch (plan.kind) {
    case 'array':
      return linkArray(plan, linker);
    case 'set':
      return linkSet(plan, linker);
    case 'object':
      return linkObject(plan, linker);
  }
}

// What is being collected is a variable of the closure: a comprehension never runs inside itself, but it may run again
// inside another evaluation, so what was there before comes back.

function linkArray(plan: ComprehensionPlan, linker: Linker): Read {
  const value = linker.value(plan.value);
  let items: RegoValue[] = [];
  const run = linker.block(plan.block, (machine, frame) => {
    const item = value(machine, frame);
    if (item !== undefined) {
      machine.count(1, 1);
      items.push(item);
    }
    return false;
  });
  return (machine, frame) => {
    const outer = items;
    items = [];
    run(machine, frame);
    const result = items;
    items = outer;
    return result;
  };
}

function linkSet(plan: ComprehensionPlan, linker: Linker): Read {
  const value = linker.value(plan.value);
  let members = new RegoSet();
  const run = linker.block(plan.block, (machine, frame) => {
    const member = value(machine, frame);
    if (member !== undefined) {
      machine.count(1, 1);
      addMember(members, member);
    }
    return false;
  });
  return (machine, frame) => {
    const outer = members;
    members = new RegoSet();
    run(machine, frame);
    const result = members;
    members = outer;
    return result;
  };
}

function linkObject(plan: ComprehensionPlan, linker: Linker): Read {
  const readKey = plan.key === undefined ? (): undefined => undefined : linker.value(plan.key);
  const readValue = linker.value(plan.value);
  let builder = new ObjectBuilder();
  const run = linker.block(plan.block, (machine, frame) => {
    const key = readKey(machine, frame);
    const value = readValue(machine, frame);
    if (key === undefined || value === undefined) return false;
    machine.count(1, 1);
    addEntry(builder, key, value, plan);
    return false;
  });
  return (machine, frame) => {
    const outer = builder;
    builder = new ObjectBuilder();
    run(machine, frame);
    const result = builder.build();
    builder = outer;
    return result;
  };
}

/** What is collected for the elements of one group. */
interface Group {
  readonly add: (machine: Machine, frame: Frame) => void;
  readonly value: () => RegoValue;
}

/** Evaluates a comprehension once for all groups, and gives the one that the variables around it ask for. */
function linkGroups({ id, outer, inner, plan }: ComprehensionGroups, linker: Linker): Read {
  const outerKeys = listReader(outer.map((value) => linker.value(value)));
  const innerKeys = listReader(inner.map((value) => linker.value(value)));
  const newGroup = linkGroup(plan, linker);
  let groups = new Map<HashKey, Group>();
  const run = linker.block(plan.block, (machine, frame) => {
    const keys = innerKeys(machine, frame);
    if (keys === undefined) return false;
    const key = hashKey(keys);
    let group = groups.get(key);
    if (group === undefined) {
      group = newGroup();
      groups.set(key, group);
    }
    machine.count(1, 1);
    group.add(machine, frame);
    return false;
  });
  const build = (machine: Machine, frame: Frame): Map<HashKey, Group> => {
    const before = groups;
    groups = new Map();
    run(machine, frame);
    const built = groups;
    groups = before;
    return built;
  };
  return (machine, frame) => {
    const keys = outerKeys(machine, frame);
    if (keys === undefined) return undefined;
    const { cache } = machine;
    let known = cache[id] as Map<HashKey, Group> | undefined;
    if (known === undefined) {
      known = build(machine, frame);
      cache[id] = known;
    }
    return (known.get(hashKey(keys)) ?? newGroup()).value();
  };
}

function linkGroup(plan: ComprehensionPlan, linker: Linker): () => Group {
  const read = linker.value(plan.value);
  if (plan.kind === 'object') return linkObjectGroup(plan, read, linker);
  if (plan.kind === 'array') {
    return () => {
      const items: RegoValue[] = [];
      const add = (machine: Machine, frame: Frame): void => {
        const item = read(machine, frame);
        if (item !== undefined) items.push(item);
      };
      return { add, value: () => items };
    };
  }
  return () => {
    const members = new RegoSet();
    const add = (machine: Machine, frame: Frame): void => {
      const member = read(machine, frame);
      if (member !== undefined) addMember(members, member);
    };
    return { add, value: () => members };
  };
}

function linkObjectGroup(plan: ComprehensionPlan, read: Read, linker: Linker): () => Group {
  const readKey = plan.key === undefined ? (): undefined => undefined : linker.value(plan.key);
  return () => {
    const builder = new ObjectBuilder();
    const add = (machine: Machine, frame: Frame): void => {
      const key = readKey(machine, frame);
      const value = read(machine, frame);
      // As in OPA, the last value of a key wins here: the group may be one that nobody asks for.
      if (key !== undefined && value !== undefined) builder.set(key, value);
    };
    return { add, value: () => builder.build() };
  };
}

/** Adds to the object of a comprehension, in which a key has one value only. */
export function addEntry(builder: ObjectBuilder, key: RegoValue, value: RegoValue, plan: ComprehensionPlan): void {
  const known = builder.get(key);
  if (known !== undefined && !equal(known, value)) throw conflictError('object keys must be unique', plan.place);
  builder.set(key, value);
}
