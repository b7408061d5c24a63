import type { JsonObject } from '@bulwark/text';
import type { RegoValue } from '../values/value.ts';

/** One builtin function: what it does. What it takes and gives is in `declarations.ts`. */
export type Builtin = FunctionBuiltin | RelationBuiltin;

export interface FunctionBuiltin {
  readonly name: string;
  readonly relation?: undefined;
  /** Undefined: the call has no result. Throws BuiltinError. Must not keep `args`, which the caller may use again. */
  readonly evaluate: (args: readonly RegoValue[], context: BuiltinContext) => RegoValue | undefined;
}

/** A builtin with any number of results (`walk`). */
export interface RelationBuiltin {
  readonly name: string;
  readonly relation: true;
  readonly evaluate: (args: readonly RegoValue[], context: BuiltinContext) => Iterable<RegoValue>;
}

/** What builtins get of the outside world and of the query they run in. */
export interface BuiltinContext {
  /** Wall clock in nanoseconds since 1970, the same for the whole query. */
  readonly now: () => bigint;
  /** Random bytes; the same sequence for the same seed. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** What `opa.runtime()` gives: `env`, `version`, `commit`, `config`. */
  readonly runtime: () => RegoValue;
  /** Values that a builtin keeps for this query under a key of its own (`rand:x`, `uuid:x`). */
  readonly cache: Map<string, unknown>;
  /** Cryptography; without it the builtins that need it are refused. */
  readonly crypto?: CryptoPort | undefined;
  /** Does the request of `http.send`; without it the builtin is refused. */
  readonly http?: ((request: RegoValue) => RegoValue) | undefined;
  /** Addresses of a name, undefined where it may not be looked up; without it `net.lookup_ip_addr` is refused. */
  readonly lookup?: ((name: string) => readonly string[] | undefined) | undefined;
  /** Gets a line of `trace`. */
  readonly trace?: ((message: string) => void) | undefined;
  /** Gets a line of `print`. */
  readonly print?: ((message: string) => void) | undefined;
  /** Parses a module for `rego.parse_module`: OPA's JSON of its AST. Throws BuiltinError. */
  readonly parseModule?: ((name: string, text: string) => RegoValue) | undefined;
  /** Counts work and memory against the limits of the query; throws when one is reached. */
  readonly count: (steps: number, size?: number) => void;
}

/** Asymmetric cryptography and hashes of the host, as Node's `crypto` has them; synchronous. */
export interface CryptoPort {
  readonly hash: (algorithm: HashAlgorithm, data: Uint8Array) => Uint8Array;
  readonly hmac: (algorithm: HashAlgorithm, key: Uint8Array, data: Uint8Array) => Uint8Array;
  /** False also for a key of another kind than the scheme's. Throws for a key that is none. */
  readonly verify: (request: VerifyRequest) => boolean;
  /** Throws for a key that is none, or of another kind. */
  readonly sign: (request: SignRequest) => Uint8Array;
  /** A private key with all its parts, the public ones too, as a JSON Web Key. Throws for bytes that are none. */
  readonly readPrivateKey: (der: Uint8Array, form: PrivateKeyForm) => JsonObject;
}

/** How a private key is written: RFC 8017, RFC 5915, RFC 5208. */
export type PrivateKeyForm = 'pkcs1' | 'sec1' | 'pkcs8';

export type HashAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** How a signature is made. */
export type SignatureScheme = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'ed25519';

/** A public key: DER of a SubjectPublicKeyInfo (RFC 5280), or a JSON Web Key (RFC 7517). */
export type KeySource = { readonly spki: Uint8Array } | { readonly jwk: JsonObject };

interface VerifyRequest {
  readonly scheme: SignatureScheme;
  /** Undefined for ed25519. */
  readonly hash: HashAlgorithm | undefined;
  readonly key: KeySource;
  readonly data: Uint8Array;
  /** For ECDSA r and s one after the other (IEEE P1363), or `der`. */
  readonly signature: Uint8Array;
  readonly encoding?: 'der';
}

interface SignRequest {
  readonly scheme: SignatureScheme;
  readonly hash: HashAlgorithm | undefined;
  /** A private JSON Web Key. */
  readonly key: { readonly jwk: JsonObject };
  readonly data: Uint8Array;
}

/**
 * The host does not lend what a builtin needs. It ends the evaluation: were the call just undefined, a policy that asks
 * the network would look as if the answer were known.
 */
export class RefusedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedError';
  }
}

/** A builtin met a value that it cannot work with: undefined to a policy, an error when errors are strict. */
export class BuiltinError extends Error {
  readonly code: 'eval_builtin_error' | 'eval_type_error';
  /** `message` is without the builtin's name: who reports it puts `name: ` before it. */
  constructor(message: string, code: 'eval_builtin_error' | 'eval_type_error' = 'eval_builtin_error') {
    super(message);
    this.name = 'BuiltinError';
    this.code = code;
  }
}
