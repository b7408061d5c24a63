import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { CryptoPort } from '../builtin.ts';

const functions = { md5, sha1, sha256, sha384, sha512 } as const;

/** Hashes in plain JavaScript, for hosts that lend no cryptography. */
export const pureHashes: Pick<CryptoPort, 'hash' | 'hmac'> = {
  hash: (algorithm, data) => functions[algorithm](data),
  hmac: (algorithm, key, data) => hmac(functions[algorithm], key, data),
};
