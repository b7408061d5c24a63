import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ClusterError } from '../errors.ts';
import { readKubeconfig } from './read-kubeconfig.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const one = file(
  'one',
  `apiVersion: v1
kind: Config
clusters: [{name: a, cluster: {server: "https://one"}}]
users: [{name: u, user: {token: first}}]
`,
);
const two = file(
  'two',
  JSON.stringify({
    'current-context': 'b',
    contexts: [{ name: 'b', context: { cluster: 'a', user: 'u' } }],
    clusters: [{ name: 'a', cluster: { server: 'https://two' } }],
    users: [{ name: 'v', user: { token: 'second' } }],
  }),
);

test('a list of files is merged: the first entry of a name stays, a missing file is none', () => {
  const list = [one, join(folder, 'missing'), '', two, one].join(delimiter);
  const config = readKubeconfig(undefined, { KUBECONFIG: list });
  expect({
    ...config,
    contexts: [...config.contexts],
    clusters: [...config.clusters],
    users: [...config.users],
  }).toEqual({
    files: [one, two],
    currentContext: 'b',
    contexts: [['b', { value: { cluster: 'a', user: 'u' }, file: two }]],
    clusters: [['a', { value: { server: 'https://one' }, file: one }]],
    users: [
      ['u', { value: { token: 'first' }, file: one }],
      ['v', { value: { token: 'second' }, file: two }],
    ],
  });
});

test('a file named by a flag goes before KUBECONFIG; without both it is the one in the home folder', () => {
  expect(readKubeconfig(two, { KUBECONFIG: one }).files).toEqual([two]);
  expect(readKubeconfig(undefined, { HOME: folder }).files).toEqual([]);
  expect(readKubeconfig(file('empty', ''), {}).currentContext).toBe('');
});

const secret = 'eyJ-very-secret';
const broken: readonly (readonly [string, string, string, RegExp])[] = [
  ['missing', join(folder, 'gone'), 'NO_SUCH_FILE', /kubeconfig .*gone does not exist/],
  ['a folder', folder, 'BAD_KUBECONFIG', /cannot be read: EISDIR/],
  ['no YAML', file('bad', `users: [{name: u, user: {token: ${secret}}`), 'BAD_KUBECONFIG', /kubeconfig .*bad:\d+/],
  ['a tab', file('tab', `users:\n\t- token: ${secret}`), 'BAD_KUBECONFIG', /kubeconfig .*tab:2/],
  ['a manifest', file('pod', 'kind: Pod'), 'BAD_KUBECONFIG', /expected kind Config, found kind Pod/],
  ['a text', file('text', secret), 'BAD_KUBECONFIG', /expected kind Config, found something that is no mapping/],
];

test.each(broken)('%s is refused in one line that quotes nothing of it', (_, path, code, message) => {
  const error = failureOf(() => readKubeconfig(path, {}));
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(error.message).not.toContain(secret);
  expect(error.message).not.toContain('\n');
});

function failureOf(work: () => unknown): ClusterError {
  try {
    work();
  } catch (error) {
    if (error instanceof ClusterError) return error;
    throw error;
  }
  throw new Error('expected a ClusterError, nothing was thrown');
}
