import { type BuiltinContext, RefusedError } from '../builtins/builtin.ts';
import { parsedModuleJson } from '../compile/module-json.ts';
import type { RegoValue } from '../values/value.ts';
import type { Codegen } from './codegen-port.ts';

/** What the surroundings lend to builtins. A builtin that needs what is missing is refused. */
export interface Host {
  /** Makes code of rules that are evaluated often; without it they are closures, which do the same but slower. */
  readonly codegen?: Codegen | undefined;
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

/** Counts what builtins use. */
export interface Counter {
  count(steps: number, size?: number): void;
  /** Hears lines of `trace` where the host does not. */
  readonly note: ((message: string) => void) | undefined;
}

/** The builtins' view of a host for one query: the clock stands still. */
export class QueryContext implements BuiltinContext {
  readonly #host: Host;
  readonly #counter: Counter;
  #now: bigint | undefined;
  #cache: Map<string, unknown> | undefined;

  constructor(host: Host, counter: Counter) {
    this.#host = host;
    this.#counter = counter;
  }

  readonly now = (): bigint => {
    this.#now ??= this.#host.now?.() ?? missing('clock');
    return this.#now;
  };

  readonly randomBytes = (count: number): Uint8Array => this.#host.randomBytes?.(count) ?? missing('randomness');

  readonly runtime = (): RegoValue => this.#host.runtime?.() ?? {};

  readonly count = (steps: number, size?: number): void => this.#counter.count(steps, size);

  get cache(): Map<string, unknown> {
    this.#cache ??= new Map();
    return this.#cache;
  }

  get crypto(): BuiltinContext['crypto'] {
    return this.#host.crypto;
  }

  get http(): BuiltinContext['http'] {
    return this.#host.http;
  }

  get lookup(): BuiltinContext['lookup'] {
    return this.#host.lookup;
  }

  get trace(): BuiltinContext['trace'] {
    return this.#host.trace ?? this.#counter.note;
  }

  get print(): BuiltinContext['print'] {
    return this.#host.print;
  }

  get parseModule(): BuiltinContext['parseModule'] {
    return this.#host.parseModule ?? parsedModuleJson;
  }
}

function missing(what: string): never {
  throw new RefusedError(`the host lends no ${what}`);
}
