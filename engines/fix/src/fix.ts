import type { Edit, Judge, Judgement, Repair } from '@bulwark/checks';
import type { Resource, ResourceRef } from '@bulwark/model';
import type { SchemaSet } from '@bulwark/schema';
import type { SourceText } from '@bulwark/text';
import type { PatchOperation } from './json-patch.ts';

export type Disruption = (Repair & { kind: 'edit' })['disruption'];

/** A change of one object, as a JSON patch (RFC 6902). */
export interface FixChange {
  readonly op: 'patch';
  readonly target: ResourceRef;
  readonly patch: readonly PatchOperation[];
}

export interface ProofStep {
  readonly step: 'schema' | 'cleared' | 'nothing-new';
  readonly result: 'ok' | 'failed' | 'not-run';
  readonly detail: string;
  /** `sha256:` and the digest of the canonical JSON of what was judged. */
  readonly inputs: string;
}

/** A change that closes findings, and the proof that it does. Shape: interfaces.md, schema version 1. */
export interface Fix {
  readonly changes: readonly FixChange[];
  /** What undoes the changes again. */
  readonly rollback: readonly FixChange[];
  readonly summary: string;
  /** Ids of findings. */
  readonly closes: readonly string[];
  readonly cost: number;
  readonly disruption: Disruption;
  readonly proof: readonly ProofStep[];
}

/** A Fix with what it was made of. */
export interface ProvenFix {
  readonly fix: Fix;
  readonly judgement: Judgement;
  /** In terms of `before`. */
  readonly edits: readonly Edit[];
  readonly before: Resource;
  readonly after: Resource;
}

/** A change whose proof has a gap: it may be shown as an idea, never as a fix. */
export interface Suggestion extends ProvenFix {
  readonly reason: string;
}

/** A finding without any change to offer, and why. */
export interface Unfixed {
  readonly judgement: Judgement;
  readonly reason: string;
}

/** What fixes are made from. Hashing and finding ids are handed in. */
export interface FixWorld {
  /** Must be incremental. It moves on with each fix that is found. */
  readonly judge: Judge;
  readonly schemas: SchemaSet;
  /** SHA-256 of a text in hexadecimal digits. */
  readonly digest: (text: string) => string;
  /** The id of the finding that a judgement becomes. */
  readonly idOf: (judgement: Judgement) => string;
  /**
   * Whether a finding that only a fix brought is to be mended as well; where this is left out, those of the same checks
   * are.
   */
  readonly isWanted?: (judgement: Judgement) => boolean;
  /** The values files of the chart that a rendered text comes from. */
  readonly valuesOf?: (source: SourceText) => readonly SourceText[];
}

/** What a fix costs by what it disturbs (interfaces.md): rights 1, a label or policy 2, a restart 4, traffic 8. */
export function costOf(disruption: Disruption): number {
  switch (disruption) {
    case 'access':
      return 1;
    case 'none':
      return 2;
    case 'restart':
      return 4;
    case 'traffic':
      return 8;
  }
}
