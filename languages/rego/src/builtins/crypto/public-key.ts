import type { JsonValue } from '@bulwark/text';
import { integerNumber } from '../../values/number.ts';
import { encode64 } from '../base64.ts';
import { BuiltinError } from '../builtin.ts';
import { bitsOf, children, type Der, integerOf, oidOf, readOne, tags, unsigned } from './asn1.ts';

/** A public key of a certificate. */
export interface PublicKey {
  /** Go's `x509.PublicKeyAlgorithm`. */
  readonly algorithm: number;
  /** Go's key in JSON. */
  readonly json: JsonValue;
  readonly spki: Uint8Array;
}

const algorithms: ReadonlyMap<string, number> = new Map([
  ['1.2.840.113549.1.1.1', 1],
  ['1.2.840.10040.4.1', 2],
  ['1.2.840.10045.2.1', 3],
  ['1.3.101.112', 4],
]);

export function readPublicKey(info: Der | undefined): PublicKey {
  const [identifier, bits] = children(info, tags.sequence);
  const algorithm = algorithms.get(oidOf(children(identifier, tags.sequence)[0]).join('.')) ?? 0;
  return { algorithm, json: keyJson(algorithm, bitsOf(bits)), spki: info?.raw ?? new Uint8Array() };
}

function keyJson(algorithm: number, bytes: Uint8Array): JsonValue {
  if (algorithm === 1) {
    const [modulus, exponent] = children(readOne(bytes), tags.sequence);
    return { N: integerNumber(integerOf(modulus)), E: integerNumber(integerOf(exponent)) };
  }
  if (algorithm === 3) {
    if (bytes[0] !== 4) throw new BuiltinError('x509: failed to unmarshal elliptic curve point');
    const half = (bytes.length - 1) / 2;
    const [x, y] = [bytes.subarray(1, half + 1), bytes.subarray(half + 1)];
    return { Curve: {}, X: integerNumber(unsigned(x)), Y: integerNumber(unsigned(y)) };
  }
  return algorithm === 4 ? encode64(bytes, 'standard') : null;
}

/** A signature algorithm by Go's number for it, and how to check it; none for those that are broken. */
export interface SignatureAlgorithm {
  readonly number: number;
  readonly check?: {
    readonly scheme: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'ed25519';
    readonly hash?: 'sha256' | 'sha384' | 'sha512';
  };
}

const signatures: ReadonlyMap<string, SignatureAlgorithm> = new Map<string, SignatureAlgorithm>([
  ['1.2.840.113549.1.1.2', { number: 1 }],
  ['1.2.840.113549.1.1.4', { number: 2 }],
  ['1.2.840.113549.1.1.5', { number: 3 }],
  ['1.2.840.113549.1.1.11', { number: 4, check: { scheme: 'rsa-pkcs1', hash: 'sha256' } }],
  ['1.2.840.113549.1.1.12', { number: 5, check: { scheme: 'rsa-pkcs1', hash: 'sha384' } }],
  ['1.2.840.113549.1.1.13', { number: 6, check: { scheme: 'rsa-pkcs1', hash: 'sha512' } }],
  ['1.2.840.10040.4.3', { number: 7 }],
  ['2.16.840.1.101.3.4.3.2', { number: 8 }],
  ['1.2.840.10045.4.1', { number: 9 }],
  ['1.2.840.10045.4.3.2', { number: 10, check: { scheme: 'ecdsa', hash: 'sha256' } }],
  ['1.2.840.10045.4.3.3', { number: 11, check: { scheme: 'ecdsa', hash: 'sha384' } }],
  ['1.2.840.10045.4.3.4', { number: 12, check: { scheme: 'ecdsa', hash: 'sha512' } }],
  ['1.3.101.112', { number: 16, check: { scheme: 'ed25519' } }],
]);

const pssHashes = [
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
] as const;

export function readSignatureAlgorithm(identifier: Der | undefined): SignatureAlgorithm {
  const [id, parameters] = children(identifier, tags.sequence);
  const oid = oidOf(id).join('.');
  if (oid !== '1.2.840.113549.1.1.10') return signatures.get(oid) ?? { number: 0 };
  const hash = children(parameters, tags.sequence).find(({ tag }) => tag === 0xa0);
  const name = hash === undefined ? '' : oidOf(children(children(hash)[0], tags.sequence)[0]).join('.');
  const at = pssHashes.findIndex(([known]) => known === name);
  const found = pssHashes[at];
  return found === undefined ? { number: 0 } : { number: 13 + at, check: { scheme: 'rsa-pss', hash: found[1] } };
}
