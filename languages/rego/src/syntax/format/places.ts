import type { SourceText } from '@bulwark/text';
import type { CallExpr, Head, SomeExpr, Span, Term } from '../../ast/ast.ts';

/** Where something stood in the text that is formatted: its first row, and what was written there. */
export interface Place {
  readonly row: number;
  readonly text: string;
}

/** The places of nodes, which decide what stays on one line and where comments go. */
export class Places {
  readonly #source: SourceText;
  readonly #parens: ReadonlyMap<Term, Span>;
  /** Terms that are laid out as if they stood elsewhere. */
  readonly #moved = new Map<Term, Place>();

  constructor(source: SourceText, parens: ReadonlyMap<Term, Span>) {
    this.#source = source;
    this.#parens = parens;
  }

  move(term: Term, place: Place): void {
    this.#moved.set(term, place);
  }

  row(offset: number): number {
    return this.#source.position(offset).line;
  }

  of({ span: { start, end } }: { readonly span: Span }): Place {
    return { row: this.row(start), text: this.#source.text.slice(start, end) };
  }

  /** A term's text includes the parentheses around it. */
  ofTerm(term: Term): Place {
    const moved = this.#moved.get(term);
    if (moved !== undefined) return moved;
    const { start, end } = this.spanOf(term);
    return { row: this.row(term.span.start), text: this.#source.text.slice(start, end) };
  }

  /** The span of a term with the parentheses around it. */
  spanOf(term: Term): Span {
    return { start: this.#textStart(term), end: this.#parens.get(term)?.end ?? term.span.end };
  }

  /** The span of an expression's terms: without `not` and `with`. */
  spanOfTerms(expr: CallExpr | SomeExpr): Span {
    const { text } = this.#source;
    const { span } = expr;
    const [first] = expr.with;
    const from = expr.type === 'callExpr' && expr.negated ? span.start + 3 : span.start;
    const end = span.start + text.slice(span.start, first?.span.start ?? span.end).trimEnd().length;
    return { start: end - text.slice(from, end).trimStart().length, end };
  }

  /** The span of a head's parameters with their parentheses. */
  argsSpan({ ref, args }: Head): Span {
    const last = args.at(-1);
    const from = last === undefined ? ref.span.end : this.spanOf(last).end;
    const behind = /^(?:#.*|[^#)])*\)/.exec(this.#source.text.slice(from))?.[0] ?? '';
    return { start: ref.span.end, end: from + behind.length };
  }

  rowOf(term: Term): number {
    return this.#moved.get(term)?.row ?? this.row(term.span.start);
  }

  endRow({ span }: { readonly span: Span }): number {
    return this.row(Math.max(span.start, span.end - 1));
  }

  beginsWithParen(term: Term): boolean {
    return this.#source.text.startsWith('(', this.#textStart(term));
  }

  isQuoted({ span }: Term): boolean {
    return this.#source.text.startsWith('"', span.start);
  }

  #textStart(term: Term): number {
    const parens = this.#parens.get(term);
    if (parens !== undefined) return parens.start;
    const isInfix = term.type === 'call' && term.operator.span.start > term.span.start;
    const [first] = isInfix ? term.args : [];
    return first === undefined ? term.span.start : this.#textStart(first);
  }
}

/** The row of the bracket that closes the first `open` in a text; -1 where there is none. Strings are not told apart. */
export function closingRow(place: Place, brackets: string, headBrackets?: string): number {
  const { text, row } = place;
  const from = headBrackets === undefined ? 0 : closingAt(text, headBrackets, 0);
  const at = from === -1 ? -1 : closingAt(text, brackets, from);
  return at === -1 ? -1 : row + newlinesIn(text.slice(0, at));
}

function closingAt(text: string, brackets: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === brackets.charAt(0)) depth++;
    else if (character === brackets.charAt(1) && depth > 0 && --depth === 0) return at;
  }
  return -1;
}

/** How many line ends a text has. */
function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
