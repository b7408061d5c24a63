import type { Resource } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import type { ApplyTo } from '../expansion/expansion-template.ts';
import type { MutatorKind } from '../kinds.ts';
import type { Change } from './change-at.ts';
import type { Location } from './location.ts';
import type { PathTests } from './path-tests.ts';

/** An Assign, AssignMetadata, ModifySet or AssignImage that has been read. */
export interface Mutator {
  readonly resource: Resource;
  readonly kind: MutatorKind;
  readonly name: string;
  readonly match: JsonObject;
  /** Undefined for AssignMetadata: it is for every kind. */
  readonly applyTo: readonly MutationApplyTo[] | undefined;
  readonly location: Location;
  readonly tests: PathTests;
  /** What it does to this object. */
  readonly changeOf: (object: JsonObject) => Change;
  /** What its location must end in; `unknown` fits everything. */
  readonly terminal: 'unknown' | 'set' | 'text';
}

export interface MutationApplyTo extends ApplyTo {
  /** Of CREATE and UPDATE. */
  readonly operations: readonly Operation[];
}

/** The operations that Gatekeeper mutates at. */
export const operations = ['CREATE', 'UPDATE'] as const;

type Operation = (typeof operations)[number];
