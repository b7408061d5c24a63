import type { Diagnostic } from './diagnostic.ts';
import type { JsonValue } from './json.ts';
import type { Limits } from './limits.ts';
import type { OffsetTape } from './offset-tape.ts';
import type { SourceText } from './source-text.ts';

/** The stretch of a text that holds one YAML document, and what is shared while it is read. */
export interface Chunk {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
  readonly limits: Limits;
  readonly tape: OffsetTape;
  /** What plain scalars say. */
  readonly scalar: ScalarReader;
}

/** The value of a plain YAML scalar. */
export type ScalarReader = (text: string) => JsonValue;

/** The diagnostic of a limit that was passed at an offset. */
export function limitReached(source: SourceText, offset: number, what: string): Diagnostic {
  return {
    severity: 'error',
    code: 'limit',
    message: `limit reached: more than ${what}`,
    file: source.name,
    ...source.position(offset),
  };
}
