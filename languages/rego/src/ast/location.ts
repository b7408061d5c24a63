import type { SourceText } from '@bulwark/text';
import type { RegoLocation } from './rego-error.ts';

/** Row and column of an offset as OPA counts them: code points from 1, and the end of the text at its last one. */
export function locationOf(source: SourceText, offset: number): RegoLocation {
  const { line, column } = source.position(offset);
  const before = source.text.slice(offset - column + 1, offset);
  let points = 0;
  for (const _ of before) points++;
  return { file: source.name, row: line, col: points + (offset >= source.text.length ? 0 : 1) };
}
