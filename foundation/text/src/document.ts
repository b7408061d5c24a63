import type { Diagnostic } from './diagnostic.ts';
import type { JsonValue } from './json.ts';
import type { OffsetTape } from './offset-tape.ts';
import type { SourceText } from './source-text.ts';

/** One YAML document or JSON value of an input, with the stretch of text that holds it. */
export interface ParsedDocument {
  readonly value: JsonValue;
  readonly source: SourceText;
  readonly format: 'yaml' | 'json';
  /** Offsets into `source.text`. */
  readonly start: number;
  readonly end: number;
  /** A key stands twice somewhere: judged last-wins, and said so. */
  readonly ambiguous: boolean;
  /** Where the elements of a top-level `items` list start, in the text and on the tape; JSON only. */
  readonly items?: readonly { readonly start: number; readonly from: number }[];
  /**
   * Offsets of mapping entries and list elements in the order of the value, from `from` on. Left out where the order
   * of the value is not that of the text: aliases, merge keys, keys that stand twice, keys that look like indices.
   */
  readonly offsets?: { readonly tape: OffsetTape; readonly from: number };
}

export interface ParsedInput {
  readonly documents: readonly ParsedDocument[];
  readonly diagnostics: readonly Diagnostic[];
}
