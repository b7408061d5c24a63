import { type Builtin, BuiltinError, type FunctionBuiltin, type RelationBuiltin } from '../builtins/builtin.ts';
import type { Callee, CallStep, PlanPlace } from '../plan/plan.ts';
import type { RegoValue } from '../values/value.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { CallTarget, Linker, Match, Run } from './link.ts';
import { linkPattern } from './link-pattern.ts';
import { linkValue, listReader, type ReadList } from './link-value.ts';
import type { Frame, Machine } from './machine.ts';

/** Makes a call ready to run. */
export function linkCall(step: CallStep, linker: Linker, next: Run): Run {
  const args = listReader(step.args.map((arg) => linkValue(arg, linker)));
  const output = step.output === undefined ? notFalse : linkPattern(step.output, linker);
  const name = calledName(step.callee);
  const plain = linkPlainCall(step, linker, { args, output, next });
  return (machine, frame) => {
    const mock = machine.mocks?.get(name);
    if (mock === undefined) return plain(machine, frame);
    return callMock({ mock, place: step.place, linker }, { args, output, next }, machine, frame);
  };
}

/** The name under which `with` replaces calls. */
export function calledName(callee: Callee): string {
  return callee.kind === 'builtin' ? callee.name : `data.${callee.document.path.join('.')}`;
}

interface CallParts {
  readonly args: ReadList;
  readonly output: Match;
  readonly next: Run;
}

const notFalse: Match = (_machine, _frame, value) => value !== false;

function linkPlainCall(step: CallStep, linker: Linker, { args, output, next }: CallParts): Run {
  if (step.callee.kind === 'function') {
    const document = linker.document(step.callee.document);
    return (machine, frame) => {
      const given = args(machine, frame);
      const result = given === undefined ? undefined : document.apply(machine, given);
      return result !== undefined && output(machine, frame, result) && next(machine, frame);
    };
  }
  const { name } = step.callee;
  const builtin = linker.builtin(name);
  if (builtin === undefined) return unsupported(name, step.place);
  if (builtin.relation) return linkRelation(builtin, step.place, { args, output, next });
  if (step.callee.void) {
    return (machine, frame) => {
      const given = args(machine, frame);
      if (given === undefined) return false;
      callBuiltin(builtin, given, machine, step.place);
      return next(machine, frame);
    };
  }
  return (machine, frame) => {
    const given = args(machine, frame);
    const result = given === undefined ? undefined : callBuiltin(builtin, given, machine, step.place);
    return result !== undefined && output(machine, frame, result) && next(machine, frame);
  };
}

function unsupported(name: string, place: PlanPlace): Run {
  return () => {
    throw new EvaluationError('eval_internal_error', `unsupported built-in: ${name}`, place);
  };
}

function linkRelation(builtin: RelationBuiltin, place: PlanPlace, { args, output, next }: CallParts): Run {
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

function relationResults(
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
  if (!(error instanceof BuiltinError)) throw error;
  if (machine.strict) throw new EvaluationError(error.code, `${builtin.name}: ${error.message}`, place);
}

interface MockedCall {
  readonly mock: CallTarget;
  readonly place: PlanPlace;
  readonly linker: Linker;
}

/** The replacement runs without replacements of its own. */
function callMock(call: MockedCall, { args, output, next }: CallParts, machine: Machine, frame: Frame): boolean {
  const { mock } = call;
  if ('value' in mock) return output(machine, frame, mock.value) && next(machine, frame);
  const given = args(machine, frame);
  if (given === undefined) return false;
  const { mocks, cache } = machine;
  machine.mocks = undefined;
  machine.cache = [];
  const result = callReplacement(mock.callee, given, call, machine);
  machine.mocks = mocks;
  machine.cache = cache;
  return result !== undefined && output(machine, frame, result) && next(machine, frame);
}

function callReplacement(
  callee: Callee,
  args: readonly RegoValue[],
  { linker, place }: MockedCall,
  machine: Machine,
): RegoValue | undefined {
  if (callee.kind === 'function') return linker.document(callee.document).apply(machine, args);
  const builtin = linker.builtin(callee.name);
  if (builtin === undefined || builtin.relation) {
    throw new EvaluationError('eval_internal_error', `unsupported built-in: ${callee.name}`, place);
  }
  return callBuiltin(builtin, args, machine, place);
}
