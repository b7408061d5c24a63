import type { ComprehensionPlan } from '../plan/plan.ts';
import { equal } from '../values/equal.ts';
import { ObjectBuilder } from '../values/object.ts';
import { addMember } from '../values/set.ts';
import { RegoSet, type RegoValue } from '../values/value.ts';
import { conflictError } from './evaluation-error.ts';
import type { Linker, Read } from './link.ts';

/** Makes a comprehension ready to run. */
export function linkComprehension(plan: ComprehensionPlan, linker: Linker): Read {
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
    const known = builder.get(key);
    if (known !== undefined && !equal(known, value)) throw conflictError('object keys must be unique', plan.place);
    machine.count(1, 1);
    builder.set(key, value);
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
