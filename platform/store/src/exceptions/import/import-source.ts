import type { ExceptionScope } from '../exception.ts';
import type { Tool } from './meaning-of.ts';

/** A file of another tool, as its reader gets it. */
export interface ImportFile {
  readonly name: string;
  readonly content: string;
}

/** One thing that another tool was told to accept. */
export interface Acceptance {
  readonly kind: 'acceptance';
  readonly tool: Tool;
  /** The tool's own id of the check, as it was written; or a CVE. */
  readonly id: string;
  readonly where: ExceptionScope;
  readonly reason?: string;
  /** As an exception states it. */
  readonly expires?: string;
  /** `.trivyignore:3` */
  readonly source: string;
}

/** What could not become an exception, and why. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly source: string;
  /** What was accepted there: an id, a key, an annotation. */
  readonly what: string;
  readonly why: string;
}

export type ReadItem = Acceptance | Refusal;

export function refusal(source: string, what: string, why: string): Refusal {
  return { kind: 'refusal', source, what, why };
}
