import { expect, test } from 'vitest';
import { cryptoPort } from '../../node/crypto-port.ts';
import type { RegoValue } from '../../values/value.ts';
import { calling } from '../calling.ts';
import { pureHashes } from './pure-hashes.ts';

test.each<[string, RegoValue[], string]>([
  ['crypto.md5', ['a'], '"0cc175b9c0f1b6a831c399e269772661"'],
  ['crypto.sha1', ['a'], '"86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"'],
  ['crypto.sha256', ['ä'], '"33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc"'],
  ['crypto.hmac.sha256', ['m', 'k'], '"b60090e3052297aeb5a080889ce2fc4bca957e756faeb4df7d31800ca1e771ec"'],
  ['crypto.hmac.equal', ['a', 'b'], 'false'],
])('%s (%#)', (name, args, given) => {
  expect(calling(name, args)).toBe(given);
});

test.each(['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const)('%s without a host is as with one', (algorithm) => {
  const [key, data] = [new Uint8Array([1, 2, 3]), new Uint8Array(200).map((_, at) => at)];
  expect([...pureHashes.hash(algorithm, data)]).toEqual([...cryptoPort.hash(algorithm, data)]);
  expect([...pureHashes.hmac(algorithm, key, data)]).toEqual([...cryptoPort.hmac(algorithm, key, data)]);
});
