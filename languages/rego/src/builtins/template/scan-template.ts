import { quote } from '../../values/quote.ts';

export type TokenKind =
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'character'
  | 'declare'
  | 'assign'
  | 'pipe'
  | '('
  | ')'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'keyword'
  | 'dot'
  | 'nil'
  | 'boolean'
  | 'number'
  | 'character constant'
  | 'string'
  | 'raw string'
  | 'end'
  | 'error';

export interface Token {
  readonly kind: TokenKind;
  /** The text of the token; of an error what is wrong. */
  readonly text: string;
  readonly at: number;
}

const keywords = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with']);

/** The tokens of a template of Go's `text/template`, the last one its end or an error. Trim markers are done here. */
export function scanTemplate(text: string): Token[] {
  const scanner = new Scanner(text);
  scanner.run();
  return scanner.tokens;
}

class Scanner {
  readonly tokens: Token[] = [];
  readonly #text: string;
  #at = 0;
  #failed = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    while (!this.#failed) {
      const open = this.#text.indexOf('{{', this.#at);
      const before = this.#text.slice(this.#at, open === -1 ? undefined : open);
      const trims = open !== -1 && /^-[ \t\r\n]/.test(this.#text.slice(open + 2, open + 4));
      const kept = trims ? before.replace(/[ \t\r\n]+$/, '') : before;
      if (kept !== '') this.tokens.push({ kind: 'text', text: kept, at: this.#at });
      if (open === -1) {
        this.tokens.push({ kind: 'end', text: 'EOF', at: this.#text.length });
        return;
      }
      this.#at = open + (trims ? 4 : 2);
      if (this.#text.startsWith('/*', this.#at)) this.#comment();
      else {
        this.tokens.push({ kind: 'left', text: '{{', at: open });
        this.#action();
      }
    }
  }

  #fail(message: string, at: number): void {
    this.tokens.push({ kind: 'error', text: message, at });
    this.#failed = true;
  }

  #comment(): void {
    const close = this.#text.indexOf('*/', this.#at + 2);
    if (close === -1) return this.#fail('unclosed comment', this.#at);
    const start = this.#at;
    this.#at = close + 2;
    if (!this.#closes()) this.#fail('comment ends before closing delimiter', start);
  }

  /** Goes behind `}}` or ` -}}`, and then behind the space that the latter trims. */
  #closes(): boolean {
    const delimiter = this.#match(/[ \t\r\n]-\}\}[ \t\r\n]*|\}\}/y);
    if (delimiter === undefined) return false;
    this.#at += delimiter.length;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }

  #take(kind: TokenKind, text: string): void {
    this.tokens.push({ kind, text, at: this.#at });
    this.#at += text.length;
  }

  #action(): void {
    let depth = 0;
    while (!this.#failed) {
      const at = this.#at;
      if (this.#closes()) {
        if (depth > 0) return this.#fail('unclosed left paren', at);
        this.tokens.push({ kind: 'right', text: '}}', at });
        return;
      }
      const character = this.#text[at];
      if (character === undefined) return this.#fail('unclosed action', at);
      if (character === '(') depth++;
      if (character === ')' && --depth < 0) return this.#fail('unexpected right paren', at);
      this.#inside(character);
    }
  }

  #inside(character: string): void {
    // All but the last of several spaces in front of a trimming delimiter.
    const spaces = this.#match(/[ \t\r\n]+?(?=[ \t\r\n]-\}\})|[ \t\r\n]+/y);
    if (spaces !== undefined) return this.#take('space', spaces);
    switch (character) {
      case '=':
        return this.#take('assign', '=');
      case ':':
        if (this.#text[this.#at + 1] !== '=') return this.#fail('expected :=', this.#at);
        return this.#take('declare', ':=');
      case '|':
        return this.#take('pipe', '|');
      case '(':
      case ')':
        return this.#take(character, character);
      default:
        return this.#literal(character);
    }
  }

  #literal(character: string): void {
    switch (character) {
      case '"':
        return this.#quoted('string', /"(?:[^"\\\n]|\\[^\n])*"/y, 'unterminated quoted string');
      case "'":
        return this.#quoted('character constant', /'(?:[^'\\\n]|\\[^\n])*'/y, 'unterminated character constant');
      case '`':
        return this.#quoted('raw string', /`[^`]*`/y, 'unterminated raw quoted string');
      case '$':
        return this.#word('variable', /\$[\p{L}\p{Nd}_]*/uy);
      default:
        return this.#other(character);
    }
  }

  #other(character: string): void {
    if (character === '.' && !/[0-9]/.test(this.#text[this.#at + 1] ?? ''))
      return this.#word('field', /\.[\p{L}\p{Nd}_]*/uy);
    if (/[-+.0-9]/.test(character)) return this.#number();
    if (this.#match(/[\p{L}\p{Nd}_]/uy) !== undefined) return this.#word('identifier', /[\p{L}\p{Nd}_]+/uy);
    if (/[!-~]/.test(character)) return this.#take('character', character);
    this.#fail(`unrecognized character in action: ${this.#unicode()}`, this.#at);
  }

  #quoted(kind: TokenKind, pattern: RegExp, problem: string): void {
    const text = this.#match(pattern);
    if (text === undefined) this.#fail(problem, this.#at);
    else this.#take(kind, text);
  }

  #word(kind: TokenKind, pattern: RegExp): void {
    const start = this.#at;
    const text = this.#match(pattern) ?? '';
    this.#at += text.length;
    if (this.#match(/[ \t\r\n.,|:()]|\}\}|$/y) === undefined) {
      return this.#fail(`bad character ${this.#unicode()}`, start);
    }
    this.#at = start;
    this.#take(kindOfWord(kind, text), text);
  }

  #number(): void {
    const text =
      this.#match(
        /[-+]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][-+]?[0-9_]*)?|0[oO][0-7_]*|0[bB][01_]*|[0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9_]*)?)i?/y,
      ) ?? '';
    const start = this.#at;
    this.#at += text.length;
    const next = this.#match(/[\p{L}\p{Nd}_]/uy);
    if (next !== undefined) return this.#fail(`bad number syntax: ${quote(text + next)}`, start);
    this.#at = start;
    this.#take('number', text);
  }

  #unicode(): string {
    const code = this.#text.codePointAt(this.#at) ?? 0;
    return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`;
  }
}

function kindOfWord(kind: TokenKind, text: string): TokenKind {
  if (kind === 'field') return text === '.' ? 'dot' : 'field';
  if (kind === 'variable') return kind;
  if (keywords.has(text)) return 'keyword';
  if (text === 'nil') return 'nil';
  return text === 'true' || text === 'false' ? 'boolean' : 'identifier';
}
