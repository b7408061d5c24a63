import { indentedJsonText, jsonTextOf, type RegoValue } from '@bulwark/rego';

/** JSON whose keys stand as given, around values whose keys stand in order: the shape of OPA's answers. */
export type Shape =
  | { readonly keys: readonly (readonly [string, Shape])[] }
  | { readonly list: readonly Shape[] }
  | { readonly value: RegoValue };

/** A shape of the keys that have a value. */
export function shape(entries: Readonly<Record<string, Shape | undefined>>): Shape {
  return { keys: Object.entries(entries).flatMap(([key, held]) => (held === undefined ? [] : [[key, held] as const])) };
}

/** JSON text as OPA writes it: indented by two, or on one line. */
export function shapeText(given: Shape, style: 'indented' | 'line'): string {
  return style === 'line' ? lineText(given) : indentedText(given, '');
}

function lineText(given: Shape): string {
  if ('value' in given) return jsonTextOf(given.value);
  if ('list' in given) return `[${given.list.map(lineText).join(',')}]`;
  return `{${given.keys.map(([key, held]) => `${jsonTextOf(key)}:${lineText(held)}`).join(',')}}`;
}

function indentedText(given: Shape, margin: string): string {
  if ('value' in given) return indentedJsonText(given.value, { prefix: margin, indent: '  ' });
  const inner = `${margin}  `;
  const parts =
    'list' in given
      ? given.list.map((item) => indentedText(item, inner))
      : given.keys.map(([key, held]) => `${jsonTextOf(key)}: ${indentedText(held, inner)}`);
  const [open, close] = 'list' in given ? ['[', ']'] : ['{', '}'];
  return parts.length === 0 ? open + close : `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`;
}
