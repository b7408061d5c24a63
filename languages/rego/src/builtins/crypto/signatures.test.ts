import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject } from '@bulwark/text';
import { expect, test } from 'vitest';
import { calling } from '../calling.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const schemes = [
  ['RS256', rsa],
  ['RS512', rsa],
  ['PS384', rsa],
  ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['ES512', generateKeyPairSync('ec', { namedCurve: 'P-521' })],
  ['EdDSA', generateKeyPairSync('ed25519')],
] as const;

test.each(schemes)('what %s signs, its public key verifies, and no other does', (alg, keys) => {
  const token = JSON.parse(
    calling('io.jwt.encode_sign', [
      { alg },
      { iss: 'x', exp: 1_800_000_000 },
      keys.privateKey.export({ format: 'jwk' }) as JsonObject,
    ]),
  );
  const cert = keys.publicKey.export({ format: 'pem', type: 'spki' }).toString();
  expect(calling(`io.jwt.verify_${alg.toLowerCase()}`, [token, cert])).toBe('true');
  expect(calling(`io.jwt.verify_${alg.toLowerCase()}`, [`${token.slice(0, -8)}AAAAAAAA`, cert])).toBe('false');
  const header = `{"alg": "${alg}"}`;
  expect(calling('io.jwt.decode_verify', [token, { cert, iss: 'x' }])).toBe(
    `[true, ${header}, {"exp": 1800000000, "iss": "x"}]`,
  );
  expect(calling('io.jwt.decode_verify', [token, { cert, iss: 'y' }])).toBe('[false, {}, {}]');
  expect(calling('io.jwt.decode_verify', [token, { cert, time: 1.9e18 }])).toBe('[false, {}, {}]');
});

test('without a port there are hashes, but no keys', () => {
  expect(calling('crypto.sha256', ['a'], { crypto: undefined })).toBe(calling('crypto.sha256', ['a']));
  const pem = '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n';
  expect(calling('crypto.parse_private_keys', [pem], { crypto: undefined })).toBe(
    'error: the host lends no cryptography',
  );
});
