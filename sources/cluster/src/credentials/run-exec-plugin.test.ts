import { expect, test } from 'vitest';
import type { ExecSettings } from './exec-settings.ts';
import { runExecPlugin } from './run-exec-plugin.ts';

const apiVersion = 'client.authentication.k8s.io/v1';
const context = { cluster: { server: 'https://a' }, terminal: false };

/** A plugin that is a line of JavaScript. */
const plugin = (script: string, more: Partial<ExecSettings> = {}): ExecSettings => ({
  apiVersion,
  command: process.execPath,
  args: ['-e', script],
  env: {},
  installHint: undefined,
  provideClusterInfo: false,
  interactive: 'IfAvailable',
  ...more,
});

const answer = (status: string): string =>
  `console.log(JSON.stringify({kind: 'ExecCredential', apiVersion: '${apiVersion}', status: ${status}}))`;

test('a token with its end', async () => {
  const script = answer(`{token: process.env.WHO, expirationTimestamp: '2027-01-31T00:00:00Z'}`);
  expect(await runExecPlugin(plugin(script, { env: { WHO: 'amy' } }), context)).toEqual({
    token: 'amy',
    certificate: undefined,
    expiresAt: Date.parse('2027-01-31T00:00:00Z'),
  });
});

test('a certificate with its key', async () => {
  const script = answer(`{clientCertificateData: 'c', clientKeyData: 'k'}`);
  expect(await runExecPlugin(plugin(script), context)).toEqual({
    token: undefined,
    certificate: { cert: 'c', key: 'k' },
    expiresAt: undefined,
  });
});

test('it is told the version, and the cluster when it asks for it', async () => {
  const script = answer('{token: process.env.KUBERNETES_EXEC_INFO}');
  const told = async (provideClusterInfo: boolean): Promise<unknown> =>
    JSON.parse((await runExecPlugin(plugin(script, { provideClusterInfo }), context)).token ?? '');
  const info = { kind: 'ExecCredential', apiVersion, spec: { interactive: false } };
  expect(await told(false)).toEqual(info);
  expect(await told(true)).toEqual({ ...info, spec: { interactive: false, cluster: { server: 'https://a' } } });
});

test('its input is closed, so that it cannot wait for ever', async () => {
  const script = `process.stdin.resume().on('end', () => ${answer(`{token: 't'}`)})`;
  expect((await runExecPlugin(plugin(script), context)).token).toBe('t');
});

const secret = 'very-secret';
const failures: readonly (readonly [string, ExecSettings, string])[] = [
  ['its last words', plugin(`console.error('one\\nplease log in'); process.exit(3)`), 'failed: please log in'],
  ['its code', plugin('process.exit(3)'), 'failed: it ended with code 3'],
  ['no JSON', plugin(`console.log('${secret}')`), 'expected an ExecCredential, found something else'],
  ['nothing in it', plugin(answer('{}')), 'expected a token or a certificate with its key, found neither'],
  [
    'another version',
    plugin(answer(`{token: '${secret}'}`), { apiVersion: 'other/v1' }),
    'expected an answer of other/v1',
  ],
  ['a question', plugin('', { interactive: 'Always' }), 'it needs a terminal'],
  [
    'not there',
    plugin('', { command: 'no-such-plugin', installHint: 'install\nit' }),
    'no-such-plugin is not installed',
  ],
];

test.each(failures)('a failure is one line: %s', async (_, settings, message) => {
  const error = await runExecPlugin(settings, context).catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code: 'NO_CREDENTIALS', message: expect.stringContaining(message) });
  expect(String(error)).not.toMatch(new RegExp(`${secret}|\\n`));
  if (settings.installHint) expect(error).toMatchObject({ remedy: 'install it' });
});
