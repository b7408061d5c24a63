import type { DocumentPlan, PlanPlace } from '../plan/plan.ts';
import { equal } from '../values/equal.ts';
import { hashKey } from '../values/hash-key.ts';
import { ObjectBuilder } from '../values/object.ts';
import { addMember } from '../values/set.ts';
import { type HashKey, RegoSet, type RegoValue } from '../values/value.ts';
import { conflictError } from './evaluation-error.ts';
import type { LinkedDocument, Linker, PartialRule } from './link.ts';
import { linkPartialRule } from './link-rule.ts';
import type { Machine } from './machine.ts';
import { PartialCache } from './partial-cache.ts';
import { linkCandidates } from './rule-candidates.ts';
import { select } from './select.ts';

interface ObjectRule {
  readonly run: PartialRule;
  readonly place: PlanPlace;
  readonly isMember: boolean;
}

/** A document made by rules whose references hold variables: objects in objects, values or sets at the ends. */
export function linkObjectDocument(plan: DocumentPlan, linker: Linker): LinkedDocument {
  let linked: readonly ObjectRule[] | undefined;
  const rules = (): readonly ObjectRule[] => {
    linked ??= plan.rules.flat().map((rule) => ({
      run: linkPartialRule(rule, linker),
      place: rule.place,
      isMember: rule.body(0).isMember,
    }));
    return linked;
  };
  const candidates = linkCandidates(plan.index, plan.rules.length);
  const collect = (machine: Machine, keys: readonly RegoValue[]): RegoValue => {
    const tree = new Branch();
    for (const at of candidates(machine, [])) {
      const rule = rules()[at];
      if (rule === undefined) continue;
      const { run, place, isMember } = rule;
      run(machine, keys, (path, value) => insert({ tree, path, value, place, isMember }));
    }
    return tree.value();
  };
  const value = (machine: Machine): RegoValue | undefined => {
    if (machine.replaced !== undefined && machine.isReplaced(plan.path)) return linker.dataAt(machine, plan.path);
    return PartialCache.of(machine, plan.id).whole(() => collect(machine, []));
  };
  const valueAt = (machine: Machine, keys: readonly RegoValue[]): RegoValue | undefined => {
    if (machine.replaced !== undefined && machine.isReplaced(plan.path)) {
      return keys.reduce<RegoValue | undefined>((found, key) => select(found, key), value(machine));
    }
    return PartialCache.of(machine, plan.id).part(keys, () => collect(machine, keys));
  };
  return { plan, value, valueAt, apply: () => undefined };
}

/** An object that is being made: other branches or ends below its keys. */
class Branch {
  readonly entries = new Map<HashKey, { readonly key: RegoValue; readonly node: Branch | End }>();

  value(): RegoValue {
    const builder = new ObjectBuilder();
    for (const { key, node } of this.entries.values()) builder.set(key, node.value());
    return builder.build();
  }
}

/** A value, or a set of members. */
class End {
  readonly single: RegoValue | undefined;
  readonly members: RegoSet | undefined;

  constructor(single: RegoValue | undefined, members: RegoSet | undefined) {
    this.single = single;
    this.members = members;
  }

  value(): RegoValue {
    return this.members ?? this.single ?? null;
  }
}

interface Insertion {
  readonly tree: Branch;
  readonly path: readonly RegoValue[];
  readonly value: RegoValue;
  readonly place: PlanPlace;
  readonly isMember: boolean;
}

/** Two rules must not give the same place differing values, nor one of them a value inside the other's. */
function insert({ tree, path, value, place, isMember }: Insertion): void {
  let branch = tree;
  for (const key of path.slice(0, -1)) {
    const known = branch.entries.get(hashKey(key))?.node;
    if (known instanceof End) throw conflictError('object keys must be unique', place);
    const next = known ?? new Branch();
    if (known === undefined) branch.entries.set(hashKey(key), { key, node: next });
    branch = next;
  }
  const last = path.at(-1);
  if (last === undefined) return;
  const known = branch.entries.get(hashKey(last))?.node;
  if (known === undefined) {
    const node = isMember ? new End(undefined, new RegoSet()) : new End(value, undefined);
    if (node.members !== undefined) addMember(node.members, value);
    branch.entries.set(hashKey(last), { key: last, node });
  } else if (!(known instanceof End) || !join(known, value, isMember)) {
    throw conflictError('object keys must be unique', place);
  }
}

function join(end: End, value: RegoValue, isMember: boolean): boolean {
  if (isMember && end.members !== undefined) {
    addMember(end.members, value);
    return true;
  }
  return !isMember && end.single !== undefined && equal(end.single, value);
}
