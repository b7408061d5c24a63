import { generateKeyPairSync } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cryptoPort as crypto } from '../node/crypto-port.ts';
import { textBytes } from '../values/byte-text.ts';
import { mergeAt, updateData } from './data-tree.ts';
import { emptyManifest } from './manifest.ts';
import { bundleOf, readBundle } from './read-bundle.ts';
import type { SigningKey } from './signatures.ts';
import { readTar, writeTar } from './tar.ts';
import { writeBundle } from './write-bundle.ts';

function filesOf(texts: Readonly<Record<string, string>>) {
  return Object.entries(texts).map(([path, text]) => ({ path, bytes: textBytes(text) }));
}

const policy = 'package a\n\np := data.a.x\n';
const content = {
  manifest: { ...emptyManifest, revision: 'r1', regoVersion: 1 as const },
  data: { a: { x: 1 } },
  modules: [{ path: 'a/policy.rego', text: policy, version: 'v1' as const }],
};

test('what is written is read again, with a gzip around it or not, and always the same bytes', () => {
  const tar = writeBundle(content);
  expect(writeBundle(content)).toEqual(tar);
  const read = readBundle(gzipSync(tar), { gunzip: (bytes) => gunzipSync(bytes) });
  expect(read).toEqual({ bundle: { ...content, patch: [], verified: false }, errors: [] });
  expect(readBundle(tar)).toEqual(read);
});

test('long names survive', () => {
  const path = `${'deep/'.repeat(40)}policy.rego`;
  const { files } = readTar(writeTar(filesOf({ [path]: policy, b: '' })));
  expect(files.map((file) => file.path)).toEqual([path, 'b']);
});

describe('documents', () => {
  test('stand at the place of their folder', () => {
    const { bundle } = bundleOf(filesOf({ 'data.json': '{"z": 1}', 'a/b/data.yaml': 'c: 2', 'a/other.json': '{}' }));
    expect(bundle?.data).toEqual({ z: 1, a: { b: { c: 2 } } });
  });

  test.each([
    [{ 'a/data.json': '{"b": 1}', 'a/b/data.json': '{}' }, 'a/b/data.json: two documents stand at /a/b'],
    [{ 'data.json': '[1]' }, 'data.json: data at the root must be an object'],
    [{ 'a/data.json': '{"x": }' }, 'a/data.json: 1:7'],
    [{ '.manifest': '{"roots": ["a"]}', 'b/data.json': '{}' }, "do not permit data at path '/b'"],
    [{ '.manifest': '{"roots": ["a", "a/b"]}' }, "overlapped roots: 'a' and 'a/b'"],
    [{ '.manifest': '{"rego_version": 2}' }, '"rego_version" must be 0 or 1'],
    [{ '.manifest': '{' }, '.manifest: '],
    [{ 'patch.json': '{"data": [{"op": "add", "path": "/a"}]}' }, 'patch.json: expected "data"'],
  ])('%j is refused with its place', (texts, said) => {
    const { errors } = bundleOf(filesOf(texts));
    const told = errors.map(({ path, message, line, column }) =>
      [path, ...(line === undefined ? [] : [`${line}:${column}`]), message].join(': '),
    );
    expect(told.join('\n')).toContain(said);
  });

  test('the manifest says the version of modules', () => {
    const manifest = '{"rego_version": 1, "file_rego_versions": {"/old/*.rego": 0}}';
    const { bundle } = bundleOf(
      filesOf({ '.manifest': manifest, 'old/a.rego': 'package a', 'new/b.rego': 'package b' }),
    );
    expect(bundle?.modules.map(({ version }) => version)).toEqual(['v0', 'v1']);
  });
});

test.each([
  ['nothing', new Uint8Array(), 'expected a tar archive'],
  ['noise', new Uint8Array(2048).fill(65), 'no tar header at byte 0'],
  ['a cut archive', writeBundle(content).subarray(0, 520), 'the archive ends inside the entry at byte 0'],
  ['broken gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0), 'broken gzip'],
  ['a way out', writeTar(filesOf({ '../../etc/x': '' })), 'leads out of the bundle'],
])('%s is an error in words', (_what, bytes, said) => {
  const { bundle, errors } = readBundle(bytes, { gunzip: (packed) => gunzipSync(packed) });
  expect({ bundle, message: errors[0]?.message }).toEqual({
    bundle: undefined,
    message: expect.stringContaining(said),
  });
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const secret = { kty: 'oct', k: Buffer.from('secret').toString('base64url') };
const publicPem = (key: typeof rsa): string => key.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const keys: readonly (readonly [string, SigningKey['jwk'], string])[] = [
  ['RS256', { ...rsa.privateKey.export({ format: 'jwk' }) } as SigningKey['jwk'], publicPem(rsa)],
  ['PS512', { ...rsa.privateKey.export({ format: 'jwk' }) } as SigningKey['jwk'], publicPem(rsa)],
  ['ES256', { ...ec.privateKey.export({ format: 'jwk' }) } as SigningKey['jwk'], publicPem(ec)],
  ['HS384', secret, 'secret'],
];

describe.each(keys)('signatures by %s', (algorithm, jwk, key) => {
  const tar = writeBundle(content, { crypto, jwk, algorithm });
  const verification = { crypto, key, algorithm };

  test('hold for what was signed', () => {
    expect(readBundle(tar, { verification })).toMatchObject({ bundle: { verified: true }, errors: [] });
  });

  test('do not hold for anything else', () => {
    const { files } = readTar(tar);
    const changed = files.map((file) =>
      file.path.endsWith('.rego') ? { ...file, bytes: textBytes('package b') } : file,
    );
    const messages = [
      bundleOf(changed, { verification }),
      bundleOf([...files, { path: 'more.rego', bytes: new Uint8Array() }], { verification }),
      bundleOf(
        files.filter(({ path }) => path !== 'data.json'),
        { verification },
      ),
      bundleOf(
        files.filter(({ path }) => path !== '.signatures.json'),
        { verification },
      ),
      readBundle(tar, { verification: { crypto, key: 'other', algorithm: 'HS256' } }),
      readBundle(tar, { verification: { ...verification, scope: 'write' } }),
    ].map(({ bundle, errors: [error] }) => (bundle === undefined ? `${error?.path}: ${error?.message}` : 'accepted'));
    expect(messages).toEqual([
      expect.stringContaining('a/policy.rego: digest mismatch'),
      'more.rego: not included in the bundle signature',
      'data.json: signed, but missing from the bundle',
      '.signatures.json: missing: the bundle is not signed',
      '.signatures.json: the token is not signed with HS256',
      '.signatures.json: scope mismatch: found ""',
    ]);
  });
});

test('spaces and the order of keys in documents do not break a signature', () => {
  const { files } = readTar(
    writeBundle({ ...content, data: { a: 1, b: '<' } }, { crypto, jwk: secret, algorithm: 'HS256' }),
  );
  const loose = files.map((file) =>
    file.path === 'data.json' ? { ...file, bytes: textBytes('{ "b": "<", "a": 1 }') } : file,
  );
  expect(bundleOf(loose, { verification: { crypto, key: 'secret', algorithm: 'HS256' } }).errors).toEqual([]);
});

describe('changes of data', () => {
  const data = { a: { b: [1, 2] }, c: { d: 1 } };
  test.each([
    [
      { op: 'upsert', path: '/x/y', value: 1 },
      { ...data, x: { y: 1 } },
    ],
    [
      { op: 'upsert', path: '/a/b/-', value: 3 },
      { a: { b: [1, 2, 3] }, c: { d: 1 } },
    ],
    [
      { op: 'replace', path: '/c', value: 2 },
      { a: { b: [1, 2] }, c: 2 },
    ],
    [
      { op: 'remove', path: '/a/b/0' },
      { a: { b: [2] }, c: { d: 1 } },
    ],
    [
      { op: 'remove', path: '/c/d' },
      { a: { b: [1, 2] }, c: {} },
    ],
    [{ op: 'remove', path: '/z' }, 'remove "/z": there is no such place in the data'],
    [{ op: 'replace', path: '/c/z', value: 1 }, 'replace "/c/z": there is no such place in the data'],
    [{ op: 'upsert', path: '/c/d/e', value: 1 }, 'upsert "/c/d/e": there is no such place in the data'],
  ] as const)('%j', (change, expected) => {
    expect(updateData(data, [change])).toEqual(expected);
  });

  test('share what they leave alone', () => {
    const changed = updateData(data, [{ op: 'upsert', path: '/c/e', value: 1 }]);
    expect(typeof changed === 'object' && changed['a']).toBe(data.a);
  });
});

test('documents merge object by object', () => {
  expect(mergeAt({ a: { b: 1 } }, ['a'], { c: 2 })).toEqual({ a: { b: 1, c: 2 } });
  expect(mergeAt({ a: { b: 1 } }, ['a', 'b'], 2)).toBe('/a/b');
  expect(mergeAt({ a: 1 }, [], { a: 1 })).toBe('/a');
});
