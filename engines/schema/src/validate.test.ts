import { existsSync, globSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { isObject, type JsonObject, parseText, parseYaml, SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { schemaProblemText } from './problem.ts';
import { schemaSet } from './schema-set.ts';
import { validate } from './validate.ts';

const file = new URL('../../../content/schemas/kubernetes.json.gz', import.meta.url);
const set = schemaSet(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')));

function objectsIn(text: string): JsonObject[] {
  const values = parseText(new SourceText('test', text)).documents.map((document) => document.value);
  return values.flatMap((value) =>
    isObject(value) && value['kind'] === 'List' && Array.isArray(value['items']) ? value['items'] : [value],
  );
}

function problemsOf(yaml: string): string[] {
  const [document] = parseYaml(new SourceText('test', yaml)).documents;
  if (!isObject(document?.value)) throw new Error(`no object: ${yaml}`);
  return validate(document.value, set).problems.map(schemaProblemText);
}

const service = (spec: string) => `{apiVersion: v1, kind: Service, metadata: {name: a}, spec: ${spec}}`;
const container = (rest: string) =>
  `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, ${rest}}]}}`;

describe('what the schema says of an object', () => {
  test.each<[string, string, readonly string[]]>([
    ['a clean Service', service('{ports: [{port: 80, targetPort: http}], selector: {a: b}}'), []],
    [
      'a key in another case is not the field (BC-02)',
      container('securityContext: {Privileged: true}'),
      [
        '/spec/containers/0/securityContext/Privileged: unknown field; did you mean "privileged"? Field names are case-sensitive.',
      ],
    ],
    [
      'a key with a slip of the finger',
      container('imagePulPolicy: Always'),
      ['/spec/containers/0/imagePulPolicy: unknown field; did you mean "imagePullPolicy"?'],
    ],
    ['a key that resembles none', service('{zzzz: 1}'), ['/spec/zzzz: unknown field']],
    ['__proto__ is only a key', service('{__proto__: {a: 1}}'), ['/spec/__proto__: unknown field']],
    ['constructor is only a key', service('{constructor: {}}'), ['/spec/constructor: unknown field']],
    [
      'a string where a number belongs',
      '{apiVersion: apps/v1, kind: ReplicaSet, spec: {replicas: "3", selector: {}}}',
      ['/spec/replicas: expected an integer (int32), found the string "3"'],
    ],
    [
      'a number where a string belongs is not shown, it may be a password',
      container('env: [{name: PIN, value: 4711}]'),
      ['/spec/containers/0/env/0/value: expected a string, found a number'],
    ],
    [
      'a boolean as a string',
      container('tty: "true"'),
      ['/spec/containers/0/tty: expected true or false, found the string "true"'],
    ],
    [
      'an object where a list belongs',
      container('env: {name: a}'),
      ['/spec/containers/0/env: expected a list, found an object'],
    ],
    [
      'a missing field, nested',
      container('ports: [{name: http}]'),
      ['/spec/containers/0/ports/0/containerPort: expected a required field, found nothing'],
    ],
    [
      'a missing struct, written as null',
      '{apiVersion: apps/v1, kind: Deployment, spec: {selector: null, template: {}}}',
      ['/spec/selector: expected a required field, found null'],
    ],
    [
      'null for a required list is an empty one',
      '{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, rules: [{verbs: null}]}',
      [],
    ],
    ['null anywhere else is the zero value', container('resources: null, env: null, tty: null'), []],
    [
      'a null element is an empty object',
      '{apiVersion: v1, kind: Pod, spec: {containers: [null]}}',
      ['/spec/containers/0/name: expected a required field, found nothing'],
    ],
    [
      'an integer is exact and has a range',
      container('securityContext: {runAsUser: 9223372036854775807, runAsGroup: 9223372036854775808}'),
      [
        '/spec/containers/0/securityContext/runAsGroup: expected an integer (int64), found the number 9223372036854775808',
      ],
    ],
    [
      'int32 is narrower',
      container('ports: [{containerPort: 2147483648}]'),
      ['/spec/containers/0/ports/0/containerPort: expected an integer (int32), found the number 2147483648'],
    ],
    [
      'minus zero is an integer',
      '{"apiVersion":"apps/v1","kind":"ReplicaSet","spec":{"replicas":-0,"selector":{}}}',
      [],
    ],
    [
      'int-or-string takes both and nothing else',
      service('{ports: [{port: 1, targetPort: true}, {port: 2, targetPort: a}, {port: 3, targetPort: 3}]}'),
      ['/spec/ports/0/targetPort: expected an integer (int32) or a string, found true'],
    ],
    [
      'quantities, written as text or number',
      container('resources: {limits: {cpu: 1.5, memory: 1Gi, a: " 2 ", b: 1e3, c: 1 Gi, d: true}}'),
      [
        '/spec/containers/0/resources/limits/c: expected a quantity, such as 500m or 1Gi, found "1 Gi"',
        '/spec/containers/0/resources/limits/d: expected a quantity, found true',
      ],
    ],
    [
      'base64, without a word of the value',
      '{apiVersion: v1, kind: Secret, data: {a: aGVsbG8=, b: not base64, c: ""}}',
      ['/data/b: expected base64 (RFC 4648), found another string'],
    ],
    ['a Secret whose values are digests', '{apiVersion: v1, kind: Secret, data: {a: {digest: x, bytes: 4}}}', []],
    [
      'such a value anywhere else',
      '{apiVersion: v1, kind: ConfigMap, data: {a: {digest: x, bytes: 4}}}',
      ['/data/a: expected a string, found an object'],
    ],
    [
      'times',
      '{apiVersion: v1, kind: Pod, metadata: {creationTimestamp: 2025-02-29T00:00:00Z, deletionTimestamp: "2024-02-29T00:00:00.5+01:00"}}',
      ['/metadata/creationTimestamp: expected a time (RFC 3339), found "2025-02-29T00:00:00Z"'],
    ],
    [
      'a field that may hold anything',
      '{apiVersion: apps/v1, kind: ControllerRevision, revision: 1, data: {a: [1]}}',
      [],
    ],
    [
      'keys of maps are escaped',
      '{apiVersion: v1, kind: ConfigMap, metadata: {annotations: {a/b: 1}}}',
      ['/metadata/annotations/a~1b: expected a string, found a number'],
    ],
  ])('%s', (_title, yaml, expected) => {
    expect(problemsOf(yaml)).toEqual(expected);
  });

  test.each([
    ['a custom resource', '{apiVersion: example.org/v1, kind: Widget}'],
    ['a version that is no longer served', '{apiVersion: extensions/v1beta1, kind: Deployment}'],
    ['no kind', '{apiVersion: v1}'],
    ['a kind named like a part of every object', '{apiVersion: v1, kind: constructor}'],
  ])('%s is unknown, so nothing is said', (_title, yaml) => {
    expect(validate(objectsIn(yaml)[0] ?? {}, set)).toEqual({ known: false, problems: [] });
  });

  test('numbers that JSON cannot keep are no integers', () => {
    const replicas = (text: string) =>
      objectsIn(`{"apiVersion":"v1","kind":"ReplicationController","spec":{"replicas":${text}}}`)
        .flatMap((object) => validate(object, set).problems)
        .map((problem) => problem.found);
    expect(['1.0', '1e3', '1e400', '0.5'].map(replicas)).toEqual([
      ['the number 1.0'],
      ['the number 1e3'],
      ['the number 1e400'],
      ['the number 0.5'],
    ]);
  });

  test('an enum, where a schema has one', () => {
    const small = schemaSet({
      kubernetes: '0',
      kinds: { 'v1 A': 'A' },
      definitions: {
        A: { type: 'object', properties: { p: { type: 'string', enum: ['TCP', 'UDP'] }, apiVersion: {}, kind: {} } },
      },
    });
    const judge = (p: string) => validate({ apiVersion: 'v1', kind: 'A', p }, small).problems.map(schemaProblemText);
    expect([judge('TCP'), judge('tcp')]).toEqual([[], ['/p: expected one of TCP, UDP, found "tcp"']]);
  });

  test('a hostile object is bounded', () => {
    const object = {
      apiVersion: 'v1',
      kind: 'Service',
      spec: Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}`, i])),
    };
    expect(validate(object, set).problems.length).toBe(200);
  });
});

test('a schema set that is none is refused', () => {
  expect(() => schemaSet({ kinds: {} })).toThrow('expected "kubernetes", "kinds" and "definitions"');
});

const samples = '../shared/suites/schemas/open/kubernetes-api-samples';
const corpus = '../shared/corpus';

describe.each([
  ['every built-in kind, filled with values', samples, 100],
  ['real manifests', corpus, 250],
])('%s', (_title, folder, atLeast) => {
  test.skipIf(!existsSync(folder))(
    `all valid (${existsSync(folder) ? folder : `SKIPPED: ${folder} is not there`})`,
    () => {
      const broken: string[] = [];
      let known = 0;
      for (const path of globSync(`${folder}/**/*.{yaml,yml,json}`)) {
        // Templates of charts are no YAML yet.
        if (path.includes('/templates/')) continue;
        for (const object of objectsIn(readFileSync(path, 'utf8')).filter(isObject)) {
          const result = validate(object, set);
          if (result.known) known++;
          broken.push(...result.problems.map((problem) => `${path}: ${schemaProblemText(problem)}`));
        }
      }
      expect(broken).toEqual([]);
      expect(known).toBeGreaterThanOrEqual(atLeast);
    },
  );
});
