import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { bytesText } from '../../values/byte-text.ts';
import { integerNumber } from '../../values/number.ts';
import { decode64, decode64Url, encode64 } from '../base64.ts';
import { type BuiltinContext, BuiltinError, type PrivateKeyForm } from '../builtin.ts';
import { unsigned } from './asn1.ts';
import { cryptoOf } from './hashes.ts';
import { allPem, type Pem } from './pem.ts';
import { textOf } from './verification-keys.ts';

const forms: Readonly<Record<string, PrivateKeyForm>> = {
  'RSA PRIVATE KEY': 'pkcs1',
  'EC PRIVATE KEY': 'sec1',
  'PRIVATE KEY': 'pkcs8',
};

/** The private keys of PEM, itself perhaps in base64, as JSON Web Keys; other blocks are passed over. */
export function privateKeysOf(text: string, context: BuiltinContext): readonly JsonObject[] {
  return allPem(unwrapped(text)).flatMap(({ type, bytes }: Pem) => {
    const form = Object.hasOwn(forms, type) ? forms[type] : undefined;
    return form === undefined ? [] : [readPrivateKey(bytes, form, context)];
  });
}

function unwrapped(text: string): string {
  try {
    return bytesText(decode64(text, 'standard'));
  } catch (error) {
    if (error instanceof BuiltinError) return text;
    throw error;
  }
}

function readPrivateKey(bytes: Uint8Array, form: PrivateKeyForm, context: BuiltinContext): JsonObject {
  const crypto = cryptoOf(context);
  try {
    return crypto.readPrivateKey(bytes, form);
  } catch (error) {
    throw new BuiltinError(
      `x509: failed to parse private key: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** A private key in the shape of Go's `rsa.PrivateKey`, `ecdsa.PrivateKey` or `ed25519.PrivateKey`. */
export function privateKeyJson(jwk: JsonObject): JsonValue {
  const bytes = (name: string): Uint8Array => decode64Url(textOf(jwk[name]));
  const number = (name: string) => integerNumber(unsigned(bytes(name)));
  switch (jwk['kty']) {
    case 'RSA':
      return {
        N: number('n'),
        E: number('e'),
        D: number('d'),
        Primes: [number('p'), number('q')],
        Precomputed: { Dp: number('dp'), Dq: number('dq'), Qinv: number('qi'), CRTValues: [] },
      };
    case 'EC':
      return { Curve: {}, X: number('x'), Y: number('y'), D: number('d') };
    default:
      return encode64(Uint8Array.from([...bytes('d'), ...bytes('x')]), 'standard');
  }
}

/** Whether a public key in Go's shape is the one of a private key in Go's shape. */
export function belongTogether(publicKey: JsonValue, privateKey: JsonValue): boolean {
  if (isObject(publicKey) && isObject(privateKey)) {
    return ['N', 'E', 'X', 'Y'].every((name) => String(publicKey[name]) === String(privateKey[name]));
  }
  if (typeof publicKey !== 'string' || typeof privateKey !== 'string') return false;
  const [own, both] = [decode64(publicKey, 'standard'), decode64(privateKey, 'standard')];
  return bytesText(both.subarray(32)) === bytesText(own);
}

export function pemText(type: string, bytes: Uint8Array): string {
  return `-----BEGIN ${type}-----\n${encode64(bytes, 'standard')}\n-----END ${type}-----\n`;
}
