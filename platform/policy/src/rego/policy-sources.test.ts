import { expect, test } from 'vitest';
import { isManifest, SourceCollection } from './policy-sources.ts';

const here = { prefix: [], version: 'v1' } as const;

test('modules and data of several files become one', () => {
  const collection = new SourceCollection();
  collection.addFile('a.rego', 'package a', here);
  collection.addFile('b.yaml', 'x: 1', { ...here, prefix: ['b'] });
  collection.addFile('c.json', '{"b": {"y": 2}}', here);
  expect(collection.sources()).toEqual({
    modules: [{ name: 'a.rego', text: 'package a', version: 'v1' }],
    data: { b: { x: 1, y: 2 } },
    problems: [],
    manifests: [],
  });
});

test('what cannot be used is told of by its file', () => {
  const collection = new SourceCollection();
  collection.addFile('a.json', '{"x": 1}', here);
  collection.addFile('b.json', '{"x": 2}', here);
  collection.addFile('c.json', '[1]', here);
  collection.addFile('d.yaml', 'a: [', here);
  const { data, problems } = collection.sources();
  expect({ data, told: problems.map(({ file, message }) => `${file}: ${message}`) }).toEqual({
    data: { x: 1 },
    told: [
      'b.json: merge error: another file has a value at /x too',
      'c.json: data at the root must be an object',
      expect.stringContaining('d.yaml: '),
    ],
  });
});

test.each([
  ['a.yaml', 'apiVersion: v1\nkind: Pod\n', true],
  ['a.json', '{"apiVersion": "v1",\n "kind": "Pod"}', true],
  ['a.json', '{"apiVersion":"v1","kind":"Pod"}', true],
  ['a.yaml', '{kind: Pod, apiVersion: v1}\n---\n{kind: Pod, apiVersion: v1}', true],
  ['a.json', '{"mankind": 1, "apiVersion": "v1"}', false],
  ['overlays/kustomization.yaml', 'resources: []', true],
  ['a.yaml', 'kind: settings\n', false],
])('%s with %j is a manifest: %s', (file, text, expected) => {
  expect(isManifest(file, text)).toBe(expected);
});
