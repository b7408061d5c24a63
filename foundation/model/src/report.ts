import type { Coverage } from './coverage.ts';
import type { Finding, Severity } from './finding.ts';

/** The one source of every output format and of the exit code. Shape: interfaces.md, schema version 1. */
export interface Report {
  readonly schemaVersion: '1';
  readonly tool: { readonly name: 'bulwark'; readonly version: string };
  readonly input: {
    readonly kind: 'files' | 'cluster' | 'snapshot';
    readonly name: string;
    readonly objects: number;
    /** The moment that expiry is judged at, ISO 8601. */
    readonly at: string;
  };
  readonly summary: Readonly<Record<Severity, number>> & { readonly excepted: number };
  /** Ordered by risk, then severity, check and resource. Excepted ones are among them. */
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
}
