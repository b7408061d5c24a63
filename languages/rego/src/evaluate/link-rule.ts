import type { RuleBody, RulePlan } from '../plan/plan.ts';
import { equal } from '../values/equal.ts';
import type { RegoValue } from '../values/value.ts';
import type { Emit, Linker, Match, PartialRule, Run, SingleRule } from './link.ts';
import { linkPattern } from './link-pattern.ts';
import type { Frame, Machine } from './machine.ts';
import { observedRule } from './observe.ts';
import { type Finding, searchPatiently } from './patient.ts';
import { readAll } from './read-list.ts';
import { whenHot } from './when-hot.ts';

/** Makes a complete rule or a function ready to run: it gives its value, or undefined. Differing values are told to `conflict`. */
export function linkSingleRule(plan: RulePlan, linker: Linker, conflict: (plan: RulePlan) => Error): SingleRule {
  const body = plan.body(0);
  const closures = linkSingleBody(plan, { body, linker, conflict });
  if (linker.isObserved || linker.isPatient || constantOf(body) !== undefined) return closures;
  return whenHot<void, RegoValue | undefined>(closures, (codegen) =>
    codegen.single(body, { linker, closures, conflict: () => conflict(plan) }),
  );
}

interface LinkedBody {
  readonly body: RuleBody;
  readonly linker: Linker;
  readonly conflict: (plan: RulePlan) => Error;
}

/** What a rule without a body gives. */
function constantOf({ value, block }: RuleBody): RegoValue | undefined {
  return value.op === 'constant' && block.length === 0 ? value.value : undefined;
}

function linkSingleBody(plan: RulePlan, { body, linker, conflict }: LinkedBody): SingleRule {
  const read = linker.value(body.value);
  const given = linkGiven(body, linker);
  const constant = constantOf(body);
  if (constant !== undefined && !linker.isObserved) return constantRule(body, constant, given);
  // The first value is enough where a rule can give no other.
  const stops = body.value.op === 'constant';
  const found: Finding = { value: undefined };
  const run = linkRuleBody(plan, linker, body, (machine, frame) => {
    const value = read(machine, frame);
    if (value === undefined) return false;
    if (found.value === undefined) found.value = value;
    else if (!equal(found.value, value)) throw conflict(plan);
    return stops;
  });
  const { registers } = body;
  return (machine, args) => {
    const frame: Frame = new Array(registers);
    if (!given(machine, frame, args)) return undefined;
    machine.step();
    const outer = found.value;
    found.value = undefined;
    if (linker.isPatient) searchPatiently(machine, found, { search: () => run(machine, frame) });
    else run(machine, frame);
    const result = found.value;
    found.value = outer;
    return result;
  };
}

/** Gets the values of a rule, one after the other, until it gives true. */
type VisitValue = (value: RegoValue) => boolean;

/** Makes all values of a rule ready to be asked for, those in conflict included. */
export function linkRuleValues(
  plan: RulePlan,
  linker: Linker,
): (machine: Machine, args: readonly RegoValue[], visit: VisitValue) => void {
  const body = plan.body(0);
  const read = linker.value(body.value);
  const given = linkGiven(body, linker);
  return (machine, args, visit) => {
    const run = linkRuleBody(plan, linker, body, (inner, frame) => {
      const value = read(inner, frame);
      return value !== undefined && visit(value);
    });
    const frame: Frame = new Array(body.registers);
    if (given(machine, frame, args)) run(machine, frame);
  };
}

function linkRuleBody(plan: RulePlan, linker: Linker, { block }: RuleBody, after: Run): Run {
  if (!linker.isObserved) return linker.block(block, after);
  return observedRule({ place: plan.head, name: plan.name }, (next) => linker.block(block, next), after);
}

function constantRule(body: RuleBody, value: RegoValue, given: Given): SingleRule {
  if (body.given.length === 0) return () => value;
  const { registers } = body;
  return (machine, args) => (given(machine, new Array(registers), args) ? value : undefined);
}

type Given = (machine: Machine, frame: Frame, args: readonly RegoValue[]) => boolean;

/** Sets the registers of arguments, or of keys known beforehand. */
function linkGiven(body: RuleBody, linker: Linker): Given {
  const matches: readonly Match[] = body.given.map((pattern) => linkPattern(pattern, linker));
  return (machine, frame, args) => {
    for (let at = 0; at < matches.length; at++) {
      const arg = args[at];
      if (arg === undefined || !matches[at]?.(machine, frame, arg)) return false;
    }
    return true;
  };
}

/** Makes a rule of a set or an object ready to run; what it adds can be restricted to keys known beforehand. */
export function linkPartialRule(plan: RulePlan, linker: Linker): PartialRule {
  const variants: PartialRule[] = [];
  return (machine, knownKeys, emit) => {
    variants[knownKeys.length] ??= linkVariant(plan, knownKeys.length, linker);
    variants[knownKeys.length]?.(machine, knownKeys, emit);
  };
}

function linkVariant(plan: RulePlan, knownKeys: number, linker: Linker): PartialRule {
  const body = plan.body(knownKeys);
  const closures = linkPartialBody(plan, body, linker);
  if (linker.isObserved || linker.isPatient) return closures;
  return whenHot(closures, (codegen) => codegen.partial(body, { linker, closures }));
}

function linkPartialBody(plan: RulePlan, body: RuleBody, linker: Linker): PartialRule {
  const read = linker.value(body.value);
  const path = body.path.map((key) => linker.value(key));
  const given = linkGiven(body, linker);
  let emitTo: Emit = () => undefined;
  const after: Run = (machine, frame) => {
    const keys = readAll(path, machine, frame);
    const value = read(machine, frame);
    if (keys !== undefined && value !== undefined) {
      machine.count(1, 1);
      emitTo(keys, value);
    }
    return false;
  };
  const run = linkRuleBody(plan, linker, body, after);
  const { registers } = body;
  return (machine, keysGiven, emit) => {
    const frame: Frame = new Array(registers);
    if (!given(machine, frame, keysGiven)) return;
    machine.step();
    const outer = emitTo;
    emitTo = emit;
    run(machine, frame);
    emitTo = outer;
  };
}
