import type { Builtin } from '../builtins/builtin.ts';
import type { Block, Callee, DocumentPlan, Value } from '../plan/plan.ts';
import type { RegoValue } from '../values/value.ts';
import type { Frame, Machine } from './machine.ts';

/** A calculation of one value, ready to run. */
export type Read = (machine: Machine, frame: Frame) => RegoValue | undefined;

/** A condition, ready to run: whether it holds. It may set registers. */
export type Check = (machine: Machine, frame: Frame) => boolean;

/** What is left of a body, ready to run: true when the search for solutions may stop. */
export type Run = (machine: Machine, frame: Frame) => boolean;

/** Compares a value with a pattern and sets registers. */
export type Match = (machine: Machine, frame: Frame, value: RegoValue) => boolean;

/** A rule whose value is one, ready to run: it gives that value, or undefined. */
export type SingleRule = (machine: Machine, args: readonly RegoValue[]) => RegoValue | undefined;

/** A rule of a set or an object, ready to run; what it adds can be restricted to keys known beforehand. */
export type PartialRule = (machine: Machine, knownKeys: readonly RegoValue[], emit: Emit) => void;

/** Gets each value that a rule adds to its document, with the keys it stands under. */
export type Emit = (path: readonly RegoValue[], value: RegoValue) => unknown;

/** A virtual document, ready to run. */
export interface LinkedDocument {
  readonly plan: DocumentPlan;
  readonly value: (machine: Machine) => RegoValue | undefined;
  /** The part of the document below these keys, without the rest where that is possible. */
  readonly valueAt: (machine: Machine, keys: readonly RegoValue[]) => RegoValue | undefined;
  readonly apply: (machine: Machine, args: readonly RegoValue[]) => RegoValue | undefined;
}

/** What a call is replaced by: another function or a value. */
export type CallTarget = { readonly callee: Callee } | { readonly value: RegoValue };

/** Makes plans ready to run, and finds what they name. */
export interface Linker {
  /** Whether what is linked tells the machine's observer what happens. */
  readonly isObserved: boolean;
  /** Whether errors come in OPA's order: slower, for evaluations that have failed. */
  readonly isPatient?: boolean;
  /** Makes a planned value ready to run. */
  readonly value: (plan: Value) => Read;
  /** Makes a block ready to run; `next` runs once for each of its solutions. */
  readonly block: (block: Block, next: Run) => Run;
  readonly document: (plan: DocumentPlan) => LinkedDocument;
  readonly builtin: (name: string) => Builtin | undefined;
  /** A place below `data`, rules included. */
  readonly dataAt: (machine: Machine, path: readonly RegoValue[]) => RegoValue | undefined;
  /** The keys of a place below `data`, those of rules included. */
  readonly keysAt: (machine: Machine, path: readonly RegoValue[]) => Iterable<RegoValue>;
}
