import { ExactDecimal, isList, type JsonValue } from './json.ts';

/** JSON text with exact numbers, keys in the order they stand; `space` indents as JSON.stringify does. */
export function jsonText(value: JsonValue, space = 0): string {
  return write(value, { sorted: false, space }, '');
}

/** Canonical JSON (RFC 8785): keys sorted by UTF-16 units, no white space. */
export function canonicalJson(value: JsonValue): string {
  return write(value, { sorted: true, space: 0 }, '');
}

interface Style {
  readonly sorted: boolean;
  readonly space: number;
}

function write(value: JsonValue, style: Style, indent: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof ExactDecimal) return value.text;
  return isList(value) ? writeList(value, style, indent) : writeObject(value, style, indent);
}

function writeList(list: readonly JsonValue[], style: Style, indent: string): string {
  if (list.length === 0) return '[]';
  const inner = style.space > 0 ? indent + ' '.repeat(style.space) : '';
  return wrap(
    '[',
    list.map((item) => write(item, style, inner)),
    ']',
    { style, indent, inner },
  );
}

function writeObject(object: JsonValue & object, style: Style, indent: string): string {
  const keys = Object.keys(object);
  if (style.sorted) keys.sort();
  if (keys.length === 0) return '{}';
  const inner = style.space > 0 ? indent + ' '.repeat(style.space) : '';
  const colon = style.space > 0 ? ': ' : ':';
  const parts = keys.map((key) => {
    const value: JsonValue = (object as Record<string, JsonValue>)[key] ?? null;
    return JSON.stringify(key) + colon + write(value, style, inner);
  });
  return wrap('{', parts, '}', { style, indent, inner });
}

interface Layout {
  readonly style: Style;
  readonly indent: string;
  readonly inner: string;
}

function wrap(open: string, parts: readonly string[], close: string, layout: Layout): string {
  if (layout.style.space === 0) return open + parts.join(',') + close;
  return `${open}\n${layout.inner}${parts.join(`,\n${layout.inner}`)}\n${layout.indent}${close}`;
}
