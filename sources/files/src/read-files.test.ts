import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { refText } from '@bulwark/model';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FilesError } from './errors.ts';
import { type FilesRead, readFiles } from './read-files.ts';
import { writeSnapshot } from './snapshot-file.ts';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\n';
const podJson = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"}}';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulwark-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

function read(paths: readonly string[] = [folder]): FilesRead {
  return readFiles(paths, {
    allowRemote: false,
    helmValues: [],
    helmSet: [],
    redact: (object) => ({ ...object, data: 'redacted' }),
  });
}

/** Objects by name and gaps by reason: what a table of cases compares. */
function outline({ resources, skipped }: FilesRead): { objects: string[]; gaps: string[] } {
  return {
    objects: resources.map((resource) => refText(resource.ref)).sort(),
    gaps: skipped.map((gap) => `${gap.reason}: ${gap.what.replace(`${folder}/`, '')}`).sort(),
  };
}

describe('what a folder may hold', () => {
  test.each<readonly [string, Readonly<Record<string, string | Buffer>>, string[], string[]]>([
    ['YAML', { 'a.yaml': pod }, ['Pod shop/web'], []],
    ['several documents', { 'a.yml': `${pod}---\n${pod.replace('web', 'db')}` }, ['Pod shop/db', 'Pod shop/web'], []],
    ['JSON', { 'a.json': podJson }, ['Pod shop/web'], []],
    ['JSON lines', { 'a.jsonl': `${podJson}\n${podJson.replace('web', 'db')}\n` }, ['Pod shop/db', 'Pod shop/web'], []],
    ['a List', { 'a.json': `{"apiVersion":"v1","kind":"List","items":[${podJson}]}` }, ['Pod shop/web'], []],
    [
      'a typed list whose items say nothing',
      { 'a.yaml': 'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a, namespace: b}\n' },
      ['Pod b/a'],
      [],
    ],
    ['gzip', { 'a.yaml.gz': gzipSync(pod) }, ['Pod shop/web'], []],
    ['UTF-16 with a byte order mark', { 'a.yaml': Buffer.from(`\ufeff${pod}`, 'utf16le') }, ['Pod shop/web'], []],
    [
      'other files and hidden folders',
      { 'a.txt': 'x', '.git/a.yaml': pod, 'node_modules/a.yaml': pod, 'b.yaml': pod },
      ['Pod shop/web'],
      [],
    ],
    ['values files are no objects', { 'values.yaml': 'replicas: 3\n', 'a.yaml': pod }, ['Pod shop/web'], []],
    ['a broken document', { 'a.yaml': `${pod}---\nb: [\n` }, ['Pod shop/web'], ['unparsed: a.yaml:6:1']],
    ['a broken file', { 'a.yaml': pod, 'b.json': '{"a":' }, ['Pod shop/web'], ['unparsed: b.json:1:6']],
    ['an object without a name', { 'a.yaml': 'apiVersion: v1\nkind: Pod\n' }, [], ['unparsed: a.yaml:1:1']],
    ['an object without a kind', { 'a.yaml': 'apiVersion: v1\nmetadata: {name: a}\n' }, [], ['unparsed: a.yaml:1:1']],
    ['bytes that are no UTF-8', { 'a.yaml': Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]) }, [], ['unparsed: a.yaml']],
    ['broken gzip', { 'a.yaml.gz': Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]) }, [], ['unparsed: a.yaml.gz']],
    ['gzip in gzip', { 'a.yaml.gz': gzipSync(gzipSync(pod)) }, [], ['limit: a.yaml.gz']],
    ['a gzip bomb', { 'a.yaml.gz': gzipSync(Buffer.alloc(80 * 1024 * 1024, 32)) }, [], ['limit: a.yaml.gz']],
    ['a duplicate key', { 'a.yaml': `${pod}spec: {}\nspec: {}\n` }, ['Pod shop/web'], ['ambiguous: Pod shop/web']],
    ['the same object twice', { 'a.yaml': pod, 'b.yaml': pod }, ['Pod shop/web'], []],
    [
      'the same object twice, different',
      { 'a.yaml': pod, 'b.yaml': `${pod}spec: {}\n` },
      ['Pod shop/web'],
      ['ambiguous: Pod shop/web'],
    ],
  ])('%s', (_title, files, objects, gaps) => {
    write(files);
    expect(outline(read())).toEqual({ objects, gaps });
  });
});

describe('paths', () => {
  test('a glob, a file and a folder are one set', () => {
    write({ 'a/x.yaml': pod, 'b/y.yaml': pod.replace('web', 'db') });
    expect(outline(read([`${folder}/*/x.yaml`, join(folder, 'b')])).objects).toEqual(['Pod shop/db', 'Pod shop/web']);
  });

  test('a path that does not exist is wrong usage', () => {
    expect(() => read([join(folder, 'nothing')])).toThrow(FilesError);
  });

  test('a URL is refused', () => {
    expect(() => read(['https://example.com/a.yaml'])).toThrow('is a URL');
  });

  test('a link to a folder above ends', () => {
    write({ 'a/x.yaml': pod });
    symlinkSync(folder, join(folder, 'a', 'loop'));
    expect(outline(read()).objects).toEqual(['Pod shop/web']);
  });

  test('links in a circle and links to nothing are gaps', () => {
    symlinkSync('a.yaml', join(folder, 'a.yaml'));
    symlinkSync('nowhere', join(folder, 'b.yaml'));
    symlinkSync('nowhere', join(folder, 'c.txt'));
    const gaps = ['error: a.yaml', 'error: b.yaml'];
    expect(outline(read()).gaps).toEqual(gaps);
    expect(outline(read([join(folder, 'a.yaml')])).gaps).toEqual(gaps.slice(0, 1));
  });

  test.skipIf(process.platform !== 'linux')('a name that is not UTF-8 is a gap', () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff]), Buffer.from('.yaml')]), pod);
    expect(outline(read()).gaps).toEqual(['error: \ufffd.yaml']);
  });

  test('a named file without an object is a gap', () => {
    write({ 'values.yaml': 'replicas: 3\n' });
    expect(outline(read([join(folder, 'values.yaml')])).gaps).toEqual(['empty: values.yaml']);
  });
});

describe('positions', () => {
  test.each([
    ['a.yaml', `# c\n${pod}`, 2],
    ['a.yaml', `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: web}\n`, 4],
    ['a.json', `{"kind":"List","apiVersion":"v1","items":[\n ${podJson}]}`, 2],
  ])('%s', async (name, content, line) => {
    write({ [name]: content });
    const { locator } = await import('@bulwark/text');
    const place = read().resources[0]?.place;
    expect(place && locator(place)('').line).toBe(line);
  });
});

test('values of Secrets leave as the redaction made them', () => {
  write({ 'a.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {k: c2VjcmV0}\n' });
  expect(read().resources[0]?.object['data']).toBe('redacted');
});

test('a snapshot file gives back what was written, and what was not read', () => {
  write({ 'a.yaml': pod });
  const { resources } = read();
  const info = {
    kind: 'cluster',
    name: 'prod',
    takenAt: '2026-01-01T00:00:00Z',
    kubeVersion: '1.36',
    skipped: [{ what: 'secrets', reason: 'forbidden', detail: 'no right', count: 1 }],
    incompleteKinds: ['Secret'],
  } as const;
  writeFileSync(join(folder, 'cluster.jsonl.gz'), writeSnapshot(resources, info));
  const again = read([join(folder, 'cluster.jsonl.gz')]);
  expect(again.snapshot).toMatchObject({
    kind: 'snapshot',
    name: 'prod',
    kubeVersion: '1.36',
    takenAt: '2026-01-01T00:00:00Z',
    incompleteKinds: ['Secret'],
    skipped: info.skipped,
  });
  expect(again.resources.map((resource) => resource.object)).toEqual(resources.map((resource) => resource.object));
});

describe('charts and Kustomize folders', () => {
  const path = process.env['PATH'];
  afterEach(() => {
    process.env['PATH'] = path;
  });

  test('without the tools they are skipped, and said', () => {
    process.env['PATH'] = folder;
    write({
      'chart/Chart.yaml': 'name: chart\nversion: 1.0.0\n',
      'chart/templates/a.yaml': '{{ broken',
      'kust/kustomization.yaml': 'resources: [a.yaml]\n',
      'kust/a.yaml': pod,
    });
    expect(outline(read())).toEqual({
      objects: [],
      gaps: ['missing-tool: Helm chart chart', 'missing-tool: Kustomize folder kust']
        .map((gap) => gap.replace(/(chart|kust)$/, `$1`))
        .sort(),
    });
  });

  test('with helm each template is a source of its own', () => {
    write({
      'bin/helm': `#!/bin/sh\nprintf -- '---\\n# Source: chart/templates/a.yaml\\n${pod.replaceAll('\n', '\\n')}'\n`,
      'chart/Chart.yaml': 'name: chart\n',
    });
    process.env['PATH'] = `${folder}/bin:${path}`;
    makeRunnable(join(folder, 'bin', 'helm'));
    const { resources } = read();
    expect(
      resources.map((resource) => [
        resource.place?.source.name.replace(`${folder}/`, ''),
        resource.place?.source.renderedBy,
      ]),
    ).toEqual([['chart/templates/a.yaml', 'helm']]);
  });

  test.each([
    'resources:\n  - https://example.com/base\n',
    'resources: [ "HTTPS://example.com/base" ]\n',
    '{"resources": ["https:\\u002f\\u002fexample.com/base"]}\n',
    'x: &u git::ssh://example.com/base\nbases: [*u]\n',
    'components:\n- >-\n  github.com/example/base\n',
    'patches: [{path: "git@example.com:base.yaml"}]\n',
    'resources: [../deeper]\n',
    'configMapGenerator: [{name: a, files: ["a.json=https://example.com/a.json"]}]\n',
  ])('a remote base is not read unless allowed: %j', (kustomization) => {
    write({
      'kust/kustomization.yaml': kustomization,
      'deeper/Kustomization': 'resources: [gh:example/base]\n',
    });
    expect(read([join(folder, 'kust')]).skipped).toMatchObject([{ reason: 'unsupported' }]);
  });
});

function makeRunnable(file: string): void {
  chmodSync(file, 0o755);
}
