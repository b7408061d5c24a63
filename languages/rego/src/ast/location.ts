import type { SourceText } from '@bulwark/text';
import type { RegoLocation } from './rego-error.ts';

/**
 * Row and column of an offset as OPA counts them: code points from 1; the end of a line is before
 * the next one, the end of the text at its last code point.
 */
export function locationOf(source: SourceText, offset: number): RegoLocation {
  const { line, column } = source.position(offset);
  if (source.text.charCodeAt(offset) === 10) return { file: source.name, row: line + 1, col: 0 };
  const before = source.text.slice(offset - column + 1, offset);
  let points = 0;
  for (const _ of before) points++;
  return { file: source.name, row: line, col: points + (offset >= source.text.length ? 0 : 1) };
}
