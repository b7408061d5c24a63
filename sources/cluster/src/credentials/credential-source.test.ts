import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fakeClock } from '../../test/fake-clock.ts';
import { CredentialSource } from './credential-source.ts';
import { type ImpersonationFlags, impersonationOf } from './impersonation.ts';
import type { ExecCredential } from './run-exec-plugin.ts';
import { userSettings } from './user-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'user-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'token'), 'from-file\n');
const pem = (what: string): string => `-----BEGIN ${what}-----\nMA==\n-----END ${what}-----\n`;
writeFileSync(join(folder, 'client.crt'), pem('FILE'));
writeFileSync(join(folder, 'client.key'), pem('KEY'));
const inline = Buffer.from(pem('INLINE')).toString('base64');

type Entry = Parameters<typeof userSettings>[0]['value'];

function sourceOf(value: Entry, flags: ImpersonationFlags = {}, plugin: readonly ExecCredential[] = []) {
  const user = userSettings({ value, file: join(folder, 'config') }, 'u');
  const clock = fakeClock();
  let runs = 0;
  const source = new CredentialSource({
    user,
    impersonation: impersonationOf(user.impersonation, flags),
    clock,
    runPlugin: async () => plugin[Math.min(runs++, plugin.length - 1)] ?? Promise.reject(new Error('no plugin')),
  });
  return { source, clock, runs: () => runs };
}

const headers: readonly (readonly [string, Entry, ImpersonationFlags, object])[] = [
  ['nothing', {}, {}, {}],
  ['a token', { token: 't ' }, {}, { authorization: 'Bearer t' }],
  ['a token file goes first', { token: 't', tokenFile: 'token' }, {}, { authorization: 'Bearer from-file' }],
  ['a password', { username: 'a', password: 'b' }, {}, { authorization: 'Basic YTpi' }],
  [
    'an oidc login',
    { 'auth-provider': { name: 'oidc', config: { 'id-token': 'j' } } },
    {},
    { authorization: 'Bearer j' },
  ],
  ['acting as somebody', {}, { as: 'bob' }, { 'impersonate-user': 'bob' }],
  [
    'acting as the kubeconfig says',
    { as: 'amy', 'as-uid': '7', 'as-groups': ['a', 'b'], 'as-user-extra': { 'Example.org/Role': ['x'] } },
    {},
    {
      'impersonate-user': 'amy',
      'impersonate-uid': '7',
      'impersonate-group': ['a', 'b'],
      'impersonate-extra-example.org%2Frole': ['x'],
    },
  ],
  [
    'flags go before the kubeconfig',
    { as: 'amy', 'as-groups': ['a'] },
    { as: 'bob', asGroups: ['c', 'd'] },
    { 'impersonate-user': 'bob', 'impersonate-group': ['c', 'd'] },
  ],
];

test.each(headers)('%s', async (_, entry, flags, expected) => {
  expect((await sourceOf(entry, flags).source.current()).headers).toEqual(expected);
});

test('a certificate comes from the kubeconfig itself before a file of it', async () => {
  const entry = { 'client-certificate': 'client.crt', 'client-key': 'client.key' };
  expect((await sourceOf(entry).source.current()).certificate).toEqual({ cert: pem('FILE'), key: pem('KEY') });
  const both = { ...entry, 'client-certificate-data': inline };
  expect((await sourceOf(both).source.current()).certificate).toEqual({ cert: pem('INLINE'), key: pem('KEY') });
});

const refused: readonly (readonly [Entry, ImpersonationFlags, string])[] = [
  [{ 'client-certificate-data': inline }, {}, 'together, found only the first'],
  [{ 'client-certificate': 'gone.crt' }, {}, 'gone.crt: no such file'],
  [{ tokenFile: 'gone' }, {}, 'gone: no such file'],
  [{ token: 7 }, {}, 'expected a text as token'],
  [{ 'auth-provider': { name: 'gcp' } }, {}, 'the login provider "gcp" was removed'],
  [{ 'auth-provider': { name: 'oidc' } }, {}, 'expected an id-token'],
  [{ exec: { apiVersion: 'client.authentication.k8s.io/v1' } }, {}, 'expected a command in exec'],
  [{ exec: { apiVersion: 'client.authentication.k8s.io/v1alpha1', command: 'x' } }, {}, 'exec speaks'],
  [{}, { asGroups: ['ops'] }, 'needs a user to act as'],
];

test.each(refused)('%j is refused', async (entry, flags, message) => {
  await expect((async () => sourceOf(entry, flags).source.current())()).rejects.toThrow(message);
});

test('a token file is read again when it is a minute old, and after a refusal', async () => {
  const { source, clock } = sourceOf({ tokenFile: 'token' });
  const first = await source.current();
  writeFileSync(join(folder, 'token'), 'rotated');
  expect(await source.current()).toBe(first);
  await clock.sleep(60_000);
  expect((await source.current()).headers).toEqual({ authorization: 'Bearer rotated' });
  writeFileSync(join(folder, 'token'), 'again');
  expect(await source.renew(await source.current())).toBe(true);
  expect((await source.current()).headers).toEqual({ authorization: 'Bearer again' });
});

test('a plugin runs once for many requests, again when its credential ends, and once for many refusals', async () => {
  const exec = { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'x' } };
  const at = fakeClock().now();
  const give = (token: string, expiresAt?: number): ExecCredential => ({ token, certificate: undefined, expiresAt });
  const { source, clock, runs } = sourceOf(exec, {}, [give('a', at + 5000), give('b'), give('c')]);
  const [first] = await Promise.all([source.current(), source.current()]);
  await clock.sleep(5000);
  const second = await source.current();
  expect([first?.headers, second.headers, runs()]).toEqual([
    { authorization: 'Bearer a' },
    { authorization: 'Bearer b' },
    2,
  ]);
  expect(await Promise.all([source.renew(second), source.renew(second)])).toEqual([true, true]);
  const third = await source.current();
  await source.renew(second);
  expect([third.headers, await source.current(), runs()]).toEqual([{ authorization: 'Bearer c' }, third, 3]);
});

test('a fixed token cannot be renewed, but says when it ended', async () => {
  const jwt = (exp: number): string => `e30.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.x`;
  const now = fakeClock().now() / 1000;
  const expired = sourceOf({ token: jwt(now - 60) }).source;
  expect(await expired.renew(await expired.current())).toBe(false);
  expect(await expired.expiredAt()).toEqual(new Date((now - 60) * 1000));
  expect(await sourceOf({ token: jwt(now + 60) }).source.expiredAt()).toBeUndefined();
  expect(await sourceOf({ token: 'opaque' }).source.expiredAt()).toBeUndefined();
});
