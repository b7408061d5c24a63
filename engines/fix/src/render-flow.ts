import { isList, isObject, type JsonValue, jsonText } from '@bulwark/text';
import { isInline, quotedYaml, yamlScalar } from './render-scalar.ts';

/** How the brackets of the neighbourhood are written. */
export interface FlowStyle {
  /** Strings and keys in double quotes, as JSON has them. */
  readonly isJson: boolean;
  /** `: ` or `:`, white space included. */
  readonly colon: string;
  /** What follows a comma on one line. */
  readonly gap: string;
  /** One element a line, indented by this much; undefined where all stands on one line. */
  readonly unit: string | undefined;
  readonly newline: string;
}

/** A value in brackets; `indent` is that of the line it begins on. */
export function renderFlow(value: JsonValue, style: FlowStyle, indent: string): string {
  if (isInline(value)) return flowScalar(value, style);
  const inner = style.unit === undefined ? '' : indent + style.unit;
  if (isList(value)) {
    const items = value.map((item) => renderFlow(item, style, inner));
    return bracket('[', items, ']', { style, indent, inner });
  }
  if (!isObject(value)) return flowScalar(value, style);
  const entries = Object.entries(value).map(([key, field]) => renderFlowEntry(key, field, { style, indent: inner }));
  return bracket('{', entries, '}', { style, indent, inner });
}

export function renderFlowEntry(
  key: string,
  value: JsonValue,
  { style, indent }: { readonly style: FlowStyle; readonly indent: string },
): string {
  return `${flowScalar(key, style)}${style.colon}${renderFlow(value, style, indent)}`;
}

function flowScalar(value: JsonValue, style: FlowStyle): string {
  if (style.isJson) return typeof value === 'string' ? quotedYaml(value) : jsonText(value);
  return yamlScalar(value);
}

interface Layout {
  readonly style: FlowStyle;
  readonly indent: string;
  readonly inner: string;
}

function bracket(open: string, parts: readonly string[], close: string, { style, indent, inner }: Layout): string {
  if (style.unit === undefined) return open + parts.join(`,${style.gap}`) + close;
  const { newline } = style;
  return `${open}${newline}${inner}${parts.join(`,${newline}${inner}`)}${newline}${indent}${close}`;
}
