import { type FormatArgument, type FormatSpec, formatVerb, typeName } from './go-verb.ts';

/** Go's `fmt.Sprintf`; `grows` is told the length of every piece, before the next one comes. */
export function goFormat(format: string, args: readonly FormatArgument[], grows: (length: number) => void): string {
  return new Formatter(format, args).run(grows);
}

/** Widths and precisions beyond this are errors to Go. */
const largest = 1e6;

class Formatter {
  readonly #format: string;
  readonly #args: readonly FormatArgument[];
  #at = 0;
  #next = 0;
  /** The format named an argument by its number: unused ones are then no error. */
  #reordered = false;
  #goodIndex = true;

  constructor(format: string, args: readonly FormatArgument[]) {
    this.#format = format;
    this.#args = args;
  }

  run(grows: (length: number) => void): string {
    const format = this.#format;
    let text = '';
    while (this.#at < format.length) {
      const percent = format.indexOf('%', this.#at);
      if (percent === -1) {
        text += format.slice(this.#at);
        break;
      }
      const plain = format.slice(this.#at, percent);
      this.#at = percent + 1;
      const piece = plain + this.#directive();
      grows(piece.length);
      text += piece;
    }
    return text + this.#extra();
  }

  #directive(): string {
    const text = this.#plainText();
    if (text !== undefined) return text;
    const spec: FormatSpec = { minus: false, plus: false, sharp: false, space: false, zero: false };
    this.#goodIndex = true;
    this.#flags(spec);
    let afterIndex = this.#argumentNumber();
    let problem = '';
    if (this.#format[this.#at] === '*') {
      this.#at++;
      problem += this.#starWidth(spec);
      afterIndex = false;
    } else {
      const width = this.#number();
      if (width !== undefined && width <= largest) spec.width = width;
      // `%[3]2d`: Go wants the number of the argument last.
      if (width !== undefined && afterIndex) this.#goodIndex = false;
    }
    problem += this.#precision(spec, afterIndex);
    return problem + this.#verb(spec);
  }

  /** `%v` and `%s` of a text, which most directives are: nothing to be read, nothing to be formatted. */
  #plainText(): string | undefined {
    const verb = this.#format.charCodeAt(this.#at);
    if (verb !== 118 && verb !== 115) return undefined;
    const value = this.#args[this.#next];
    if (typeof value !== 'string') return undefined;
    this.#at++;
    this.#next++;
    return value;
  }

  #flags(spec: FormatSpec): void {
    for (; this.#at < this.#format.length; this.#at++) {
      const flag = this.#format[this.#at];
      if (flag === '#') spec.sharp = true;
      else if (flag === '0') spec.zero = true;
      else if (flag === '+') spec.plus = true;
      else if (flag === '-') spec.minus = true;
      else if (flag === ' ') spec.space = true;
      else return;
    }
  }

  #starWidth(spec: FormatSpec): string {
    const value = this.#starArgument();
    if (value === undefined) return '%!(BADWIDTH)';
    if (value < 0) {
      spec.minus = true;
      spec.zero = false;
    }
    spec.width = Math.abs(value);
    return '';
  }

  #precision(spec: FormatSpec, indexBefore: boolean): string {
    if (this.#format[this.#at] !== '.') {
      this.#argumentNumber();
      return '';
    }
    this.#at++;
    if (indexBefore) this.#goodIndex = false;
    this.#argumentNumber();
    let problem = '';
    if (this.#format[this.#at] === '*') {
      this.#at++;
      const value = this.#starArgument();
      if (value === undefined) problem = '%!(BADPREC)';
      else if (value >= 0) spec.precision = value;
      if (value !== undefined && value < 0) problem = '%!(BADPREC)';
    } else {
      const precision = this.#number() ?? 0;
      if (precision <= largest) spec.precision = precision;
    }
    this.#argumentNumber();
    return problem;
  }

  #starArgument(): number | undefined {
    const value = this.#args[this.#next];
    if (this.#next < this.#args.length) this.#next++;
    const given = typeof value === 'object' ? value.integer : value;
    const integer = typeof given === 'bigint' ? Number(given) : undefined;
    return integer !== undefined && Math.abs(integer) <= largest ? integer : undefined;
  }

  #number(): number | undefined {
    const start = this.#at;
    while (/[0-9]/.test(this.#format[this.#at] ?? '')) this.#at++;
    return this.#at > start ? Number(this.#format.slice(start, this.#at)) : undefined;
  }

  /** `[n]` before a verb or star names an argument, counted from 1. True where one stood. */
  #argumentNumber(): boolean {
    if (this.#format[this.#at] !== '[') return false;
    this.#reordered = true;
    const close = this.#format.indexOf(']', this.#at);
    const digits = close === -1 ? '' : this.#format.slice(this.#at + 1, close);
    this.#at = close === -1 ? this.#at + 1 : close + 1;
    const index = /^[0-9]+$/.test(digits) ? Number(digits) : 0;
    if (index < 1 || index > this.#args.length) this.#goodIndex = false;
    else this.#next = index - 1;
    return true;
  }

  #verb(spec: FormatSpec): string {
    const code = this.#format.codePointAt(this.#at);
    if (code === undefined) return '%!(NOVERB)';
    const verb = String.fromCodePoint(code);
    this.#at += verb.length;
    if (verb === '%') return '%';
    if (!this.#goodIndex) return `%!${verb}(BADINDEX)`;
    const value = this.#args[this.#next];
    if (value === undefined) return `%!${verb}(MISSING)`;
    this.#next++;
    return formatVerb(verb, value, spec);
  }

  #extra(): string {
    if (this.#reordered || this.#next >= this.#args.length) return '';
    const rest = this.#args.slice(this.#next).map((value) => {
      const plain = formatVerb('v', value, { minus: false, plus: false, sharp: false, space: false, zero: false });
      return `${typeName(value)}=${plain}`;
    });
    return `%!(EXTRA ${rest.join(', ')})`;
  }
}
