import type { RegoValue } from '../values/value.ts';

/** From this many calls on all results are remembered: below, remembering costs more than it saves. */
const callsBefore = 8;
/** After so many results that were new, whether remembering helps is judged. */
const missesBefore = 256;

/** The results of a function by its arguments: equal scalars, or the very same composites. */
export class FunctionMemo {
  #calls = 0;
  #hits = 0;
  #misses = 0;
  #pause = 0;
  #lastArgs: readonly RegoValue[] | undefined;
  #lastResult: RegoValue | undefined;
  #results: Level | undefined;

  result(args: readonly RegoValue[], evaluate: Evaluate): RegoValue | undefined {
    if (this.#lastArgs !== undefined && areSame(this.#lastArgs, args)) return this.#lastResult;
    const result = ++this.#calls <= callsBefore ? evaluate(args) : this.#remembered(args, evaluate);
    this.#lastArgs = args;
    this.#lastResult = result;
    return result;
  }

  #remembered(args: readonly RegoValue[], evaluate: Evaluate): RegoValue | undefined {
    if (this.#pause > 0) {
      this.#pause--;
      return evaluate(args);
    }
    this.#results ??= new Map();
    const last = args.length - 1;
    let level = this.#results;
    for (let at = 0; at < last; at++) level = nextLevel(level, args[at]);
    const key = args[last];
    if (level.has(key)) {
      this.#hits++;
      return level.get(key) as RegoValue | undefined;
    }
    this.#noteMiss();
    const result = evaluate(args);
    level.set(key, result);
    return result;
  }

  /** A function that is hardly ever asked the same again is left alone for a while. */
  #noteMiss(): void {
    if (++this.#misses < missesBefore) return;
    if (this.#hits * 16 < this.#misses) {
      this.#results = undefined;
      this.#pause = missesBefore * 16;
    }
    this.#hits = 0;
    this.#misses = 0;
  }
}

type Evaluate = (args: readonly RegoValue[]) => RegoValue | undefined;

function areSame(a: readonly RegoValue[], b: readonly RegoValue[]): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

type Level = Map<RegoValue | undefined, unknown>;

function nextLevel(level: Level, key: RegoValue | undefined): Level {
  const known = level.get(key);
  if (known instanceof Map) return known;
  const next: Level = new Map();
  level.set(key, next);
  return next;
}
