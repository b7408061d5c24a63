import type { JsonValue } from '@bulwark/text';
import type { ResourceRef } from './resource.ts';

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What proves a finding: a field, its value and its place. */
export interface Evidence {
  /** JSON pointer (RFC 6901) into `resource`, or into the finding's own resource where that is absent. */
  readonly pointer: string;
  readonly value?: JsonValue;
  readonly resource?: ResourceRef;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
}

export interface RiskFactor {
  readonly name: string;
  /** Points added to (or taken off) the score. */
  readonly effect: number;
}

export interface AppliedException {
  readonly reason: string;
  readonly owner?: string;
  /** Absent only where a policy itself states the exception. */
  readonly expires?: string;
  /** The rule of a policy that states it: `rego:main/exception`. */
  readonly policy?: string;
  readonly ticket?: string;
  readonly source: string;
}

/** A problem in the user's cluster, with evidence. Shape: interfaces.md, schema version 1. */
export interface Finding {
  readonly id: string;
  readonly checkId: string;
  readonly title: string;
  readonly message: string;
  readonly severity: Severity;
  /** 0–100; the factors add up to it. */
  readonly risk: { readonly score: number; readonly factors: readonly RiskFactor[] };
  readonly resource: ResourceRef;
  /** Who answers for it, from the usual labels and annotations; null where nobody is named. */
  readonly owner: string | null;
  /** The first entry lies in `resource`; further ones are context. */
  readonly evidence: readonly Evidence[];
  readonly controls: readonly string[];
  readonly techniques: readonly string[];
  readonly fix:
    | { readonly available: true; readonly summary: string }
    | { readonly available: false; readonly reason: string };
  readonly exception: AppliedException | null;
  /** Exceptions that would apply but do not, and why: `exception expired on 2026-01-31`. */
  readonly notes?: readonly string[];
}

/** The same as a plain object with all its fields as its own: a finding of a scan works them out when asked. */
export function plainFinding(finding: Finding): Finding {
  const { id, checkId, title, message, severity, risk, resource, owner, evidence, controls, techniques } = finding;
  const said = { id, checkId, title, message, severity, risk, resource, owner, evidence, controls, techniques };
  const { fix, exception, notes } = finding;
  return { ...said, fix, exception, ...(notes === undefined ? {} : { notes }) };
}
