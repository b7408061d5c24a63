import type { RegoValue } from '../values/value.ts';

/** From this many calls on results are remembered: below, remembering costs more than it saves. */
const callsBefore = 8;

/** The results of a function by its arguments: equal scalars, or the very same composites. */
export class FunctionMemo {
  #calls = 0;
  readonly #results: Level = new Map();

  result(args: readonly RegoValue[], evaluate: () => RegoValue | undefined): RegoValue | undefined {
    if (++this.#calls <= callsBefore) return evaluate();
    const last = args.length - 1;
    let level = this.#results;
    for (let at = 0; at < last; at++) level = nextLevel(level, args[at]);
    const key = args[last];
    if (level.has(key)) return level.get(key) as RegoValue | undefined;
    const result = evaluate();
    level.set(key, result);
    return result;
  }
}

type Level = Map<RegoValue | undefined, unknown>;

function nextLevel(level: Level, key: RegoValue | undefined): Level {
  const known = level.get(key);
  if (known instanceof Map) return known;
  const next: Level = new Map();
  level.set(key, next);
  return next;
}
