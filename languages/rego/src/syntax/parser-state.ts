import type { SourceText } from '@bulwark/text';
import type { Body, Expr, RegoVersion, Span, Term } from '../ast/ast.ts';
import { effort } from '../ast/effort.ts';
import { lex } from './lexer.ts';
import { isKeywordKind, keywordKinds, Token, tokenName } from './token.ts';
import type { TokenList } from './token-list.ts';

/** A complaint at an offset; in a chain, so that going back to a saved place drops those made since. */
export interface Complaint {
  readonly offset: number;
  readonly message: string;
  readonly before: Complaint | undefined;
}

/** Everything that going back restores. */
export interface Saved {
  readonly index: number;
  readonly kind: number;
  readonly complaints: Complaint | undefined;
  readonly hints: readonly string[];
  readonly wildcards: number;
}

export interface Remembered {
  /** Index of its first token. */
  readonly from: number;
  readonly term: Term | undefined;
  readonly after: Saved;
  readonly before: Remembered | undefined;
}

/** The parts of the grammar that stand within each other, so that no file of it must import one that imports it. */
export interface Grammar {
  /** One operand: a scalar, var, ref, call, composite, comprehension or a term in parentheses. */
  readonly parseTerm: (p: ParserState) => Term | undefined;
  /** A term with infix operators; also `k, v in xs`. */
  readonly parseInfix: (p: ParserState) => Term | undefined;
  /** As parseInfix in a list, where a comma parts the elements. */
  readonly parseInfixInList: (p: ParserState, first?: Term) => Term | undefined;
  /** Terms up to `end`, which is then the current token; a comma may stand before it. */
  readonly parseTerms: (p: ParserState, end: number, before: readonly Term[]) => Term[] | undefined;
  /** Expressions up to `end`, which is then the current token. */
  readonly parseBody: (p: ParserState, end: number) => Body | undefined;
  /** One expression of a body. */
  readonly parseLiteral: (p: ParserState) => Expr | undefined;
}

export interface ParserOptions {
  readonly grammar: Grammar;
  readonly version: RegoVersion;
  /** Keywords that count as imported. */
  readonly futureKeywords?: readonly string[];
  /** How deep terms, bodies and chains of operators may be nested. */
  readonly maxDepth: number;
  /** Every node keeps the span of its own text, also where OPA's messages place it elsewhere. */
  readonly keepsPlaces?: boolean;
}

/** Where a parser is: the current token, the keywords in force, and what it had to complain about. */
export class ParserState {
  readonly grammar: Grammar;
  readonly tokens: TokenList;
  readonly text: string;
  readonly version: RegoVersion;
  /** Index of the current token. */
  index = -1;
  /** The current token's kind; a keyword that is not in force is an `ident`. */
  kind: number = Token.eof;
  /** Tokens at which a brace was found to begin no operand. */
  noOperands = new Set<number>();
  complaints: Complaint | undefined;
  /** The complaints when the current statement began. */
  complaintsBefore: Complaint | undefined;
  hints: readonly string[] = [];
  wildcards = 0;
  /** `not` takes a body in braces, and makes a NotExpr. */
  notBodies = false;
  /** Terms already tried in this statement, the last one first. */
  memo: Remembered | undefined;
  /** Terms in parentheses with the span of those. */
  readonly parens = new Map<Term, Span>();
  #depth = 0;
  #isProbing = false;
  readonly #maxDepth: number;
  readonly keepsPlaces: boolean;
  #keywords: Set<number>;

  constructor(source: SourceText, options: ParserOptions) {
    this.grammar = options.grammar;
    this.tokens = lex(source.text);
    this.text = source.text;
    this.version = options.version;
    this.#maxDepth = options.maxDepth;
    this.keepsPlaces = options.keepsPlaces === true;
    this.#keywords = new Set([...keywordKinds.values()].filter((kind) => kind <= Token.false));
    if (options.version === 'v1' || options.version === 'v2') this.addKeywords(keywordsOfV1);
    if (options.version === 'v2') this.addKeywords(keywordsOfV2);
    this.addKeywords(options.futureKeywords ?? []);
    this.advance();
  }

  /** Where the current token starts. */
  get start(): number {
    if (this.kind !== Token.blank) return this.tokens.start(this.index);
    const end = this.tokens.end(this.index);
    return this.text.charAt(end) === '#' ? this.#lineEnd(end) : end;
  }

  #lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end === -1 ? this.text.length : end;
  }

  get tokenSpan(): Span {
    return { start: this.tokens.start(this.index), end: this.tokens.end(this.index) };
  }

  /** Where the last token that was passed ends. */
  get lastEnd(): number {
    return this.index > 0 ? this.tokens.end(this.index - 1) : 0;
  }

  get literal(): string {
    return this.tokens.literal(this.index);
  }

  get isAfterBlank(): boolean {
    return this.tokens.isAfterBlank(this.index);
  }

  get isAfterLineEnd(): boolean {
    return this.tokens.isAfterLineEnd(this.index);
  }

  advance(): void {
    effort();
    if (this.index < this.tokens.length - 1) this.index++;
    this.kind = this.#inForce(this.tokens.kind(this.index));
    if (this.kind !== Token.illegal) return;
    for (const message of this.tokens.errors(this.index)) this.error(this.start, message);
  }

  /** Keywords that v1 has by itself must be imported. */
  get isBeforeV1(): boolean {
    return this.version === 'v0' || this.version === 'v0v1';
  }

  /** The kind of the token after the current one, and whether nothing stands between them. */
  next(): { readonly kind: number; readonly adjacent: boolean } {
    const index = Math.min(this.index + 1, this.tokens.length - 1);
    return { kind: this.#inForce(this.tokens.kind(index)), adjacent: !this.tokens.isAfterBlank(index) };
  }

  #inForce(kind: number): number {
    return isKeywordKind(kind) && !this.#keywords.has(kind) ? Token.ident : kind;
  }

  save(): Saved {
    const { index, kind, complaints, hints, wildcards } = this;
    return { index, kind, complaints, hints, wildcards };
  }

  restore(saved: Saved): void {
    this.index = saved.index;
    this.kind = saved.kind;
    this.complaints = saved.complaints;
    this.hints = saved.hints;
    this.wildcards = saved.wildcards;
  }

  /** Whether there is room for one level more; complains where there is not. Each `true` wants a `leave`. */
  enter(levels = 1): boolean {
    if (this.#depth + levels > this.#maxDepth) {
      this.error(this.start, 'max parsing recursion depth exceeded');
      return false;
    }
    this.#depth += levels;
    return true;
  }

  leave(levels = 1): void {
    this.#depth -= levels;
  }

  addKeywords(words: readonly string[]): void {
    for (const word of words) {
      const kind = keywordKinds.get(word);
      if (kind !== undefined) this.#keywords.add(kind);
      if (word === 'every') this.#keywords.add(Token.in);
      if (word === 'not') this.notBodies = true;
    }
  }

  isKeyword(kind: number): boolean {
    return this.#keywords.has(kind);
  }

  /** What `parse` gives, with only these future keywords in force while it runs. */
  withKeywords<Result>(words: readonly string[], parse: () => Result): Result {
    const { memo, noOperands } = this;
    const before = this.#keywords;
    this.#keywords = new Set([...before].filter((kind) => kind <= Token.false));
    for (const word of words) this.#keywords.add(keywordKinds.get(word) ?? Token.ident);
    this.memo = undefined;
    this.noOperands = new Set();
    try {
      return parse();
    } finally {
      this.#keywords = before;
      this.memo = memo;
      this.noOperands = noOperands;
    }
  }

  /** What `parse` gives with every keyword in force; the parser is then where it was. For hints only. */
  probe<Result>(parse: () => Result): Result | undefined {
    // A hint within what is only tried would be lost, and trying within trying takes exponential time.
    if (this.#isProbing) return undefined;
    const saved = this.save();
    this.#isProbing = true;
    const result = this.withKeywords([...keywordsOfV1, ...keywordsOfV2], parse);
    this.#isProbing = false;
    this.restore(saved);
    return result;
  }

  /** After an import the current token, read before it, may have become a keyword. */
  reclassify(): void {
    this.kind = this.#inForce(this.tokens.kind(this.index));
  }

  /** Stays before the blank that follows the current token, where none may be; false where none does. */
  stopAtBlank(): boolean {
    if (this.next().adjacent) return false;
    this.kind = Token.blank;
    return true;
  }

  /** A keyword right before `.` or `[` is the name a ref begins with. */
  takeKeywordAsName(): void {
    if (isKeywordKind(this.kind) && this.isBeforeRefPart()) this.kind = Token.ident;
  }

  isBeforeRefPart(): boolean {
    const next = this.next();
    return next.adjacent && (next.kind === Token.dot || next.kind === Token.leftBracket);
  }

  /** A term already tried at the current token; the parser is then behind it. Keeps going back and forth linear. */
  recall(): Remembered | undefined {
    let known = this.memo;
    while (known !== undefined && known.from > this.index) known = known.before;
    if (known?.from !== this.index) return undefined;
    this.restore(known.after);
    return known;
  }

  /** Terms inside one that was tried are forgotten: next time they may mean something else. */
  remember(from: number, term: Term | undefined): void {
    let before = this.memo;
    while (before !== undefined && before.from >= from) before = before.before;
    this.memo = { from, term, after: this.save(), before };
  }

  forget(): void {
    this.memo = undefined;
    this.noOperands.clear();
  }

  hint(hint: string): void {
    this.hints = [...this.hints, hint];
  }

  error(offset: number, message: string): void {
    this.complaints = { offset, message: message + hintText(this.hints), before: this.complaints };
    this.hints = [];
  }

  /** Complains about the current token. */
  illegal(note = ''): void {
    if (this.kind === Token.illegal) return this.error(this.start, 'illegal token');
    const what = `unexpected ${tokenName(this.kind)} ${isKeywordKind(this.kind) ? 'keyword' : 'token'}`;
    this.error(this.start, note === '' ? what : `${what}: ${note}`);
  }

  wildcard(): string {
    return `$${this.wildcards++}`;
  }
}

export const keywordsOfV1: readonly string[] = ['contains', 'every', 'if', 'in'];
export const keywordsOfV2: readonly string[] = ['and', 'not', 'or'];

function hintText(hints: readonly string[]): string {
  if (hints.length === 0) return '';
  return ` (${hints.length === 1 ? 'hint' : 'hints'}: ${hints.join(', ')})`;
}
