import { cryptoPort } from '../node/crypto-port.ts';
import { printValue } from '../values/print-value.ts';
import type { RegoValue } from '../values/value.ts';
import { type BuiltinContext, BuiltinError, RefusedError } from './builtin.ts';
import { builtins } from './registry.ts';

/** Calls a builtin for a test: what it gives, as OPA prints values; `undefined`; or `error: ` and its message. */
export function calling(name: string, args: readonly RegoValue[], context: Partial<BuiltinContext> = {}): string {
  const builtin = builtins.get(name);
  if (builtin === undefined) throw new Error(`There is no builtin ${name}.`);
  try {
    const given = builtin.evaluate(args, { ...plainContext(), ...context });
    if (builtin.relation) return Array.from(given as Iterable<RegoValue>, printValue).join(' ');
    return given === undefined ? 'undefined' : printValue(given as RegoValue);
  } catch (error) {
    if (error instanceof BuiltinError || error instanceof RefusedError) return `error: ${error.message}`;
    throw error;
  }
}

function plainContext(): BuiltinContext {
  return {
    now: () => 1_700_000_000_000_000_000n,
    randomBytes: (count) => new Uint8Array(count).fill(7),
    runtime: () => ({ env: {} }),
    cache: new Map(),
    crypto: cryptoPort,
    count: () => undefined,
  };
}
