import { type Matcher, RE2JS } from 're2js';
import { spend } from '../values/work.ts';
import { BoundedCache } from './bounded-cache.ts';
import { type BuiltinContext, BuiltinError } from './builtin.ts';
import { MeteredText } from './metered-text.ts';

/** Where a match and its groups begin and end, two numbers each; -1 for a group that took no part. */
export type Match = readonly number[];

/** A regular expression of RE2's syntax, matched in linear time. */
export class Pattern {
  readonly #regex: RE2JS;
  readonly #size: number;

  constructor(source: string) {
    this.#regex = RE2JS.compile(source);
    this.#size = this.#regex.programSize();
  }

  get names(): Readonly<Record<string, number>> {
    return this.#regex.namedGroups();
  }

  isIn(text: string): boolean {
    return this.#regex.test(this.#counted(text));
  }

  /** At most so many matches from the left (all for -1), as Go's `FindAll` finds them: no empty one behind another. */
  *matches(text: string, most: number, context: BuiltinContext): Generator<Match> {
    const matcher = this.#regex.matcher(this.#counted(text));
    let found = 0;
    let lastEnd = -1;
    for (let at = 0; (most < 0 || found < most) && at <= text.length && matcher.find(at); ) {
      const match = this.#bounds(matcher);
      const [start = 0, end = 0] = match;
      const isAccepted = !(end === at && start === lastEnd);
      at = end === at ? end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1) : end;
      lastEnd = end;
      context.count(1, match.length);
      if (!isAccepted) continue;
      found++;
      yield match;
    }
  }

  /** The text, which counts what is read where a match can take long. */
  #counted(text: string): string {
    const work = text.length * this.#size;
    spend(1 + (work >> 10));
    if (work < longMatch) return text;
    // The matcher asks for characters and positions only, which an object of String has too.
    return new MeteredText(text, 1 + (this.#size >> 6)) as unknown as string;
  }

  #bounds(matcher: Matcher): Match {
    const bounds: number[] = [];
    for (let group = 0; group <= this.#regex.groupCount(); group++)
      bounds.push(matcher.start(group), matcher.end(group));
    return bounds;
  }
}

// Characters times instructions; less takes no millisecond.
const longMatch = 65_536;

const patterns = new BoundedCache<Pattern>(500);

/** The compiled pattern; throws BuiltinError for what is none. */
export function patternOf(source: string): Pattern {
  return patterns.get(source, () => {
    spend(1 + source.length);
    try {
      return new Pattern(source);
    } catch (error) {
      throw new BuiltinError(error instanceof Error ? error.message : String(error));
    }
  });
}

/** The text as a pattern that matches just it. */
export function quotePattern(text: string): string {
  return RE2JS.quote(text);
}
