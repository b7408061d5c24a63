import type { Body, ObjectEntry, Span, Term } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
import type { ParserState } from './parser-state.ts';
import { Token } from './token.ts';

/** `[a, b]` or `[term | body]`; the closing bracket is then the current token. */
export function parseArray(p: ParserState): Term | undefined {
  const start = p.start;
  p.advance();
  if (p.kind === Token.rightBracket) return array(p, start, []);
  const isPlain = skipComma(p);
  const saved = p.save();
  const first = p.grammar.parseTerm(p);
  if (first === undefined) return undefined;
  if (p.kind === Token.or && !isPlain) {
    const body = parseComprehensionBody(p, Token.rightBracket);
    if (body !== undefined) return { type: 'arrayComprehension', span: spanFrom(p, start), term: first, body };
    if (p.kind !== Token.comma) return undefined;
  }
  p.restore(saved);
  const items = p.grammar.parseTerms(p, Token.rightBracket, []);
  return items && array(p, start, items);
}

function array(p: ParserState, start: number, items: readonly Term[]): Term {
  return { type: 'array', span: spanFrom(p, start), items };
}

function spanFrom(p: ParserState, start: number): Span {
  return { start, end: p.tokens.end(p.index) };
}

/** A leading comma is allowed, and makes a comprehension impossible. */
function skipComma(p: ParserState): boolean {
  if (p.kind !== Token.comma) return false;
  p.advance();
  return true;
}

/** The current token is the `|` of a comprehension, or the `or` operator of a list: the body decides. */
function parseComprehensionBody(p: ParserState, end: number): Body | undefined {
  p.advance();
  return p.grammar.parseBody(p, end);
}

/** `{}`, `{a, b}`, `{k: v}` or a comprehension; the closing brace is then the current token. */
export function parseSetOrObject(p: ParserState): Term | undefined {
  const start = p.start;
  p.advance();
  if (p.kind === Token.rightBrace) return { type: 'object', span: spanFrom(p, start), entries: [] };
  const isPlain = skipComma(p);
  const saved = p.save();
  const head = p.grammar.parseTerm(p);
  if (head === undefined) return undefined;
  if (p.kind === Token.or && !isPlain) return parseSetFromOr(p, { start, saved, head });
  const first =
    p.kind === Token.rightBrace || p.kind === Token.comma || p.kind === Token.colon
      ? head
      : p.grammar.parseInfixInList(p, head);
  if (first === undefined) return undefined;
  if (p.kind === Token.colon) return parseObject(p, { start, key: first, isPlain });
  if (p.kind === Token.rightBrace || p.kind === Token.comma) return finishSet(p, start, first);
  p.illegal('non-terminated set');
  return undefined;
}

function finishSet(p: ParserState, start: number, first: Term): Term | undefined {
  if (p.kind === Token.comma) p.advance();
  const items = p.grammar.parseTerms(p, Token.rightBrace, [first]);
  return items && { type: 'set', span: spanFrom(p, start), items };
}

interface SetStart {
  readonly start: number;
  readonly saved: ReturnType<ParserState['save']>;
  readonly head: Term;
}

function parseSetFromOr(p: ParserState, { start, saved, head }: SetStart): Term | undefined {
  const body = parseComprehensionBody(p, Token.rightBrace);
  if (body !== undefined) return { type: 'setComprehension', span: spanFrom(p, start), term: head, body };
  if (p.kind !== Token.comma) return undefined;
  p.restore(saved);
  const items = p.grammar.parseTerms(p, Token.rightBrace, []);
  return items && { type: 'set', span: spanFrom(p, start), items };
}

interface ObjectStart {
  readonly start: number;
  readonly key: Term;
  readonly isPlain: boolean;
}

/** The current token is the first colon. */
function parseObject(p: ParserState, { start, key, isPlain }: ObjectStart): Term | undefined {
  p.advance();
  const saved = p.save();
  const first = p.grammar.parseTerm(p);
  if (first === undefined) return undefined;
  if (p.kind === Token.or && !isPlain) {
    const body = parseComprehensionBody(p, Token.rightBrace);
    if (body !== undefined) return { type: 'objectComprehension', span: spanFrom(p, start), key, value: first, body };
  } else if (!isPlain && isEntryEnd(p)) return finishObject(p, start, { key, value: first });
  p.restore(saved);
  const value = p.grammar.parseInfixInList(p);
  if (value === undefined) return undefined;
  if (isEntryEnd(p)) return finishObject(p, start, { key, value });
  p.illegal('non-terminated object');
  return undefined;
}

function isEntryEnd(p: ParserState): boolean {
  return p.kind === Token.rightBrace || p.kind === Token.comma;
}

function finishObject(p: ParserState, start: number, first: ObjectEntry): Term | undefined {
  const entries = [first];
  if (p.kind === Token.comma) p.advance();
  while (p.kind !== Token.rightBrace) {
    const entry = parseEntry(p);
    if (entry === undefined) return undefined;
    entries.push(entry);
    if (p.kind === Token.comma) p.advance();
    else if (p.kind !== Token.rightBrace) {
      p.illegal('expected "," or "}"');
      return undefined;
    }
  }
  return { type: 'object', span: spanFrom(p, start), entries: p.keepsPlaces ? entries : merged(entries) };
}

/** Of equal keys, the last value takes the place of the first. */
function merged(entries: readonly ObjectEntry[]): readonly ObjectEntry[] {
  const byKey = new Map<string, ObjectEntry>();
  for (const { key, value } of entries) {
    const text = keyText(key);
    byKey.set(text, { key: byKey.get(text)?.key ?? key, value });
  }
  return byKey.size === entries.length ? entries : [...byKey.values()];
}

function keyText(key: Term): string {
  if (key.type === 'string') return `"${key.value}`;
  return `${key.type} ${key.type === 'number' ? String(key.value) : printTerm(key)}`;
}

function parseEntry(p: ParserState): ObjectEntry | undefined {
  const key = p.grammar.parseInfixInList(p);
  if (key === undefined) return undefined;
  if (p.kind !== Token.colon) {
    p.illegal('expected ":"');
    return undefined;
  }
  p.advance();
  const value = p.grammar.parseInfixInList(p);
  return value && { key, value };
}
