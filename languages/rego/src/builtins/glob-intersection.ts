import { BuiltinError } from './builtin.ts';

/** Whether some text is matched by both of two patterns of characters, `.`, `[sets]`, `+` and `*`. */
export function globsIntersect(left: string, right: string): boolean {
  const pair = trim(simplify(tokenize(left)), simplify(tokenize(right)));
  return pair !== undefined && new Intersection().normal(pair[0], pair[1]);
}

interface Token {
  /** Undefined: any character. */
  readonly characters: ReadonlySet<string> | undefined;
  readonly flag: '' | '+' | '*';
}

type Glob = readonly Token[];

function tokenize(text: string): Glob {
  return new Tokenizer(text).tokens();
}

interface Character {
  readonly text: string;
  readonly isEscaped: boolean;
}

class Tokenizer {
  readonly #text: string;
  readonly #characters: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#characters = Array.from(text);
  }

  tokens(): Glob {
    const tokens: Token[] = [];
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const characters = this.#token(next);
      const following = this.#characters[this.#at];
      const flag = following === '+' || following === '*' ? following : '';
      if (flag !== '') this.#at++;
      tokens.push({ characters, flag });
    }
    return tokens;
  }

  #token({ text, isEscaped }: Character): ReadonlySet<string> | undefined {
    if (isEscaped) return new Set([text]);
    switch (text) {
      case '.':
        return undefined;
      case '[':
        return this.#set();
      case ']':
        return this.#fail("set-close ']' with no preceding '['");
      case '+':
      case '*':
        return this.#fail(`flag '${text}' must be preceded by a non-flag`);
      default:
        return new Set([text]);
    }
  }

  #set(): ReadonlySet<string> {
    const set = new Set<string>();
    let previous: string | undefined;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (next.text === ']' && !next.isEscaped) return set;
      if (next.text === '-' && !next.isEscaped) {
        this.#range(set, previous);
        previous = undefined;
      } else {
        set.add(next.text);
        previous = next.text;
      }
    }
    return this.#fail('found [ without matching ]');
  }

  #range(set: Set<string>, from: string | undefined): void {
    if (from === undefined) return this.#fail("range character '-' must be preceded by a Unicode character");
    const next = this.#at < this.#characters.length - 1 ? this.#next() : undefined;
    if (next === undefined) return this.#fail("range character '-' must be followed by a Unicode character");
    if (!next.isEscaped && (next.text === ']' || next.text === '-')) {
      return this.#fail("range character '-' cannot be followed by a special symbol");
    }
    const last = next.text.codePointAt(0) ?? 0;
    const first = from.codePointAt(0) ?? 0;
    if (last < first) {
      return this.#fail(`range is out of order: '${next.text}' comes before '${from}' in Unicode`);
    }
    for (let code = first; code <= last; code++) set.add(String.fromCodePoint(code));
  }

  #next(): Character | undefined {
    const text = this.#characters[this.#at];
    if (text === undefined) return undefined;
    this.#at++;
    if (text !== '\\') return { text, isEscaped: false };
    const escaped = this.#characters[this.#at++];
    return escaped === undefined
      ? this.#fail('input ends with a \\ (escape) character')
      : { text: escaped, isEscaped: true };
  }

  #fail(problem: string): never {
    throw new BuiltinError(`input:${this.#text}, pos:${this.#at}, ${problem}: the input provided is invalid`);
  }
}

/** `a*a+` is `a+`. */
function simplify(tokens: Glob): Glob {
  const simple: Token[] = [];
  for (const token of tokens) {
    const last = simple.at(-1);
    if (last === undefined || last.flag === '' || token.flag === '' || !isSame(last, token)) simple.push(token);
    else if (token.flag === '+') simple[simple.length - 1] = token;
  }
  return simple;
}

function isSame(left: Token, right: Token): boolean {
  if (left.characters === undefined || right.characters === undefined) return left.characters === right.characters;
  return left.characters.symmetricDifference(right.characters).size === 0;
}

function meets(left: Token, right: Token): boolean {
  if (left.characters === undefined || right.characters === undefined) return true;
  return !left.characters.isDisjointFrom(right.characters);
}

/** Takes off what both begin and end with, but for one token each; undefined where it differs. */
function trim(left: Glob, right: Glob): readonly [Glob, Glob] | undefined {
  let start = 0;
  for (; start < left.length && start < right.length; start++) {
    const pair = [left[start], right[start]] as const;
    if (pair[0] === undefined || pair[1] === undefined || pair[0].flag !== '' || pair[1].flag !== '') break;
    if (!meets(pair[0], pair[1])) return undefined;
  }
  if (start > 0) start--;
  let end = 0;
  for (; left.length - end > start && right.length - end > start; end++) {
    const pair = [left[left.length - 1 - end], right[right.length - 1 - end]] as const;
    if (pair[0] === undefined || pair[1] === undefined || pair[0].flag !== '' || pair[1].flag !== '') break;
    if (!meets(pair[0], pair[1])) return undefined;
  }
  if (end > 0) end--;
  return [left.slice(start, left.length - end), right.slice(start, right.length - end)];
}

/**
 * The search of the library that OPA uses, with its blind spots, which policies may rest upon. What was asked before is
 * remembered, so that stars do not multiply.
 */
class Intersection {
  readonly #known = new Map<Glob, Map<Glob, boolean>>();
  readonly #tails = new Map<Token, Glob>();

  normal(left: Glob, right: Glob): boolean {
    const known = this.#known.get(left)?.get(right);
    if (known !== undefined) return known;
    const result = this.#search(left, right);
    const byRight = this.#known.get(left) ?? new Map<Glob, boolean>();
    this.#known.set(left, byRight.set(right, result));
    return result;
  }

  #search(left: Glob, right: Glob): boolean {
    for (let at = 0; ; at++) {
      const [a, b] = [left[at], right[at]];
      if (a === undefined || b === undefined) return a === b;
      if (a.flag === '' && b.flag === '') {
        if (!meets(a, b)) return false;
        continue;
      }
      const [first, second] = [this.#tail(left, at), this.#tail(right, at)];
      if (a.flag !== '') return a.flag === '+' ? this.#plus(first, second) : this.#star(first, second);
      return b.flag === '+' ? this.#plus(second, first) : this.#star(second, first);
    }
  }

  /** The same list each time, so that it can be looked up. */
  #tail(glob: Glob, from: number): Glob {
    const first = glob[from];
    if (from === 0 || first === undefined) return from === 0 ? glob : glob.slice(from);
    const known = this.#tails.get(first) ?? glob.slice(from);
    this.#tails.set(first, known);
    return known;
  }

  #plus(plussed: Glob, other: Glob): boolean {
    const [token, first] = [plussed[0], other[0]];
    if (token === undefined || first === undefined || !meets(token, first)) return false;
    if (this.#star(plussed, this.#tail(other, 1))) return true;
    return first.flag !== '' && this.normal(this.#tail(plussed, 1), other);
  }

  #star(starred: Glob, other: Glob): boolean {
    const [star, next] = starred;
    if (star === undefined) return false;
    for (const [at, token] of other.entries()) {
      if (next !== undefined && meets(token, next) && this.normal(this.#tail(starred, 1), this.#tail(other, at)))
        return true;
      if (!meets(token, star)) return false;
    }
    return next === undefined;
  }
}
