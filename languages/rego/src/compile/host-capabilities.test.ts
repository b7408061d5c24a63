import { expect, test } from 'vitest';
import { declarations } from '../builtins/declarations.ts';
import { cryptoPort } from '../node/crypto-port.ts';
import { compile } from './compile.ts';
import { capabilitiesOf } from './host-capabilities.ts';

test('with everything lent everything is on', () => {
  const host = {
    http: () => ({}),
    lookup: () => [],
    now: () => 0n,
    randomBytes: () => new Uint8Array(),
    crypto: cryptoPort,
  };
  expect(capabilitiesOf(host).builtins).toEqual([...declarations.keys()]);
});

test('a call of what the host does not lend is an error of the compiler', () => {
  const text = 'package a\n\nallow if http.send({"url": "x", "method": "get"}).status_code == 200\n';
  const modules = [{ name: 'a.rego', text }];
  const { policy, diagnostics } = compile({ modules, capabilities: capabilitiesOf({}) });
  expect(policy).toBeUndefined();
  expect(diagnostics.map(({ line, message }) => [line, message])).toEqual([
    [3, 'undefined function http.send: the capabilities do not allow this builtin'],
  ]);
});

test.each([
  ['http.send({"url": "x", "method": "get"})', 'http.send: no request is sent from here: the host allows no network'],
  ['net.lookup_ip_addr("a")', 'net.lookup_ip_addr: names are not looked up here: the host allows no network'],
  ['time.now_ns()', 'time.now_ns: the host lends no clock'],
  ['uuid.rfc4122("a")', 'uuid.rfc4122: the host lends no randomness'],
  ['crypto.parse_private_keys(input)', 'crypto.parse_private_keys: the host lends no cryptography'],
])('where it is compiled all the same, %s ends the evaluation: it is not just undefined', (call, message) => {
  const modules = [{ name: 'a.rego', text: `package a\n\ndeny := ${call}\n` }];
  const input = '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n';
  const evaluation = compile({ modules }).policy?.evaluate({ query: 'data.a.deny', input });
  expect(evaluation?.errors.map(({ code, message: found }) => [code, found])).toEqual([
    ['eval_builtin_error', message],
  ]);
});
