import { isCallee, type WithChange, type WithStep } from '../plan/plan.ts';
import { equal } from '../values/equal.ts';
import { entriesOf, get, ObjectBuilder } from '../values/object.ts';
import { isObject, type RegoValue } from '../values/value.ts';
import { conflictError } from './evaluation-error.ts';
import type { CallTarget, Linker, Read, Run } from './link.ts';
import type { DocumentCache, Frame, Machine } from './machine.ts';

/** Makes `with` ready to run: its block sees the changed documents and calls, what follows does not. */
export function linkWith(step: WithStep, linker: Linker, next: Run): Run {
  if (step.changes.some((change) => change.kind !== 'call' && change.path === undefined)) {
    return () => {
      throw conflictError('bad document path', step.place);
    };
  }
  const changes = step.changes.map((change) => linkChange(change, linker));
  let outside: State | undefined;
  const run = linker.block(step.block, (machine, frame) => {
    const inside = stateOf(machine);
    const before = outside;
    if (before !== undefined) restore(machine, before);
    const stop = next(machine, frame);
    outside = before;
    restore(machine, inside);
    return stop;
  });
  return (machine, frame) => {
    const enclosing = outside;
    const before = stateOf(machine);
    outside = before;
    const inside: Changing = { ...before, cache: [] };
    const isDefined = changes.every((change) => change(machine, frame, inside));
    if (isDefined) restore(machine, inside);
    const stop = isDefined && run(machine, frame);
    restore(machine, before);
    outside = enclosing;
    return stop;
  };
}

export interface State {
  readonly input: RegoValue | undefined;
  readonly data: RegoValue;
  readonly cache: DocumentCache;
  readonly replaced: readonly (readonly RegoValue[])[] | undefined;
  readonly mocks: ReadonlyMap<string, CallTarget> | undefined;
}

type Changing = { -readonly [Key in keyof State]: State[Key] };

/** What `with` may change. */
export function stateOf({ input, data, cache, replaced, mocks }: Machine): State {
  return { input, data, cache, replaced, mocks };
}

/** Puts back what `stateOf` gave. */
export function restore(machine: Machine, state: State): void {
  machine.input = state.input;
  machine.data = state.data;
  machine.cache = state.cache;
  machine.replaced = state.replaced;
  machine.mocks = state.mocks;
}

/** False where the new value is undefined. */
type Change = (machine: Machine, frame: Frame, state: Changing) => boolean;

function linkChange(change: WithChange, linker: Linker): Change {
  if (change.kind === 'call') return linkMock(change, linker);
  const path = change.path ?? [];
  const value = linker.value(change.value);
  return change.kind === 'input'
    ? changeInput(path, value, change.isOptional)
    : changeData(path, value, change.isOptional);
}

function linkMock({ target, by }: Extract<WithChange, { kind: 'call' }>, linker: Linker): Change {
  const read: (machine: Machine, frame: Frame) => CallTarget | undefined = isCallee(by)
    ? () => ({ callee: by })
    : readTarget(linker.value(by));
  return (machine, frame, state) => {
    const mock = read(machine, frame);
    if (mock === undefined) return false;
    state.mocks = new Map([...(state.mocks ?? []), [target, mock]]);
    return true;
  };
}

function readTarget(read: Read): (machine: Machine, frame: Frame) => CallTarget | undefined {
  return (machine, frame) => {
    const value = read(machine, frame);
    return value === undefined ? undefined : { value };
  };
}

function changeInput(path: readonly string[], value: Read, isOptional: boolean): Change {
  return (machine, frame, state) => {
    const replacement = value(machine, frame);
    if (replacement === undefined && !isOptional) return false;
    state.input = replaceAt(state.input, path, replacement);
    return true;
  };
}

function changeData(path: readonly string[], value: Read, isOptional: boolean): Change {
  return (machine, frame, state) => {
    const replacement = value(machine, frame);
    if (replacement === undefined && !isOptional) return false;
    state.data = replaceAt(state.data, path, replacement) ?? {};
    state.replaced = [...(state.replaced ?? []), path];
    return true;
  };
}

/** A document with another value, or none, at a place; what stands in the way and is no object gives way. */
function replaceAt(
  document: RegoValue | undefined,
  path: readonly RegoValue[],
  value: RegoValue | undefined,
): RegoValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const builder = new ObjectBuilder();
  const known = isObject(document) ? document : undefined;
  const inner = replaceAt(known === undefined ? undefined : get(known, key), rest, value);
  if (known !== undefined) {
    for (const [name, held] of entriesOf(known)) if (inner !== undefined || !equal(name, key)) builder.set(name, held);
  }
  return (inner === undefined ? builder : builder.set(key, inner)).build();
}
