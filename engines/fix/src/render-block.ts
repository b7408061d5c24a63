import { isList, isObject, type JsonValue } from '@bulwark/text';
import { isInline, yamlScalar } from './render-scalar.ts';

/** How the neighbourhood indents. */
export interface BlockStyle {
  /** Columns that a nested mapping stands in from its key. */
  readonly step: number;
  /** Columns that the dashes of a list stand in from its key: 0 where lists are not indented. */
  readonly listStep: number;
  /** Columns from a dash to what follows it. */
  readonly dashGap: number;
}

/** The lines of a mapping or list in block style, all indented to the column. */
export function blockLines(value: JsonValue, column: number, style: BlockStyle): string[] {
  if (isList(value)) return value.flatMap((item) => itemLines(item, column, style));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, field]) => entryLines(key, field, { column, style }));
  return [' '.repeat(column) + yamlScalar(value)];
}

export function entryLines(
  key: string,
  value: JsonValue,
  { column, style }: { readonly column: number; readonly style: BlockStyle },
): string[] {
  const head = `${' '.repeat(column)}${yamlScalar(key)}:`;
  if (isInline(value)) return [`${head} ${yamlScalar(value)}`];
  return [head, ...blockLines(value, column + (isList(value) ? style.listStep : style.step), style)];
}

export function itemLines(value: JsonValue, column: number, style: BlockStyle): string[] {
  const head = `${' '.repeat(column)}-${' '.repeat(style.dashGap - 1)}`;
  if (isInline(value)) return [head + yamlScalar(value)];
  const inner = column + style.dashGap;
  const [first = '', ...rest] = blockLines(value, inner, style);
  return [head + first.slice(inner), ...rest];
}
