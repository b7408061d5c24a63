import type { JsonValue } from '@bulwark/text';
import type { BlockStyle } from './render-block.ts';
import type { FlowStyle } from './render-flow.ts';
import type { Splice } from './splice.ts';
import type { TextNode } from './text-tree.ts';

/** What a value stands in, which decides how a new one is written there. */
export type Holder =
  | { readonly kind: 'root'; readonly column: number; readonly style: BlockStyle }
  /** A `key:` or a dash in block style, at a column. */
  | { readonly kind: 'entry' | 'item'; readonly column: number; readonly style: BlockStyle }
  /** Brackets; `indent` is that of the line the value begins on. */
  | { readonly kind: 'flow'; readonly style: FlowStyle; readonly indent: string };

/** A value that is to become another one, with the text that writes it. */
export interface Change {
  readonly node: TextNode;
  readonly old: JsonValue;
  readonly next: JsonValue;
  readonly holder: Holder;
  /** Where it lies in the document, for messages. */
  readonly pointer: string;
  readonly depth: number;
}

/** What is gathered while a document is edited. */
export interface Work {
  readonly text: string;
  readonly newline: string;
  readonly splices: Splice[];
  /** New values of anchored nodes, by anchor: what their aliases stand for from then on. */
  readonly anchored: Map<string, JsonValue>;
  /** How brackets are written where nothing near tells. */
  readonly flowStyle: FlowStyle;
}
