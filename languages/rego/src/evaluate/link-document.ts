import type { DocumentPlan, RulePlan } from '../plan/plan.ts';
import { equal } from '../values/equal.ts';
import { addMember } from '../values/set.ts';
import { RegoSet, type RegoValue } from '../values/value.ts';
import { documentText } from './document-text.ts';
import { DocumentConflict, EvaluationError } from './evaluation-error.ts';
import { FunctionMemo } from './function-memo.ts';
import type { Emit, LinkedDocument, Linker, SingleRule } from './link.ts';
import { linkPartialRule, linkSingleRule } from './link-rule.ts';
import { listedConflict } from './list-conflicts.ts';
import type { Machine } from './machine.ts';
import { linkObjectDocument } from './object-document.ts';
import { PartialCache } from './partial-cache.ts';
import { type Finding, searchPatiently } from './patient.ts';
import { linkCandidates } from './rule-candidates.ts';
import { select } from './select.ts';

/** Makes a virtual document ready to run; what it gives is remembered in the machine's cache. */
export function linkDocument(plan: DocumentPlan, linker: Linker): LinkedDocument {
  switch (plan.kind) {
    case 'complete':
      return linkComplete(plan, linker);
    case 'function':
      return linkFunction(plan, linker);
    case 'set':
      return linkSetDocument(plan, linker);
    case 'object':
      return linkObjectDocument(plan, linker);
  }
}

/** What the cache holds for a document without a value. */
const nothing = Symbol('undefined');

function linkComplete(plan: DocumentPlan, linker: Linker): LinkedDocument {
  const evaluate = lazily(() => linkSingles(plan, linker));
  const { id } = plan;
  const value = (machine: Machine): RegoValue | undefined => {
    if (machine.replaced !== undefined && machine.isReplaced(plan.path)) return linker.dataAt(machine, plan.path);
    const { cache } = machine;
    const known = cache[id];
    if (known !== undefined) return known === nothing ? undefined : (known as RegoValue);
    const result = evaluate()(machine, noArgs);
    cache[id] = result === undefined ? nothing : result;
    return result;
  };
  return { plan, value, valueAt: (machine, keys) => keys.reduce(selectIn, value(machine)), apply: () => undefined };
}

const noArgs: readonly RegoValue[] = [];

function selectIn(value: RegoValue | undefined, key: RegoValue): RegoValue | undefined {
  return select(value, key);
}

function lazily<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function linkFunction(plan: DocumentPlan, linker: Linker): LinkedDocument {
  const evaluate = lazily(() => linkSingles(plan, linker));
  const { id } = plan;
  const apply = (machine: Machine, args: readonly RegoValue[]): RegoValue | undefined => {
    const { cache } = machine;
    let memo = cache[id] as FunctionMemo | undefined;
    if (memo === undefined) {
      memo = new FunctionMemo();
      cache[id] = memo;
    }
    return memo.result(args, (given) => evaluate()(machine, given));
  };
  return { plan, value: () => undefined, valueAt: () => undefined, apply };
}

/** The value that all rules agree on: the first branch of each `else` chain that holds, else the default. */
function linkSingles(plan: DocumentPlan, linker: Linker): SingleRule {
  const conflict = (rule: RulePlan | undefined): Error => {
    if (rule === undefined) throw new Error('A conflict without a rule.');
    return new DocumentConflict(conflictMessage(plan), rule.place, plan);
  };
  const chains = plan.rules.map((chain) => chain.map((rule) => linkSingleRule(rule, linker, conflict)));
  const fallback = plan.default === undefined ? undefined : linkSingleRule(plan.default, linker, conflict);
  const stopsAtFirst = plan.onlyValue !== undefined;
  const candidates = linkCandidates(plan.index, chains.length);
  const search = (machine: Machine, args: readonly RegoValue[], finding: Finding): void => {
    for (const at of candidates(machine, args)) {
      const value = firstOf(chains[at] ?? [], machine, args);
      if (value === undefined) continue;
      if (finding.value === undefined) finding.value = value;
      else if (!equal(finding.value, value)) {
        throw conflict(plan.rules[at]?.[branchOf(chains[at] ?? [], machine, args)]);
      }
      if (stopsAtFirst || machine.kept !== undefined) return;
    }
  };
  const listed = (error: unknown, machine: Machine, args: readonly RegoValue[]): unknown => {
    if (!(error instanceof DocumentConflict) || error.document !== plan) return error;
    return listedConflict(error, { linker, machine, args, candidates: candidates(machine, args) });
  };
  const evaluate: SingleRule = (machine, args) => {
    const found: Finding = { value: undefined };
    if (linker.isPatient) {
      const explain = (error: EvaluationError): unknown => listed(error, machine, args);
      searchPatiently(machine, found, { search: () => search(machine, args, found), explain });
    } else search(machine, args, found);
    return found.value === undefined && fallback !== undefined ? fallback(machine, args) : found.value;
  };
  if (stopsAtFirst) return evaluate;
  return (machine, args) => {
    try {
      return evaluate(machine, args);
    } catch (error) {
      if (error instanceof EvaluationError) machine.isOrderOpen = true;
      throw listed(error, machine, args);
    }
  };
}

function firstOf(chain: readonly SingleRule[], machine: Machine, args: readonly RegoValue[]): RegoValue | undefined {
  for (const rule of chain) {
    const value = rule(machine, args);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The number of the branch that has a value. */
function branchOf(chain: readonly SingleRule[], machine: Machine, args: readonly RegoValue[]): number {
  return chain.findIndex((rule) => rule(machine, args) !== undefined);
}

function conflictMessage(plan: DocumentPlan): string {
  const name = documentText(plan.path);
  return plan.kind === 'function'
    ? `function ${name} produced conflicting values for the same inputs`
    : `rule ${name} produced conflicting values`;
}

function linkSetDocument(plan: DocumentPlan, linker: Linker): LinkedDocument {
  const rules = lazily(() => plan.rules.flat().map((rule) => linkPartialRule(rule, linker)));
  const candidates = linkCandidates(plan.index, plan.rules.length);
  const collect = (machine: Machine, keys: readonly RegoValue[]): RegoSet => {
    const members = new RegoSet();
    const emit: Emit = (_path, member) => addMember(members, member);
    for (const at of candidates(machine, noArgs)) rules()[at]?.(machine, keys, emit);
    return members;
  };
  const value = (machine: Machine): RegoValue | undefined => {
    if (machine.replaced !== undefined && machine.isReplaced(plan.path)) return linker.dataAt(machine, plan.path);
    return PartialCache.of(machine, plan.id).whole(() => collect(machine, noArgs));
  };
  const valueAt = (machine: Machine, keys: readonly RegoValue[]): RegoValue | undefined => {
    if (machine.replaced !== undefined && machine.isReplaced(plan.path)) {
      return keys.reduce(selectIn, linker.dataAt(machine, plan.path));
    }
    return PartialCache.of(machine, plan.id).part(keys, () => collect(machine, keys));
  };
  return { plan, value, valueAt, apply: () => undefined };
}
