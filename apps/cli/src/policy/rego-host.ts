import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { type Host, regoVersion } from '@bulwark/rego';
import { codegen, cryptoPort } from '@bulwark/rego/node';
import { version } from '../version.ts';

/** What this process lends to policies: clock, randomness, cryptography, code of their own, environment; no network. */
export function regoHost(more: { readonly print: (text: string) => void }): Host {
  return {
    now: () => BigInt(Date.now()) * 1_000_000n,
    randomBytes: (count) => randomBytes(count),
    crypto: cryptoPort,
    codegen,
    runtime: () => ({ env: definedOf(process.env), version: regoVersion, commit: version }),
    lookup: addressesOf,
    print: (text) => more.print(String(text)),
  };
}

function definedOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Names that need no network; policies get none. */
function addressesOf(name: string): string[] | undefined {
  if (name === 'localhost') return ['127.0.0.1'];
  return isIP(name) === 0 ? undefined : [name];
}
