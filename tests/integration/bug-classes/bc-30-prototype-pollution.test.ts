// BC-30: keys that name prototypes are only keys, wherever a file may hold them.
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { privilegedPod } from '../../e2e/manifests.ts';
import { Workspace } from '../../e2e/workspace.ts';
import { judgeFiles } from './judge-files.ts';

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'];

/** The places of an object whose keys come from outside. */
const places: readonly (readonly [string, (key: string, value: string) => string])[] = [
  ['the object', (key, value) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n${key}: ${value}\n`],
  ['labels', (key, value) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {${key}: ${value}}}\n`],
  [
    'annotations',
    (key, value) => `apiVersion: v1\nkind: Ingress\nmetadata: {name: a, annotations: {${key}: ${value}}}\n`,
  ],
  ['data', (key, value) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {${key}: ${value}}\n`],
  [
    'secret data',
    (key, value) => `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {${key}: ${value}}\n`,
  ],
  [
    'a selector',
    (key, value) => `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {${key}: ${value}}}\n`,
  ],
  [
    'a merge key',
    (key, value) => `base: &b {${key}: ${value}}\napiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {<<: *b}}\n`,
  ],
  [
    'JSON',
    (key, value) =>
      `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","labels":{"${key}":"${value.replaceAll('"', "'")}"}}}`,
  ],
];

const before = Object.getOwnPropertyNames(Object.prototype).sort();

beforeAll(() => expect(Object.isExtensible(Object.prototype)).toBe(true));
afterAll(() => expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before));

test.each(places)('in %s', (_place, text) => {
  for (const name of names) {
    for (const value of ['{polluted: yes}', 'text', '[1]']) {
      const { failures, read } = judgeFiles({ 'a.yaml': text(name, value) });
      expect({ name, value, failures }).toEqual({ name, value, failures: [] });
      expect(read.resources.length + read.skipped.length).toBeGreaterThan(0);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    }
  }
});

test('a label named like a method selects nothing by itself', () => {
  const policy =
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: x}\nspec: {podSelector: {matchLabels: {constructor: a}}}\n';
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: x}\nspec: {containers: [{name: c, image: i}]}\n';
  const { report, failures } = judgeFiles(
    { 'a.yaml': `${policy}---\n${pod}` },
    { check: ['network-policy-selects-nothing'], asCluster: true },
  );
  expect(failures).toEqual([]);
  expect(report.findings.map((finding) => finding.resource.name)).toEqual(['p']);
});

test('the command line, with prototypes that nobody may add to', () => {
  const texts = places.flatMap(([, text]) => names.map((name) => text(name, '{polluted: yes}')));
  const files = Object.fromEntries(texts.map((text, index) => [`all/${index}.yaml`, text]));
  const settings = names.map((name) => `${name}: {polluted: yes}\n`).join('');
  const workspace = new Workspace({
    ...files,
    'all/pod.yaml': privilegedPod,
    'settings.yaml': settings,
    'exceptions.yaml': settings,
  });
  const node = ['--import', pathToFileURL('tests/e2e/frozen-prototypes.mjs').href];
  for (const [code, ...args] of [
    [1, 'scan', 'all', '-o', 'json=report.json', '-o', 'html=report.html', '-o', 'sarif=report.sarif'],
    [1, 'scan', 'all', '--exceptions', 'exceptions.yaml'],
    [2, 'scan', 'all', '--config', 'settings.yaml'],
    [2, 'scan', 'all', '--baseline', 'settings.yaml'],
    [1, 'fix', 'all', '--write'],
  ] as const) {
    const ended = workspace.runWith({ node }, ...args);
    expect({ args, code: ended.code, bug: /bug:|PROTOTYPE/.exec(ended.stderr)?.[0] }).toEqual({
      args,
      code,
      bug: undefined,
    });
  }
  workspace.remove();
});
