import type { Resource } from '@bulwark/model';
import { type Diagnostic, offsetLocator } from '@bulwark/text';
import { placeOf } from '../diagnosed.ts';
import type { RegoText } from './template.ts';

type At = Pick<Diagnostic, 'file' | 'line' | 'column'>;

/** Where a row and column of Rego stand in the file of its template: exact for literal blocks, else the field's place. */
export function regoPlace(resource: Resource, rego: RegoText, at: { readonly row: number; readonly col: number }): At {
  const { place } = resource;
  const field = placeOf(resource, rego.pointer);
  if (place === undefined || place.format !== 'yaml') return field;
  const source = place.source.text;
  const lines = linesFrom(source, offsetLocator(place)(rego.pointer));
  const header = lines[0] ?? '';
  if (!/(?:^|[\s:-])\|[+-]?\s*(?:#.*)?$/.test(header) || field.line === undefined) return field;
  const first = lines.slice(1).find((line) => line.trim() !== '') ?? '';
  const indent = first.length - first.trimStart().length;
  return { ...field, line: field.line + at.row, column: indent + at.col };
}

/** The rest of the line at an offset and enough lines behind it to see how far a block is indented. */
function linesFrom(text: string, offset: number): string[] {
  return text.slice(offset, offset + 2000).split(/\r?\n/);
}
