/** What a stretch of YAML or JSON looks like: each value with the offsets of its very text. */
export type TextNode = ScalarText | AliasText | MapText | ListText;

interface NodeText {
  /** Offsets of the value's own text, anchor and tag left out; the same where nothing is written. */
  readonly start: number;
  readonly end: number;
  /** Right behind what comes before the value: its colon or dash, its anchor and tag. */
  readonly from: number;
  readonly anchor?: string;
  /** Offset of the tag (`!!str`), where there is one. */
  readonly tagStart?: number;
}

export interface ScalarText extends NodeText {
  readonly kind: 'scalar';
  /** `pair` is a mapping of one pair written without braces in a flow list: it is read, but not edited. */
  readonly style: 'plain' | 'single' | 'double' | 'block' | 'empty' | 'pair';
}

interface AliasText extends NodeText {
  readonly kind: 'alias';
  readonly name: string;
}

export interface MapText extends NodeText {
  readonly kind: 'map';
  readonly style: 'block' | 'flow';
  readonly entries: readonly EntryText[];
}

export interface ListText extends NodeText {
  readonly kind: 'list';
  readonly style: 'block' | 'flow';
  readonly items: readonly ItemText[];
}

export interface EntryText {
  /** As the parser of objects reads it; undefined where that cannot be told from the text alone. */
  readonly key: string | undefined;
  readonly isMerge: boolean;
  /** `? key`, or a key without a colon: read, but not edited. */
  readonly isOdd: boolean;
  readonly start: number;
  readonly keyEnd: number;
  readonly isQuoted: boolean;
  readonly value: TextNode;
}

export interface ItemText {
  /** The dash in block style, else the element with its anchor and tag. */
  readonly start: number;
  readonly value: TextNode;
}

/** Why a text cannot be edited. Thrown inside this package and turned into a value at its door. */
export class Refusal extends Error {
  readonly pointer: string;
  constructor(pointer: string, reason: string) {
    super(reason);
    this.pointer = pointer;
  }
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset behind the line break that ends the line of an offset. */
export function nextLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  return found === -1 ? text.length : found + 1;
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}
