import { type BuiltinContext, BuiltinError } from '../builtins/builtin.ts';
import type { RegoValue } from '../values/value.ts';

/** What the surroundings lend to builtins. What is missing makes the builtins that need it fail. */
export interface Host {
  /** Nanoseconds since 1970. */
  readonly now?: () => bigint;
  readonly randomBytes?: (count: number) => Uint8Array;
  /** What `opa.runtime()` gives. */
  readonly runtime?: () => RegoValue;
  readonly crypto?: BuiltinContext['crypto'];
  readonly http?: BuiltinContext['http'];
  readonly lookup?: BuiltinContext['lookup'];
  readonly trace?: BuiltinContext['trace'];
  readonly print?: BuiltinContext['print'];
  readonly parseModule?: BuiltinContext['parseModule'];
}

/** The builtins' view of a host for one query: the clock stands still. */
export function builtinContext(host: Host = {}): Omit<BuiltinContext, 'count'> {
  let now: bigint | undefined;
  const { crypto, http, lookup, trace, print, parseModule } = host;
  return {
    now: () => {
      now ??= host.now?.() ?? missing('a clock');
      return now;
    },
    randomBytes: host.randomBytes ?? (() => missing('randomness')),
    runtime: host.runtime ?? (() => ({})),
    cache: new Map(),
    crypto,
    http,
    lookup,
    trace,
    print,
    parseModule,
  };
}

function missing(what: string): never {
  throw new BuiltinError(`the host lends no ${what}`);
}
