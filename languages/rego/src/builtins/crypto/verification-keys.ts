import type { JsonObject, JsonValue } from '@bulwark/text';
import { isList, isObject } from '@bulwark/text';
import { readJson } from '../../values/from-json.ts';
import { decode64Url } from '../base64.ts';
import { BoundedCache } from '../bounded-cache.ts';
import { BuiltinError, type KeySource } from '../builtin.ts';
import { children, readOne, tags } from './asn1.ts';
import { parseCertificate } from './certificate.ts';
import { decodePem } from './pem.ts';

/** A key that tokens may be verified with. */
export interface VerificationKey {
  /** Empty where the key says nothing of it. */
  readonly algorithm: string;
  readonly id: string;
  /** Bytes of a shared secret, or a public key. */
  readonly key: KeySource | { readonly secret: Uint8Array };
}

const known = new BoundedCache<readonly VerificationKey[]>(100);

/** Keys of a PEM certificate, a PEM public key, or a JSON Web Key or set of them. Throws BuiltinError. */
export function verificationKeys(text: string): readonly VerificationKey[] {
  return known.get(text, () => {
    const pem = decodePem(text);
    if (pem === undefined) return webKeys(text);
    if (pem.rest !== '') throw new BuiltinError('extra data after a PEM certificate block');
    if (pem.type === 'CERTIFICATE')
      return [publicKey(parsed('certificate', () => parseCertificate(pem.bytes).publicKeyInfo))];
    if (pem.type === 'PUBLIC KEY') return [publicKey(parsed('public key', () => checked(pem.bytes)))];
    throw new BuiltinError('failed to extract a Key from the PEM certificate');
  });
}

function parsed(what: string, parse: () => Uint8Array): Uint8Array {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BuiltinError) throw new BuiltinError(`failed to parse a PEM ${what}: ${error.message}`);
    throw error;
  }
}

function checked(spki: Uint8Array): Uint8Array {
  children(readOne(spki), tags.sequence);
  return spki;
}

function publicKey(spki: Uint8Array): VerificationKey {
  return { algorithm: '', id: '', key: { spki } };
}

export const tokenAlgorithms: ReadonlySet<string> = new Set(
  ['RS', 'PS', 'ES', 'HS'].flatMap((family) => ['256', '384', '512'].map((size) => family + size)).concat('EdDSA'),
);

function webKeys(text: string): readonly VerificationKey[] {
  return webKeySet(text)
    .map((jwk) => ({ algorithm: textOf(jwk['alg']), id: textOf(jwk['kid']), key: keyOf(jwk) }))
    .filter(({ algorithm }) => algorithm === '' || tokenAlgorithms.has(algorithm));
}

/** The keys of a JSON Web Key Set, or the one JSON Web Key. Throws BuiltinError. */
export function webKeySet(text: string): readonly JsonObject[] {
  const reading = readJson(text);
  if ('problem' in reading) throw broken(reading.problem);
  const { value } = reading;
  if (!isObject(value)) throw broken('a JSON object was expected');
  const keys = Object.hasOwn(value, 'keys') ? value['keys'] : [value];
  if (!isList(keys)) throw broken('"keys" must be an array');
  return keys.map((key) => checkedKey(key));
}

const required: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};

function checkedKey(key: JsonValue): JsonObject {
  if (!isObject(key)) throw broken('a key must be an object');
  const type = textOf(key['kty']);
  const fields = Object.hasOwn(required, type) ? required[type] : undefined;
  if (fields === undefined) throw broken(`invalid key type from JSON (${type})`);
  for (const field of fields) if (textOf(key[field]) === '') throw broken(`required field ${field} is missing`);
  return key;
}

function broken(problem: string): BuiltinError {
  return new BuiltinError(`failed to parse a JWK key (set): ${problem}`);
}

export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function keyOf(jwk: JsonObject): VerificationKey['key'] {
  if (jwk['kty'] !== 'oct') return { jwk };
  return { secret: decode64Url(textOf(jwk['k'])) };
}
