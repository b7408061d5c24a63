import type { Comment } from '../ast/ast.ts';
import { effort } from '../ast/effort.ts';
import { Token } from './token.ts';

/** The tokens of one text in flat arrays, so that going back in them costs nothing. */
export class TokenList {
  readonly text: string;
  readonly comments: Comment[] = [];
  length = 0;
  #kinds: Uint8Array;
  #starts: Int32Array;
  #ends: Int32Array;
  /** Bit 0: a blank or a comment before; bit 1: the end of a line before. */
  #gaps: Uint8Array;
  #gap = 0;
  readonly #errors = new Map<number, readonly string[]>();

  constructor(text: string) {
    this.text = text;
    const room = (text.length >> 2) + 16;
    this.#kinds = new Uint8Array(room);
    this.#starts = new Int32Array(room);
    this.#ends = new Int32Array(room);
    this.#gaps = new Uint8Array(room);
  }

  sawBlank(): void {
    this.#gap |= 1;
  }

  sawLineEnd(): void {
    this.#gap |= 3;
  }

  add(kind: number, start: number, end: number): void {
    if (this.length === this.#kinds.length) this.#grow();
    effort();
    const index = this.length++;
    this.#kinds[index] = kind;
    this.#starts[index] = start;
    this.#ends[index] = end;
    this.#gaps[index] = this.#gap;
    this.#gap = 0;
  }

  addIllegal(start: number, end: number, errors: readonly string[]): void {
    if (errors.length > 0) this.#errors.set(this.length, errors);
    this.add(Token.illegal, start, end);
  }

  kind(index: number): number {
    return this.#kinds[index] ?? Token.eof;
  }

  start(index: number): number {
    return this.#starts[index] ?? this.text.length;
  }

  end(index: number): number {
    return this.#ends[index] ?? this.text.length;
  }

  isAfterBlank(index: number): boolean {
    return (this.#gaps[index] ?? 0) !== 0;
  }

  isAfterLineEnd(index: number): boolean {
    return (this.#gaps[index] ?? 0) > 1;
  }

  literal(index: number): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  /** How many comments begin before this offset. */
  commentsBefore(offset: number): number {
    let low = 0;
    let high = this.comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.comments[middle]?.span.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  errors(index: number): readonly string[] {
    return this.#errors.get(index) ?? [];
  }

  #grow(): void {
    const room = this.#kinds.length * 2;
    this.#kinds = grown(this.#kinds, new Uint8Array(room));
    this.#starts = grown(this.#starts, new Int32Array(room));
    this.#ends = grown(this.#ends, new Int32Array(room));
    this.#gaps = grown(this.#gaps, new Uint8Array(room));
  }
}

function grown<Numbers extends Uint8Array | Int32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
