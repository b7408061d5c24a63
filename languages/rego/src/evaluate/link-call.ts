import { type Builtin, BuiltinError, type FunctionBuiltin, type RelationBuiltin } from '../builtins/builtin.ts';
import type { Callee, CallStep, PlanPlace } from '../plan/plan.ts';
import type { RegoValue } from '../values/value.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { CallTarget, Linker, Match, Read, Run } from './link.ts';
import { linkPattern } from './link-pattern.ts';
import { linkValue, readAll } from './link-value.ts';
import type { Frame, Machine } from './machine.ts';

/** Makes a call ready to run. */
export function linkCall(step: CallStep, linker: Linker, next: Run): Run {
  const reads = step.args.map((arg) => linkValue(arg, linker));
  const output = step.output === undefined ? notFalse : linkPattern(step.output, linker);
  const name = calledName(step.callee);
  const plain = linkPlainCall(step, linker, { reads, output, next });
  return (machine, frame) => {
    const mock = machine.mocks?.get(name);
    if (mock === undefined) return plain(machine, frame);
    return callMock({ mock, place: step.place, linker }, { reads, output, next }, machine, frame);
  };
}

/** The name under which `with` replaces calls. */
export function calledName(callee: Callee): string {
  return callee.kind === 'builtin' ? callee.name : `data.${callee.document.path.join('.')}`;
}

interface CallParts {
  readonly reads: readonly Read[];
  readonly output: Match;
  readonly next: Run;
}

const notFalse: Match = (_machine, _frame, value) => value !== false;

function linkPlainCall(step: CallStep, linker: Linker, { reads, output, next }: CallParts): Run {
  if (step.callee.kind === 'function') {
    const document = linker.document(step.callee.document);
    return (machine, frame) => {
      const args = readAll(reads, machine, frame);
      const result = args === undefined ? undefined : document.apply(machine, args);
      return result !== undefined && output(machine, frame, result) && next(machine, frame);
    };
  }
  const { name } = step.callee;
  const builtin = linker.builtin(name);
  if (builtin === undefined) return unsupported(name, step.place);
  if (builtin.relation) return linkRelation(builtin, step.place, { reads, output, next });
  if (step.callee.void) {
    return (machine, frame) => {
      const args = readAll(reads, machine, frame);
      if (args === undefined) return false;
      callBuiltin(builtin, args, machine, step.place);
      return next(machine, frame);
    };
  }
  return (machine, frame) => {
    const args = readAll(reads, machine, frame);
    const result = args === undefined ? undefined : callBuiltin(builtin, args, machine, step.place);
    return result !== undefined && output(machine, frame, result) && next(machine, frame);
  };
}

function unsupported(name: string, place: PlanPlace): Run {
  return () => {
    throw new EvaluationError('eval_internal_error', `unsupported built-in: ${name}`, place);
  };
}

function linkRelation(builtin: RelationBuiltin, place: PlanPlace, { reads, output, next }: CallParts): Run {
  return (machine, frame) => {
    const args = readAll(reads, machine, frame);
    if (args === undefined) return false;
    for (const result of relationResults(builtin, args, machine, place)) {
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
function callMock(call: MockedCall, { reads, output, next }: CallParts, machine: Machine, frame: Frame): boolean {
  const { mock } = call;
  if ('value' in mock) return output(machine, frame, mock.value) && next(machine, frame);
  const args = readAll(reads, machine, frame);
  if (args === undefined) return false;
  const { mocks, cache } = machine;
  machine.mocks = undefined;
  machine.cache = [];
  const result = callReplacement(mock.callee, args, call, machine);
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
