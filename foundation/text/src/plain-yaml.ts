import type { JsonValue } from './json.ts';
import type { OffsetTape } from './offset-tape.ts';
import { plainScalar } from './yaml-scalar.ts';

/**
 * Reads the YAML that people and tools write for Kubernetes nearly always: block mappings and lists, scalars on one
 * line, literal blocks, in ASCII. Gives undefined for everything else (flow style, anchors, tags, escapes, duplicate
 * keys, anything broken), which the whole parser then reads. Four times as fast, since it makes no events.
 */
export function readPlainYaml(stretch: Stretch): { readonly value: JsonValue } | undefined {
  const { text, start, end, tape } = stretch;
  const before = tape.length;
  if (!plainCharacters.test(text.slice(start, end))) return undefined;
  const reader = new PlainYamlReader(text, start, end, tape);
  const value = reader.document();
  if (value !== undefined) return { value };
  tape.length = before;
  return undefined;
}

export interface Stretch {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly tape: OffsetTape;
}

const plainCharacters = /^[\n\x20-\x7e]*$/;
const deepest = 64;
const mostNodes = 100_000;

const newline = 10;
const space = 32;
const hash = 35;
const dash = 45;
const colon = 58;
const bar = 124;

/** What the characters of a text may be: part of a key, or the first of a plain scalar. */
const inKey = new Uint8Array(128);
const startsScalar = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./') {
  inKey[character.charCodeAt(0)] = 1;
  startsScalar[character.charCodeAt(0)] = 1;
}
for (const character of '-$()+=^;\\') inKey[character.charCodeAt(0)] = 1;
for (const character of '~$(+=^;\\<') startsScalar[character.charCodeAt(0)] = 1;

class PlainYamlReader {
  readonly #text: string;
  readonly #end: number;
  readonly #tape: OffsetTape;
  /** The first character of the next line's content, and how far that line is indented; -1 at the end. */
  #at: number;
  #indent = -1;
  #depth = 0;
  #nodes = 0;

  constructor(text: string, start: number, end: number, tape: OffsetTape) {
    this.#text = text;
    this.#end = end;
    this.#tape = tape;
    this.#at = start;
  }

  document(): JsonValue | undefined {
    if (this.#text.startsWith('---', this.#at) && this.#endOfLine(this.#at + 3) === -1) return undefined;
    if (this.#text.startsWith('---', this.#at)) this.#at = this.#endOfLine(this.#at + 3);
    this.#nextLine(this.#at);
    if (this.#indent !== 0) return undefined;
    const value = this.#block();
    // The line after the last one: whatever is left there is not for this reader.
    const rest: number = this.#indent;
    return rest === -1 ? value : undefined;
  }

  /** Moves to the content of the next line that has some. `from` is anywhere before its first space. */
  #nextLine(from: number): void {
    const text = this.#text;
    let lineStart = from;
    for (let at = from; at < this.#end; at++) {
      const code = text.charCodeAt(at);
      if (code === space) continue;
      if (code === newline) lineStart = at + 1;
      else if (code === hash) {
        const next = text.indexOf('\n', at);
        if (next === -1 || next >= this.#end) break;
        at = next;
        lineStart = at + 1;
      } else {
        this.#at = at;
        this.#indent = at - lineStart;
        return;
      }
    }
    this.#at = this.#end;
    this.#indent = -1;
  }

  /** Where the line ends, if nothing but spaces and a comment are left of it; else -1. */
  #endOfLine(from: number): number {
    const text = this.#text;
    for (let at = from; at < this.#end; at++) {
      const code = text.charCodeAt(at);
      if (code === newline) return at + 1;
      if (code === space) continue;
      if (code !== hash || (at > from && text.charCodeAt(at - 1) !== space) || at === from) return -1;
      const next = text.indexOf('\n', at);
      return next === -1 || next > this.#end ? this.#end : next + 1;
    }
    return this.#end;
  }

  /** The mapping or list that begins at the current line, which is indented as deep as all of it. */
  #block(): JsonValue | undefined {
    if (++this.#depth > deepest) return undefined;
    const value = this.#isItem() ? this.#list(this.#indent) : this.#mapping(this.#indent);
    this.#depth--;
    return value;
  }

  #isItem(): boolean {
    if (this.#text.charCodeAt(this.#at) !== dash) return false;
    const next = this.#text.charCodeAt(this.#at + 1);
    return next === space || next === newline || this.#at + 1 >= this.#end;
  }

  #list(indent: number): JsonValue | undefined {
    const list: JsonValue[] = [];
    while (this.#indent === indent && this.#isItem()) {
      let content = this.#at + 1;
      while (this.#text.charCodeAt(content) === space) content++;
      if (content >= this.#end || this.#text.charCodeAt(content) === newline || this.#text.charCodeAt(content) === hash)
        return undefined;
      const index = this.#tape.open(content);
      const value = this.#item(content, indent);
      if (value === undefined || ++this.#nodes > mostNodes) return undefined;
      this.#tape.close(index);
      list.push(value);
    }
    return this.#indent > indent ? undefined : list;
  }

  /** After `- `: a mapping whose first key stands on this line, a list in the list, or a scalar. */
  #item(content: number, indent: number): JsonValue | undefined {
    const column = indent + (content - this.#at);
    const first = this.#text.charCodeAt(content);
    if (first === bar || (first === dash && this.#text.charCodeAt(content + 1) === space)) return undefined;
    if (this.#keyEnd(content) === -1) return this.#scalar(content, indent);
    this.#at = content;
    this.#indent = column;
    if (++this.#depth > deepest) return undefined;
    const value = this.#mapping(column);
    this.#depth--;
    return value;
  }

  #mapping(indent: number): JsonValue | undefined {
    const object: Record<string, JsonValue> = {};
    while (this.#indent === indent) {
      const at = this.#at;
      const keyEnd = this.#keyEnd(at);
      if (keyEnd === -1) return undefined;
      const key = this.#key(at, keyEnd);
      // Duplicates and keys that JavaScript would put first are for the whole parser, which also tells of them.
      if (key === undefined || key in object || (key.charCodeAt(0) <= 57 && /^\d+$/.test(key))) return undefined;
      const index = this.#tape.open(at);
      const value = this.#value(keyEnd + 1, indent);
      if (value === undefined || ++this.#nodes > mostNodes) return undefined;
      this.#tape.close(index);
      object[key] = value;
    }
    return this.#indent > indent ? undefined : object;
  }

  /** Where the colon of a key stands; -1 where no simple key begins. */
  #keyEnd(from: number): number {
    const text = this.#text;
    const first = text.charCodeAt(from);
    let at = from;
    if (first === 34 || first === 39) {
      at = this.#closingQuote(from, first) + 1;
      if (at === 0) return -1;
    } else {
      if (startsScalar[first] !== 1) return -1;
      while (inKey[text.charCodeAt(at)] === 1) at++;
    }
    if (text.charCodeAt(at) !== colon) return -1;
    const next = text.charCodeAt(at + 1);
    return next === space || next === newline || at + 1 >= this.#end ? at : -1;
  }

  #key(start: number, end: number): string | undefined {
    const first = this.#text.charCodeAt(start);
    if (first === 34 || first === 39) return this.#text.slice(start + 1, end - 1);
    const text = this.#text.slice(start, end);
    const value = plainScalar(text);
    return typeof value === 'string' ? value : undefined;
  }

  /** The end of a quoted text on this line without escapes; -1 where it is another. */
  #closingQuote(start: number, quote: number): number {
    const text = this.#text;
    for (let at = start + 1; at < this.#end; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) return quote === 39 && text.charCodeAt(at + 1) === 39 ? -1 : at;
      if (code === newline || (code === 92 && quote === 34)) return -1;
    }
    return -1;
  }

  /** What follows the colon of a key of a mapping that is indented so far. */
  #value(from: number, indent: number): JsonValue | undefined {
    const rest = this.#endOfLine(from);
    if (rest === -1) {
      let content = from;
      while (this.#text.charCodeAt(content) === space) content++;
      return this.#scalar(content, indent);
    }
    this.#nextLine(rest);
    if (this.#indent > indent) return this.#block();
    // A list may stand as deep as the key that it belongs to.
    if (this.#indent === indent && this.#isItem()) return this.#listOfKey(indent);
    return null;
  }

  #listOfKey(indent: number): JsonValue | undefined {
    if (++this.#depth > deepest) return undefined;
    const list = this.#list(indent);
    this.#depth--;
    return list;
  }

  #scalar(start: number, indent: number): JsonValue | undefined {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (first === 34 || first === 39) return this.#quoted(start, { quote: first, indent });
    if (first === bar) return this.#literal(start, indent);
    if (first === 123 || first === 91) return this.#empty(start, { open: first, indent });
    if (startsScalar[first] !== 1 && !(first === dash && text.charCodeAt(start + 1) > space)) return undefined;
    let stop = text.indexOf('\n', start);
    if (stop === -1 || stop > this.#end) stop = this.#end;
    const line = text.slice(start, stop);
    if (line.includes(': ') || line.includes(' #')) return undefined;
    const value = line.trimEnd();
    if (value.endsWith(':')) return undefined;
    return this.#after(stop, indent) ? plainScalar(value) : undefined;
  }

  #quoted(start: number, { quote, indent }: { quote: number; indent: number }): JsonValue | undefined {
    const close = this.#closingQuote(start, quote);
    if (close === -1) return undefined;
    const rest = this.#endOfLine(close + 1);
    return rest !== -1 && this.#after(rest, indent) ? this.#text.slice(start + 1, close) : undefined;
  }

  #empty(start: number, { open, indent }: { open: number; indent: number }): JsonValue | undefined {
    if (this.#text.charCodeAt(start + 1) !== (open === 123 ? 125 : 93)) return undefined;
    const rest = this.#endOfLine(start + 2);
    if (rest === -1 || !this.#after(rest, indent)) return undefined;
    return open === 123 ? {} : [];
  }

  /** Goes on to the next line; false where that one would continue the scalar. */
  #after(from: number, indent: number): boolean {
    this.#nextLine(from);
    return this.#indent <= indent;
  }

  /** A literal block `|` or `|-` whose first line says how far it is indented. */
  #literal(start: number, indent: number): JsonValue | undefined {
    const text = this.#text;
    const strip = text.charCodeAt(start + 1) === dash;
    const first = this.#endOfLine(start + (strip ? 2 : 1));
    if (first === -1 || first >= this.#end) return undefined;
    const depth = indentAt(text, first);
    const begins = text.charCodeAt(first + depth);
    if (depth <= indent || first + depth >= this.#end || begins === newline) return undefined;
    const lines = this.#literalLines(first, depth);
    return this.#after(lines.end, indent) ? (strip ? lines.value : `${lines.value}\n`) : undefined;
  }

  /** The lines of a literal block without their indentation; blank ones at its end do not count. */
  #literalLines(first: number, depth: number): { readonly value: string; readonly end: number } {
    const text = this.#text;
    let value = '';
    let blank = 0;
    let at = first;
    while (at < this.#end) {
      let stop = text.indexOf('\n', at);
      if (stop === -1 || stop > this.#end) stop = this.#end;
      const leading = Math.min(indentAt(text, at), stop - at);
      const isBlank = at + leading >= stop && leading <= depth;
      if (!isBlank && leading < depth) break;
      if (isBlank) blank++;
      else {
        value += '\n'.repeat(value === '' ? blank : blank + 1) + text.slice(at + depth, stop);
        blank = 0;
      }
      at = stop + 1;
    }
    return { value, end: Math.min(at, this.#end) };
  }
}

function indentAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text.charCodeAt(at) === space) at++;
  return at - lineStart;
}
