import {
  type Builtin,
  BuiltinError,
  type FunctionBuiltin,
  RefusedError,
  type RelationBuiltin,
} from '../builtins/builtin.ts';
import type { Callee, CallStep, PlanPlace } from '../plan/plan.ts';
import type { RegoValue } from '../values/value.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { CallTarget, Check, Linker, Match, Run } from './link.ts';
import { linkPattern } from './link-pattern.ts';
import type { Machine } from './machine.ts';
import { listReader } from './read-list.ts';

/** Makes a call with one result at most ready to run; undefined for one of a relation. */
export function linkCallCheck(step: CallStep, linker: Linker): Check | undefined {
  const { callee } = step;
  if (callee.kind === 'builtin' && linker.builtin(callee.name)?.relation) return undefined;
  const args = listReader(step.args.map((arg) => linker.value(arg)));
  const output = step.output === undefined ? notFalse : linkPattern(step.output, linker);
  const name = calledName(callee);
  const call = linkCallee(step, linker);
  const isVoid = callee.kind === 'builtin' && callee.void;
  return (machine, frame) => {
    const given = args(machine, frame);
    if (given === undefined) return false;
    const mock = machine.mocks?.get(name);
    const result = mock === undefined ? call(machine, given) : mocked({ mock, step, linker }, given, machine);
    return isVoid || (result !== undefined && output(machine, frame, result));
  };
}

/** The name under which `with` replaces calls. */
function calledName(callee: Callee): string {
  return callee.kind === 'builtin' ? callee.name : `data.${callee.document.path.join('.')}`;
}

const notFalse: Match = (_machine, _frame, value) => value !== false;

type Call = (machine: Machine, args: readonly RegoValue[]) => RegoValue | undefined;

function linkCallee({ callee, place }: CallStep, linker: Linker): Call {
  if (callee.kind === 'function') return linker.document(callee.document).apply;
  const { name } = callee;
  const builtin = linker.builtin(name);
  if (builtin === undefined || builtin.relation) return unsupported(name, place);
  return (machine, args) => callBuiltin(builtin, args, machine, place);
}

function unsupported(name: string, place: PlanPlace): Call {
  return () => {
    throw new EvaluationError('eval_internal_error', `unsupported built-in: ${name}`, place);
  };
}

/** Makes a call of a relation ready to run: `next` runs once for each of its results. */
export function linkRelation(step: CallStep, linker: Linker, next: Run): Run {
  const { callee, place } = step;
  const builtin = callee.kind === 'builtin' ? linker.builtin(callee.name) : undefined;
  if (!builtin?.relation) return () => false;
  const args = listReader(step.args.map((arg) => linker.value(arg)));
  const output = step.output === undefined ? notFalse : linkPattern(step.output, linker);
  return (machine, frame) => {
    const given = args(machine, frame);
    if (given === undefined) return false;
    for (const result of relationResults(builtin, given, machine, place)) {
      machine.step();
      if (output(machine, frame, result) && next(machine, frame)) return true;
    }
    return false;
  };
}

/** The results of a relation; none where it fails, unless errors are strict. */
export function relationResults(
  builtin: RelationBuiltin,
  args: readonly RegoValue[],
  machine: Machine,
  place: PlanPlace,
): Iterable<RegoValue> {
  try {
    return builtin.evaluate(args, machine.builtins);
  } catch (error) {
    failBuiltin(error, builtin, machine, place);
    return [];
  }
}

/** The result of a builtin; undefined also where it fails, unless errors are strict. */
export function callBuiltin(
  builtin: FunctionBuiltin,
  args: readonly RegoValue[],
  machine: Machine,
  place: PlanPlace,
): RegoValue | undefined {
  try {
    return builtin.evaluate(args, machine.builtins);
  } catch (error) {
    failBuiltin(error, builtin, machine, place);
    return undefined;
  }
}

function failBuiltin(error: unknown, builtin: Builtin, machine: Machine, place: PlanPlace): void {
  if (error instanceof RefusedError) {
    throw new EvaluationError('eval_builtin_error', `${builtin.name}: ${error.message}`, place);
  }
  if (!(error instanceof BuiltinError)) throw error;
  if (machine.strict) throw new EvaluationError(error.code, `${builtin.name}: ${error.message}`, place);
}

interface MockedCall {
  readonly mock: CallTarget;
  readonly step: CallStep;
  readonly linker: Linker;
}

/** The replacement runs without replacements of its own. */
function mocked(call: MockedCall, args: readonly RegoValue[], machine: Machine): RegoValue | undefined {
  const { mock } = call;
  if ('value' in mock) return mock.value;
  const { mocks, cache } = machine;
  machine.mocks = undefined;
  machine.cache = [];
  const result = callReplacement(mock.callee, args, call, machine);
  machine.mocks = mocks;
  machine.cache = cache;
  return result;
}

function callReplacement(
  callee: Callee,
  args: readonly RegoValue[],
  { linker, step }: MockedCall,
  machine: Machine,
): RegoValue | undefined {
  if (callee.kind === 'function') return linker.document(callee.document).apply(machine, args);
  const builtin = linker.builtin(callee.name);
  if (builtin === undefined || builtin.relation) {
    throw new EvaluationError('eval_internal_error', `unsupported built-in: ${callee.name}`, step.place);
  }
  return callBuiltin(builtin, args, machine, step.place);
}
