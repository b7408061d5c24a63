import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenPolicy, people, shopPolicy } from './policies.ts';
import { Workspace } from './workspace.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({
    'shop/shop.rego': shopPolicy,
    'shop/data.json': people,
    'broken/broken.rego': brokenPolicy,
    'key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'key.pub': publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    'unzipped.tar.gz': 'no gzip',
  });
});
afterAll(() => workspace.remove());

const query = ['data.shop.names', '-f', 'raw'];

test('a bundle is written, the same bytes each time, and read again', () => {
  const runs = workspace.runAll([
    ['policy', 'build', 'shop', '-o', 'one.tar.gz', '-r', 'v1'],
    ['policy', 'build', 'shop', '-o', 'two.tar.gz', '-r', 'v1'],
    ['policy', 'eval', '-b', 'one.tar.gz', ...query],
    ['policy', 'eval', '-d', 'one.tar.gz', ...query],
    ['policy', 'build', '-b', 'one.tar.gz', '-o', 'three.tar.gz'],
    ['policy', 'eval', '-b', 'three.tar.gz', ...query],
  ]);
  const names = '["al","bob"]\n';
  expect(runs.map(({ code, stdout }) => [code, stdout])).toEqual([
    [0, ''],
    [0, ''],
    [0, names],
    [0, names],
    [0, ''],
    [0, names],
  ]);
  expect(workspace.read('one.tar.gz')).toBe(workspace.read('two.tar.gz'));
});

test('a signature holds for its key only', () => {
  const signing = ['--signing-key', 'key.pem', '--signing-alg', 'ES256'];
  const verification = ['--verification-alg', 'ES256', '--verification-key'];
  const runs = workspace.runAll([
    ['policy', 'build', 'shop', '-o', 'signed.tar.gz', ...signing],
    ['policy', 'build', 'shop', '-o', 'plain.tar.gz'],
    ['policy', 'eval', '-b', 'signed.tar.gz', ...verification, 'key.pub', ...query],
    ['policy', 'eval', '-b', 'plain.tar.gz', ...verification, 'key.pub', ...query],
    ['policy', 'eval', '-b', 'signed.tar.gz', '--verification-alg', 'HS256', '--verification-key', 'x', ...query],
    ['policy', 'build', 'shop', '-o', 'no.tar.gz', '--signing-key', 'key.pem'],
  ]);
  expect(runs.map(({ code, stdout, stderr }) => [code, stdout || stderr.trim()])).toEqual([
    [0, '1 module written to signed.tar.gz, signed'],
    [0, '1 module written to plain.tar.gz'],
    [0, '["al","bob"]\n'],
    [2, 'error: plain.tar.gz/.signatures.json: missing: the bundle is not signed'],
    [2, 'error: signed.tar.gz/.signatures.json: the token is not signed with HS256'],
    [2, expect.stringContaining('--signing-key: ')],
  ]);
});

test('what is broken is named, and nothing is written', () => {
  const runs = workspace.runAll([
    ['policy', 'build', 'broken', '-o', 'broken.tar.gz'],
    ['policy', 'build', 'shop', '-o', 'no/such/folder.tar.gz'],
    ['policy', 'build', 'shop', '--signing-key', 'nothing.pem'],
    ['policy', 'eval', '-b', 'unzipped.tar.gz', ...query],
    ['policy', 'eval', '-b', 'nothing.tar.gz', ...query],
  ]);
  expect(runs.map(({ code, stderr }) => [code, stderr.trim().split('\n')[0]])).toEqual([
    [1, 'error: broken/broken.rego:5:1: rego_parse_error: unexpected } token'],
    [2, expect.stringContaining('-o: cannot write "no/such/folder.tar.gz"')],
    [2, expect.stringContaining('nothing.pem')],
    [2, expect.stringContaining('error: unzipped.tar.gz: ')],
    [2, 'error: no such file or folder: "nothing.tar.gz"'],
  ]);
  expect(() => workspace.read('broken.tar.gz')).toThrow();
});
