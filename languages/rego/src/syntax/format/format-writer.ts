import type { Body, Expr, RegoVersion, Span, Term } from '../../ast/ast.ts';
import type { Places } from './places.ts';

/** A comment that is still to be written. */
export interface PlacedComment {
  readonly start: number;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** How rules and refs of the module are written. */
export interface Style {
  readonly target: RegoVersion;
  /** Single-value rules are written with `if`. */
  readonly ifs: boolean;
  readonly contains: boolean;
  /** Some rule's name is a ref that cannot be written `p["q"]`. */
  readonly refHeads: boolean;
  /** Everything from v1 on: `:=`, `if` and `contains`. */
  readonly isV1: boolean;
}

/** A comment stands where a formatted term has no place for it: the term is then written as it was. */
export class UnexpectedComment extends Error {}

/** The writers of what stands within each other, so that no file of them must import one that imports it. */
export interface Parts {
  readonly writeTerm: (w: FormatWriter, term: Term) => void;
  /** As writeTerm; an infix call stands in parentheses where told. */
  readonly writeOperand: (w: FormatWriter, term: Term, inParens: boolean) => void;
  readonly writeExpr: (w: FormatWriter, expr: Expr) => void;
  readonly writeBody: (w: FormatWriter, body: Body) => void;
}

/** The text written so far, with its indentation, and the comments that are still to come. */
export class FormatWriter {
  readonly parts: Parts;
  readonly places: Places;
  readonly style: Style;
  readonly #chunks: string[] = [];
  /** Something other than indentation stands on the current line. */
  #isLineBegun = false;
  level = 0;
  /** Something stands on the current line. */
  isInline = false;
  /** Comments for the end of the current line; of several, all but the first get lines of their own below it. */
  lineComments: readonly PlacedComment[] = [];
  /** A term that must stand in parentheses when it is written. */
  bracedUnion: unknown;
  readonly errors: string[] = [];
  comments: readonly PlacedComment[];
  /** How many of them are written. */
  written = 0;
  /** How many terms are being written, each within the other. */
  depth = 0;
  #isDelayed = false;

  constructor(parts: Parts, given: { places: Places; style: Style; comments: readonly PlacedComment[] }) {
    const { places, style, comments } = given;
    this.parts = parts;
    this.places = places;
    this.style = style;
    this.comments = comments;
  }

  get nextComment(): PlacedComment | undefined {
    return this.comments[this.written];
  }

  get text(): string {
    return this.#chunks.join('');
  }

  write(text: string): void {
    this.#chunks.push(text);
    const lineStart = text.lastIndexOf('\n') + 1;
    if (lineStart > 0) this.#isLineBegun = false;
    if (!this.#isLineBegun) this.#isLineBegun = /[^\t]/.test(lineStart > 0 ? text.slice(lineStart) : text);
  }

  startLine(): void {
    this.isInline = true;
    this.write('\t'.repeat(this.level));
  }

  endLine(): void {
    this.isInline = false;
    const [first, ...more] = this.#isDelayed ? [] : this.lineComments;
    this.write(first === undefined ? '\n' : ` ${first.text}\n`);
    for (const comment of more) this.write(`${'\t'.repeat(this.level)}${comment.text}\n`);
    if (!this.#isDelayed) this.lineComments = [];
    this.#isDelayed = false;
  }

  /** The comment of this line moves behind the first line of what follows. */
  delayLineComment(): void {
    this.#isDelayed = true;
  }

  blankLine(): void {
    if (this.isInline) this.endLine();
    this.write('\n');
  }

  writeLine(text: string): void {
    const above = this.lineComments;
    this.lineComments = [];
    for (const line of [...above.map((comment) => comment.text), text]) {
      if (!this.isInline) this.startLine();
      this.write(line);
      this.endLine();
    }
  }

  /** Writes the comments above a row, and keeps the one on it for the end of the line. */
  insertComments(row: number): void {
    const before: PlacedComment[] = [];
    for (let next = this.nextComment; next !== undefined && next.row < row; next = this.nextComment) {
      before.push(next);
      this.written++;
    }
    const last = before.at(-1);
    if (last !== undefined && this.#isLineBegun) this.#delay(before);
    else {
      this.writeComments(before);
      if (last !== undefined && row - last.row > 1) this.blankLine();
    }
    this.#takeLineComment(row);
  }

  /** In the middle of a line there is no place above it: comments go to its end, if need be of all that is written. */
  #delay(comments: readonly PlacedComment[]): void {
    if (this.depth > 0) throw new UnexpectedComment();
    this.lineComments = [...this.lineComments, ...comments];
  }

  #takeLineComment(row: number): void {
    const next = this.nextComment;
    if (next?.row !== row) return;
    if (this.lineComments.length > 0 && this.depth > 0) throw new UnexpectedComment();
    this.lineComments = [...this.lineComments, next];
    this.written++;
  }

  /** The comments on some rows, which are then no longer to come. */
  takeCommentsOn(rows: ReadonlySet<number>): Map<number, PlacedComment> {
    const taken = new Map<number, PlacedComment>();
    for (let index = this.written; index < this.comments.length; index++) {
      const comment = this.comments[index];
      if (comment !== undefined && rows.has(comment.row)) taken.set(comment.row, comment);
    }
    const left = this.comments.filter((comment, index) => index >= this.written && taken.get(comment.row) !== comment);
    this.comments = left;
    this.written = 0;
    return taken;
  }

  /** Writes the comments below everything else. */
  writeRest(): void {
    const rest = this.comments.slice(this.written);
    for (const comment of rest) this.writeLine(comment.text);
  }

  writeComments(comments: readonly PlacedComment[]): void {
    let isMetadata = false;
    for (const [index, comment] of comments.entries()) {
      const before = comments[index - 1];
      const gap = before === undefined ? 0 : comment.row - before.row;
      if (gap > 1) {
        this.blankLine();
        isMetadata = false;
      } else if (gap === 1 && isMetadata && beginsMetadata(comment)) this.blankLine();
      if (beginsMetadata(comment)) isMetadata = true;
      this.writeLine(comment.text);
    }
  }

  /**
   * Writes what stands at a span by `write`; where a comment in it finds no place, the outermost such span around it is
   * written as it was, with the comments it holds.
   */
  orAsItWas(span: Span, write: () => void): void {
    const { level, written, lineComments, isInline } = this;
    const isLineBegun = this.#isLineBegun;
    const { length } = this.#chunks;
    this.depth++;
    try {
      write();
    } catch (error) {
      if (!(error instanceof UnexpectedComment) || this.depth > 1) throw error;
      Object.assign(this, { level, written, lineComments, isInline });
      this.#chunks.length = length;
      this.#isLineBegun = isLineBegun;
      this.#writeAsItWas(span);
    } finally {
      this.depth--;
    }
  }

  #writeAsItWas(span: Span): void {
    this.lineComments = this.lineComments.filter(({ start }) => start < span.start || start >= span.end);
    while ((this.nextComment?.start ?? span.start) < span.start) this.#takeNext();
    this.write(this.places.of({ span }).text);
    while ((this.nextComment?.start ?? span.end) < span.end) this.written++;
    if (this.nextComment?.row === this.places.row(span.end - 1)) this.#takeNext();
  }

  #takeNext(): void {
    const next = this.nextComment;
    if (next !== undefined) this.lineComments = [...this.lineComments, next];
    this.written++;
  }
}

function beginsMetadata({ text, column }: PlacedComment): boolean {
  return column === 1 && text.slice(1).trim().startsWith('METADATA');
}
