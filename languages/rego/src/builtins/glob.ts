import { BoundedCache } from './bounded-cache.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { type Args, arrayAt, operand, textAt, wrongElement, wrongType } from './operands.ts';
import { Pattern } from './pattern.ts';

export const globBuiltins: readonly Builtin[] = [
  { name: 'glob.match', evaluate: match },
  { name: 'glob.quote_meta', evaluate: (args) => textAt(args, 0).replace(/[*?\\[\]{}]/g, '\\$&') },
];

const globs = new BoundedCache<Pattern>(500);

function match(args: Args, context: BuiltinContext): boolean {
  const glob = textAt(args, 0);
  const delimiters = delimitersAt(args);
  const text = textAt(args, 2);
  context.count(text.length >> 4);
  return globs.get(`${delimiters.join('')} ${glob}`, () => new Pattern(globSource(glob, delimiters))).isIn(text);
}

/** Null stands for no delimiters, an empty list for the dot. */
function delimitersAt(args: Args): readonly string[] {
  const value = operand(args, 1);
  if (value === null) return [];
  if (!Array.isArray(value)) return wrongType(args, 1, 'array', 'null');
  const delimiters = arrayAt(args, 1).map((item) => {
    if (typeof item !== 'string') return wrongElement(args, 1, { got: item, expected: 'string' });
    return Array.from(item).length === 1 ? item : wrongElement(args, 1, { got: item, expected: 'rune' });
  });
  return delimiters.length === 0 ? ['.'] : delimiters;
}

/** The regular expression of a glob: `*` and `?` stop at delimiters, `**` does not. */
function globSource(glob: string, delimiters: readonly string[]): string {
  return new GlobReader(glob, delimiters).source();
}

class GlobReader {
  readonly #characters: readonly string[];
  readonly #one: string;
  #at = 0;
  #depth = 0;

  constructor(glob: string, delimiters: readonly string[]) {
    this.#characters = Array.from(glob);
    this.#one = delimiters.length === 0 ? '(?s:.)' : `[^${delimiters.map(codePoint).join('')}]`;
  }

  source(): string {
    let source = '';
    while (this.#at < this.#characters.length) source += this.#next();
    if (this.#depth > 0) this.#fail('unclosed `{`');
    return `^(?:${source})$`;
  }

  #next(): string {
    const character = this.#characters[this.#at++] ?? '';
    switch (character) {
      case '*':
        if (this.#characters[this.#at] !== '*') return `${this.#one}*`;
        this.#at++;
        return '(?s:.*)';
      case '?':
        return this.#one;
      case '[':
        return this.#class();
      case '{':
        this.#depth++;
        return '(?:';
      case '\\':
        return codePoint(this.#characters[this.#at++] ?? this.#fail('unexpected end of input'));
      case ',':
        return this.#depth > 0 ? '|' : ',';
      case '}':
        if (this.#depth === 0) return codePoint('}');
        this.#depth--;
        return ')';
      default:
        return codePoint(character);
    }
  }

  /** `[abc]`, `[a-c]`, either negated by `!`. */
  #class(): string {
    const isNegated = this.#characters[this.#at] === '!';
    if (isNegated) this.#at++;
    const inner = this.#characters[this.#at + 1] === '-' ? this.#range() : this.#set();
    return `[${isNegated ? '^' : ''}${inner}]`;
  }

  #range(): string {
    const [from = '', , to = '', close] = this.#characters.slice(this.#at, this.#at + 4);
    if (close !== ']') this.#fail(close === undefined ? 'unexpected end of input' : 'expected close range character');
    if ((to.codePointAt(0) ?? 0) < (from.codePointAt(0) ?? 0)) this.#fail('range hi character is less than lo');
    this.#at += 4;
    return `${codePoint(from)}-${codePoint(to)}`;
  }

  #set(): string {
    let set = '';
    for (;;) {
      const character = this.#characters[this.#at++] ?? this.#fail('unexpected end of input');
      if (character === ']') break;
      const isEscape = character === '\\';
      set += codePoint(isEscape ? (this.#characters[this.#at++] ?? this.#fail('unexpected end of input')) : character);
    }
    return set === '' ? this.#fail('could not parse range') : set;
  }

  #fail(reason: string): never {
    throw new BuiltinError(`glob: syntax error at ${this.#at}: ${reason}`);
  }
}

/** A character by its number, so that it is nothing but itself. */
function codePoint(character: string): string {
  return `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
