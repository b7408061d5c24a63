import type { JsonObject } from '@bulwark/text';
import { decode64Url } from '../base64.ts';
import { type BuiltinContext, BuiltinError, type HashAlgorithm, type SignatureScheme } from '../builtin.ts';
import { cryptoOf, hashesOf } from './hashes.ts';
import { textOf, type VerificationKey } from './verification-keys.ts';

interface Method {
  readonly scheme: SignatureScheme | 'hmac';
  readonly hash: HashAlgorithm | undefined;
}

const schemes: Readonly<Record<string, Method['scheme']>> = {
  RS: 'rsa-pkcs1',
  PS: 'rsa-pss',
  ES: 'ecdsa',
  HS: 'hmac',
};
const hashes: Readonly<Record<string, HashAlgorithm>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' };

/** How an algorithm of JSON Web Algorithms (RFC 7518, RFC 8037) signs; undefined for one that is none. */
function methodOf(algorithm: string): Method | undefined {
  if (algorithm === 'EdDSA') return { scheme: 'ed25519', hash: undefined };
  const [scheme, hash] = [schemes[algorithm.slice(0, 2)], hashes[algorithm.slice(2)]];
  return scheme === undefined || hash === undefined ? undefined : { scheme, hash };
}

export interface Signed {
  readonly algorithm: string;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whether the signature is that of the key; never for a key of another kind than the algorithm's. */
export function isSignedBy(key: VerificationKey['key'], signed: Signed, context: BuiltinContext): boolean {
  const method = methodOf(signed.algorithm);
  if (method === undefined) return false;
  const { scheme, hash } = method;
  const { data, signature } = signed;
  if (scheme === 'hmac') {
    return (
      'secret' in key && hash !== undefined && sameBytes(hashesOf(context).hmac(hash, key.secret, data), signature)
    );
  }
  if ('secret' in key) return false;
  const crypto = cryptoOf(context);
  try {
    return crypto.verify({ scheme, hash, key, data, signature });
  } catch (error) {
    throw new BuiltinError(`failed to parse a public key: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let at = 0; at < left.length; at++) difference |= (left[at] ?? 0) ^ (right[at] ?? 0);
  return difference === 0;
}

/** The signature of data by a private JSON Web Key. Throws BuiltinError. */
export function signWith(jwk: JsonObject, algorithm: string, data: Uint8Array, context: BuiltinContext): Uint8Array {
  const method = methodOf(algorithm);
  if (method === undefined) throw new BuiltinError(`unknown JWS algorithm: ${algorithm}`);
  const { scheme, hash } = method;
  if (scheme === 'hmac' && hash !== undefined) {
    if (jwk['kty'] !== 'oct') throw new BuiltinError(`a key of type ${textOf(jwk['kty'])} makes no HMAC`);
    if (textOf(jwk['k']) === '') throw new BuiltinError('a shared key has no k: expected its bytes in base64url');
    return hashesOf(context).hmac(hash, decode64Url(textOf(jwk['k'])), data);
  }
  if (scheme === 'hmac' || jwk['kty'] === 'oct') throw new BuiltinError(`a shared key makes no ${algorithm} signature`);
  const crypto = cryptoOf(context);
  try {
    return crypto.sign({ scheme, hash, key: { jwk }, data });
  } catch (error) {
    throw new BuiltinError(`failed to sign payload: ${error instanceof Error ? error.message : String(error)}`);
  }
}
