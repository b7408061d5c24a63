import { BrokenJson } from './broken-json.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ParsedDocument } from './document.ts';
import { exactNumber, type JsonValue, setKey } from './json.ts';
import { type Limits, mostDuplicates } from './limits.ts';
import { OffsetTape } from './offset-tape.ts';
import type { SourceText } from './source-text.ts';

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Reads one JSON value after the other, with the offsets of their nodes. */
export class JsonReader {
  readonly #source: SourceText;
  readonly #text: string;
  readonly #limits: Limits;
  readonly #diagnostics: Diagnostic[];
  #at = 0;
  #depth = 0;
  #ambiguous = false;
  #items: { start: number; from: number }[] | undefined;
  /** Where the object that limits are counted for begins, in the text and on the tape: the document, or an item of it. */
  #objectStart = 0;
  #objectFrom = 0;
  #duplicates = 0;
  readonly #tape = new OffsetTape();
  #inOrder = true;

  constructor(source: SourceText, limits: Limits, diagnostics: Diagnostic[]) {
    this.#source = source;
    this.#text = source.text;
    this.#limits = limits;
    this.#diagnostics = diagnostics;
    if (this.#text.charCodeAt(0) === 0xfeff) this.#at = 1;
  }

  document(): ParsedDocument {
    const start = this.#at;
    this.#depth = 0;
    this.#ambiguous = false;
    this.#items = undefined;
    this.#inOrder = true;
    this.#duplicates = 0;
    const from = this.#tape.length;
    this.#objectStart = start;
    this.#objectFrom = from;
    const value = this.#value();
    return {
      value,
      source: this.#source,
      format: 'json',
      start,
      end: this.#at,
      ambiguous: this.#ambiguous,
      ...(this.#items ? { items: this.#items } : {}),
      ...(this.#inOrder ? { offsets: { tape: this.#tape, from } } : {}),
    };
  }

  /** False at the end of the text. */
  skipSpace(): boolean {
    const text = this.#text;
    for (; this.#at < text.length; this.#at++) {
      const code = text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return true;
    }
    return false;
  }

  /** Moves to the next line that begins with a bracket, as JSON lines and the outermost values of printed JSON do; it may begin here. */
  skipToNextValue(): boolean {
    const text = this.#text;
    for (let next = text.indexOf('\n', this.#at - 1); next !== -1; next = text.indexOf('\n', next + 1)) {
      const code = text.charCodeAt(next + 1);
      if (code !== 123 && code !== 91) continue;
      this.#at = next + 1;
      return true;
    }
    return false;
  }

  problem(code: string, message: string, at: number = this.#at): Diagnostic {
    const place = this.#source.position(Math.min(at, this.#text.length));
    return { severity: 'error', code, message, file: this.#source.name, ...place };
  }

  #value(): JsonValue {
    this.skipSpace();
    const code = this.#text.charCodeAt(this.#at);
    switch (code) {
      case 123:
        return this.#object();
      case 91:
        return this.#list(undefined);
      case 34:
        return this.#string();
      case 116:
        return this.#word('true', true);
      case 102:
        return this.#word('false', false);
      case 110:
        return this.#word('null', null);
      default:
        return this.#number(code);
    }
  }

  #object(): JsonValue {
    this.#enter();
    const object: Record<string, JsonValue> = {};
    this.skipSpace();
    if (this.#text.charCodeAt(this.#at) === 125) return this.#leave(object);
    for (;;) {
      this.skipSpace();
      if (this.#text.charCodeAt(this.#at) !== 34) this.#expected('a key in double quotes');
      const start = this.#at;
      const index = this.#tape.open(start);
      const key = this.#string();
      // JavaScript puts keys that look like indices first.
      if (key.charCodeAt(0) <= 57 && /^\d+$/.test(key)) this.#inOrder = false;
      this.skipSpace();
      if (this.#text.charCodeAt(this.#at++) !== 58) this.#expected('":"', this.#at - 1);
      const value = this.#depth === 1 && key === 'items' ? this.#itemList() : this.#value();
      this.#tape.close(index);
      if (object[key] !== undefined && Object.hasOwn(object, key)) this.#duplicate(key, start);
      if (key === '__proto__') setKey(object, key, value);
      else object[key] = value;
      this.#checkSize();
      if (this.#end(125)) return this.#leave(object);
    }
  }

  #itemList(): JsonValue {
    this.skipSpace();
    if (this.#text.charCodeAt(this.#at) !== 91) return this.#value();
    this.#items = [];
    return this.#list(this.#items);
  }

  #list(elements: { start: number; from: number }[] | undefined): JsonValue {
    this.#enter();
    const list: JsonValue[] = [];
    this.skipSpace();
    if (this.#text.charCodeAt(this.#at) === 93) return this.#leave(list);
    for (;;) {
      this.skipSpace();
      const index = this.#tape.open(this.#at);
      if (elements) {
        elements.push({ start: this.#at, from: index + 1 });
        this.#objectStart = this.#at;
        this.#objectFrom = index;
      }
      list.push(this.#value());
      this.#tape.close(index);
      this.#checkSize();
      if (this.#end(93)) return this.#leave(list);
    }
  }

  /** After an element: true at the closing bracket (not consumed), false after a comma. */
  #end(close: number): boolean {
    this.skipSpace();
    const code = this.#text.charCodeAt(this.#at);
    if (code === close) return true;
    if (code !== 44) this.#expected(`"," or "${String.fromCharCode(close)}"`);
    this.#at++;
    return false;
  }

  #checkSize(): void {
    if (this.#tape.length - this.#objectFrom > this.#limits.nodes) {
      throw new BrokenJson('limit', `limit reached: more than ${this.#limits.nodes} nodes in one object`);
    }
    if (this.#at - this.#objectStart > this.#limits.objectSize) {
      throw new BrokenJson('limit', `limit reached: one object is longer than ${this.#limits.objectSize} characters`);
    }
  }

  #enter(): void {
    this.#at++;
    if (++this.#depth > this.#limits.depth) {
      throw new BrokenJson('limit', `limit reached: nested deeper than ${this.#limits.depth}`);
    }
  }

  #leave<T>(value: T): T {
    this.#at++;
    this.#depth--;
    return value;
  }

  #string(): string {
    const text = this.#text;
    const start = ++this.#at;
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        return text.slice(start, at);
      }
      if (code === 92) return this.#escapedString(start, at);
      if (!(code >= 32)) {
        this.#at = at;
        this.#expected('the end of the string');
      }
    }
  }

  #escapedString(start: number, firstEscape: number): string {
    const text = this.#text;
    let result = text.slice(start, firstEscape);
    let at = firstEscape;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        return result;
      }
      if (code === 92) {
        const [character, length] = this.#escape(at);
        result += character;
        at += length;
        continue;
      }
      const from = at;
      while (
        at < text.length &&
        !(text.charCodeAt(at) < 32 || text.charCodeAt(at) === 34 || text.charCodeAt(at) === 92)
      )
        at++;
      result += text.slice(from, at);
      if (!(text.charCodeAt(at) >= 32)) {
        this.#at = at;
        this.#expected('the end of the string');
      }
    }
  }

  #escape(at: number): readonly [string, number] {
    const letter = this.#text.charAt(at + 1);
    const simple = escapes.get(letter);
    if (simple !== undefined) return [simple, 2];
    const hex = this.#text.slice(at + 2, at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hex)) {
      this.#at = at;
      this.#expected('an escape of JSON');
    }
    return [String.fromCharCode(Number.parseInt(hex, 16)), 6];
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#expected('a JSON value');
    this.#at += word.length;
    return value;
  }

  #number(first: number): JsonValue {
    const text = this.#text;
    const start = this.#at;
    if (first !== 45 && !(first >= 48 && first <= 57)) this.#expected('a JSON value');
    let at = start + 1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (!(code >= 48 && code <= 57) && code !== 46 && code !== 101 && code !== 69 && code !== 43 && code !== 45)
        break;
    }
    const digits = text.slice(start, at);
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(digits)) this.#expected('a number as JSON writes it');
    this.#at = at;
    return exactNumber(digits);
  }

  #duplicate(key: string, at: number): void {
    this.#ambiguous = true;
    this.#inOrder = false;
    if (++this.#duplicates > mostDuplicates) return;
    this.#diagnostics.push({
      ...this.problem('duplicate-key', `duplicate key ${JSON.stringify(key)}`, at),
      remedy: 'remove one of the two: the last one is what is judged',
    });
  }

  #expected(what: string, at: number = this.#at): never {
    this.#at = at;
    const found = at >= this.#text.length ? 'the end of the text' : JSON.stringify(this.#text.charAt(at));
    throw new BrokenJson('unparsed', `expected ${what}, found ${found}`);
  }
}
