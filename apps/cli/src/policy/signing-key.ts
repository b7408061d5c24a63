import { createPrivateKey } from 'node:crypto';
import type { SigningKey } from '@bulwark/rego';
import { cryptoPort } from '@bulwark/rego/node';
import { isObject } from '@bulwark/text';
import { UsageError } from '../usage-error.ts';
import { keyText } from './query-setup.ts';

/** The key to sign a bundle with: the PEM file of a private key, or the secret (itself, or in a file) of an HMAC. */
export function signingKeyOf(given: string, algorithm: string): SigningKey {
  const text = keyText(given, algorithm);
  if (algorithm.startsWith('HS')) {
    return { crypto: cryptoPort, algorithm, jwk: { kty: 'oct', k: Buffer.from(text).toString('base64url') } };
  }
  try {
    const jwk: unknown = createPrivateKey(text).export({ format: 'jwk' });
    const key = JSON.parse(JSON.stringify(jwk));
    if (isObject(key)) return { crypto: cryptoPort, algorithm, jwk: key };
  } catch (error) {
    throw new UsageError(`--signing-key: ${given}: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UsageError(`--signing-key: ${given}: expected the PEM of a private key`);
}
