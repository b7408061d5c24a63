/// <reference types="node" />
import {
  constants,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { JsonObject } from '@bulwark/text';
import { encode64 } from '../builtins/base64.ts';
import type { CryptoPort, KeySource, SignatureScheme } from '../builtins/builtin.ts';

/** Hashes and signatures by Node's own cryptography. */
export const cryptoPort: CryptoPort = {
  hash: (algorithm, data) => createHash(algorithm).update(data).digest(),
  hmac: (algorithm, key, data) => createHmac(algorithm, key).update(data).digest(),
  verify: ({ scheme, hash, key, data, signature, encoding }) => {
    const publicKey = publicKeyOf(key);
    if (!fits(publicKey, scheme)) return false;
    const options = {
      key: publicKey,
      ...padding(scheme, constants.RSA_PSS_SALTLEN_AUTO),
      dsaEncoding: encoding ?? p1363,
    };
    return verify(hash ?? null, data, options, signature);
  },
  sign: ({ scheme, hash, key, data }) => {
    const privateKey = createPrivateKey({ key: webKey(key.jwk), format: 'jwk' });
    if (!fits(privateKey, scheme))
      throw new Error(`a key of type ${privateKey.asymmetricKeyType} makes no ${scheme} signature`);
    const options = { key: privateKey, ...padding(scheme, constants.RSA_PSS_SALTLEN_DIGEST), dsaEncoding: p1363 };
    return sign(hash ?? null, data, options);
  },
  readPrivateKey: (der, form) => {
    const label = { pkcs1: 'RSA PRIVATE KEY', sec1: 'EC PRIVATE KEY', pkcs8: 'PRIVATE KEY' }[form];
    const pem = `-----BEGIN ${label}-----\n${encode64(der, 'standard')}\n-----END ${label}-----`;
    const jwk = createPrivateKey(pem).export({ format: 'jwk' });
    return Object.fromEntries(
      Object.entries(jwk).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
    );
  },
};

const p1363 = 'ieee-p1363' as const;

function publicKeyOf(source: KeySource): KeyObject {
  if ('spki' in source)
    return createPublicKey(
      `-----BEGIN PUBLIC KEY-----\n${encode64(source.spki, 'standard')}\n-----END PUBLIC KEY-----`,
    );
  return createPublicKey({ key: webKey(source.jwk), format: 'jwk' });
}

/** Node reads strings only. */
function webKey(jwk: JsonObject): JsonWebKey {
  return Object.fromEntries(Object.entries(jwk).filter(([, value]) => typeof value === 'string'));
}

const kinds: Readonly<Record<SignatureScheme, readonly string[]>> = {
  'rsa-pkcs1': ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  ed25519: ['ed25519'],
};

function fits(key: KeyObject, scheme: SignatureScheme): boolean {
  return kinds[scheme].includes(key.asymmetricKeyType ?? '');
}

function padding(
  scheme: SignatureScheme,
  saltLength: number,
): { readonly padding?: number; readonly saltLength?: number } {
  if (scheme === 'rsa-pkcs1') return { padding: constants.RSA_PKCS1_PADDING };
  return scheme === 'rsa-pss' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength } : {};
}
