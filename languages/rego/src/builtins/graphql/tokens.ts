/** A token of GraphQL (https://spec.graphql.org/October2021/#sec-Language), with 1-based line and column in characters. */
export interface GraphqlToken {
  /** The punctuator itself, or one of the words below. */
  readonly kind: string;
  readonly value: string;
  readonly line: number;
  readonly column: number;
}

const punctuators = '!$&():=@[]{}|';

/** Reads tokens one by one; what is none is `<Invalid>`, and so is all behind it. */
export class GraphqlLexer {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): GraphqlToken {
    this.#skipSpace();
    const start = this.#at;
    const character = this.#text[start];
    if (character === undefined) return this.#token('<EOF>', start, '');
    if (punctuators.includes(character)) return this.#take(character, 1, '');
    if (this.#text.startsWith('...', start)) return this.#take('...', 3, '');
    if (character === '#') return this.#match('Comment', /#[\t -\uffff]*/y);
    if (/[_A-Za-z]/.test(character)) return this.#match('Name', /[_A-Za-z][_0-9A-Za-z]*/y);
    if (/[-0-9]/.test(character)) return this.#number();
    if (this.#text.startsWith('"""', start)) return this.#blockString();
    return character === '"' ? this.#string() : this.#token('<Invalid>', start, '');
  }

  #skipSpace(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at];
      if (character === '\n' || (character === '\r' && this.#text[this.#at + 1] !== '\n')) {
        this.#line++;
        this.#lineStart = this.#at + 1;
      } else if (!/[\t ,\r\ufeff]/.test(character ?? '')) return;
    }
  }

  /** Columns count characters, not UTF-16 units. */
  #token(kind: string, start: number, value: string): GraphqlToken {
    const column = Array.from(this.#text.slice(this.#lineStart, start)).length + 1;
    return { kind, value, line: this.#line, column };
  }

  #take(kind: string, length: number, value: string): GraphqlToken {
    const token = this.#token(kind, this.#at, value);
    this.#at += length;
    return token;
  }

  #match(kind: string, pattern: RegExp): GraphqlToken {
    pattern.lastIndex = this.#at;
    const value = pattern.exec(this.#text)?.[0] ?? '';
    return this.#take(value === '' ? '<Invalid>' : kind, value.length, value);
  }

  #number(): GraphqlToken {
    const pattern = /-?(?:0(?![0-9])|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![.eE])/y;
    pattern.lastIndex = this.#at;
    const value = pattern.exec(this.#text)?.[0];
    if (value === undefined)
      return this.#stopped(/-?(?:0(?![0-9])|[1-9][0-9]*)?(?:\.[0-9]*)?(?:[eE][-+]?[0-9]*)?|-?0/y);
    return this.#take(/[.eE]/.test(value) ? 'Float' : 'Int', value.length, value);
  }

  #string(): GraphqlToken {
    const pattern = /"((?:[\t !#-[\]-\uffff]|\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt]))*)"/y;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return this.#stopped(/"(?:[\t !#-[\]-\uffff]|\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt]))*\\?/y);
    const token = this.#token('String', this.#at + 1, unescaped(match[1] ?? ''));
    this.#at += match[0].length;
    return token;
  }

  /** Something that begins as it should: it is wrong where the pattern ends. */
  #stopped(pattern: RegExp): GraphqlToken {
    pattern.lastIndex = this.#at;
    this.#passLines(this.#at + (pattern.exec(this.#text)?.[0].length ?? 0));
    return this.#token('<Invalid>', this.#at, '');
  }

  #passLines(end: number): void {
    for (; this.#at < end; this.#at++) {
      const character = this.#text[this.#at];
      if (character !== '\n' && (character !== '\r' || this.#text[this.#at + 1] === '\n')) continue;
      this.#line++;
      this.#lineStart = this.#at + 1;
    }
  }

  #blockString(): GraphqlToken {
    // Of more than three quotes in a row, the last three end the string.
    const pattern = /"""((?:\\"""|(?!""")[\t\n\r -\uffff])*"*)"""(?!")/y;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return this.#stopped(/"""[\t\n\r -\uffff]*/y);
    const raw = (match[1] ?? '').replaceAll('\\"""', '"""').replace(/\r\n?/g, '\n');
    const start = this.#at + 3;
    const end = this.#at + match[0].length;
    this.#passLines(end);
    return this.#token('BlockString', start, blockText(raw));
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function unescaped(text: string): string {
  return text.replace(/\\(?:u(....)|(.))/g, (_, code: string | undefined, letter: string) =>
    code === undefined ? (escapes.get(letter) ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The text of a block string: without common indentation and blank lines around it. */
function blockText(raw: string): string {
  const lines = raw.split('\n');
  const indents = lines.filter((line) => /[^ \t]/.test(line)).map((line) => line.search(/[^ \t]/));
  const common = Math.min(...indents);
  const cut = lines.map((line, at) => (at === 0 || common === Number.POSITIVE_INFINITY ? line : line.slice(common)));
  const isBlank = (line: string | undefined): boolean => line !== undefined && !/[^ \t]/.test(line);
  while (isBlank(cut[0])) cut.shift();
  while (isBlank(cut.at(-1))) cut.pop();
  return cut.join('\n');
}
