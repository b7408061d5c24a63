import type { JsonValue } from '@bulwark/text';

/** One change of one object. `set` makes missing parents; `append` adds to a list, making it if need be. */
export type Edit =
  | { readonly op: 'set'; readonly pointer: string; readonly value: JsonValue }
  | { readonly op: 'append'; readonly pointer: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly pointer: string };

export function set(pointer: string, value: JsonValue): Edit {
  return { op: 'set', pointer, value };
}

export function append(pointer: string, value: JsonValue): Edit {
  return { op: 'append', pointer, value };
}

export function remove(pointer: string): Edit {
  return { op: 'remove', pointer };
}
