import type { Resource } from '@bulwark/model';
import { groupOf } from '@bulwark/model';

/** The API groups of Gatekeeper's own kinds. */
const groups = {
  templates: 'templates.gatekeeper.sh',
  constraints: 'constraints.gatekeeper.sh',
  mutations: 'mutations.gatekeeper.sh',
  expansion: 'expansion.gatekeeper.sh',
  externalData: 'externaldata.gatekeeper.sh',
  suites: 'test.gatekeeper.sh',
  config: 'config.gatekeeper.sh',
  syncSets: 'syncset.gatekeeper.sh',
} as const;

/** The kinds of mutators. */
export const mutatorKinds = ['Assign', 'AssignMetadata', 'ModifySet', 'AssignImage'] as const;

export type MutatorKind = (typeof mutatorKinds)[number];

export function isTemplate({ ref }: Resource): boolean {
  return ref.kind === 'ConstraintTemplate' && groupOf(ref.apiVersion) === groups.templates;
}

export function isConstraint({ ref }: Resource): boolean {
  return groupOf(ref.apiVersion) === groups.constraints;
}

export function isExpansionTemplate({ ref }: Resource): boolean {
  return ref.kind === 'ExpansionTemplate' && groupOf(ref.apiVersion) === groups.expansion;
}

export function isMutator({ ref }: Resource): boolean {
  return groupOf(ref.apiVersion) === groups.mutations && mutatorKinds.some((kind) => kind === ref.kind);
}

export function isProvider({ ref }: Resource): boolean {
  return ref.kind === 'Provider' && groupOf(ref.apiVersion) === groups.externalData;
}

export function isSuite({ ref }: Resource): boolean {
  return ref.kind === 'Suite' && groupOf(ref.apiVersion) === groups.suites;
}

export function isConfig({ ref }: Resource): boolean {
  return ref.kind === 'Config' && groupOf(ref.apiVersion) === groups.config;
}

export function isSyncSet({ ref }: Resource): boolean {
  return ref.kind === 'SyncSet' && groupOf(ref.apiVersion) === groups.syncSets;
}
