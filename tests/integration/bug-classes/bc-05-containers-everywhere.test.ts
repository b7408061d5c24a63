import { gzipSync } from 'node:zlib';
import { isObject, type JsonObject } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type CaseOfCheck, casesOfChecks, pointersIn } from './check-cases.ts';
import { type Files, judgeFiles } from './judge-files.ts';

// BC-05: every way to get a container, in every form a file can have. That every control of the Pod Security Standards looks
// into each is in tests/conformance/pss; here every check on workloads is asked, and every road that an object comes in.

const selector = { matchLabels: { app: 'x' } };
type Wrap = (pod: JsonObject) => JsonObject;

/** A pod in each kind that describes one, with the pointer of its template. */
const kinds: readonly (readonly [string, string, Wrap])[] = [
  ['Deployment', '/spec/template', (pod) => workload('apps/v1', 'Deployment', { selector, template: templateOf(pod) })],
  ['ReplicaSet', '/spec/template', (pod) => workload('apps/v1', 'ReplicaSet', { selector, template: templateOf(pod) })],
  [
    'StatefulSet',
    '/spec/template',
    (pod) => workload('apps/v1', 'StatefulSet', { selector, template: templateOf(pod) }),
  ],
  ['DaemonSet', '/spec/template', (pod) => workload('apps/v1', 'DaemonSet', { selector, template: templateOf(pod) })],
  ['Job', '/spec/template', (pod) => workload('batch/v1', 'Job', { template: templateOf(pod) })],
  [
    'CronJob',
    '/spec/jobTemplate/spec/template',
    (pod) => workload('batch/v1', 'CronJob', { jobTemplate: { spec: { template: templateOf(pod) } } }),
  ],
  [
    'ReplicationController',
    '/spec/template',
    (pod) => workload('v1', 'ReplicationController', { template: templateOf(pod) }),
  ],
  [
    'PodTemplate',
    '/template',
    (pod) => ({
      apiVersion: 'v1',
      kind: 'PodTemplate',
      metadata: { name: 'test', namespace: 'shop' },
      template: templateOf(pod),
    }),
  ],
  [
    'an unknown kind',
    '/spec/deep/0/podTemplate',
    (pod) => workload('example.org/v1', 'Widget', { deep: [{ podTemplate: templateOf(pod) }] }),
  ],
];

/** Checks that mean nothing for a kind, by the reason why. */
const exempt: readonly {
  readonly why: string;
  readonly checks: readonly string[];
  readonly kinds: readonly string[];
}[] = [
  {
    why: 'about pods that run until they are stopped',
    checks: [
      'workload-idle-container',
      'workload-readiness-probe',
      'workload-subpath-secret',
      'workload-toolbox-image',
    ],
    kinds: ['Job', 'CronJob', 'PodTemplate', 'an unknown kind'],
  },
  {
    why: 'the API server refuses other workloads without labels, or adds one',
    checks: ['workload-unlabelled-pod'],
    kinds: kinds.map(([kind]) => kind).filter((kind) => kind !== 'CronJob'),
  },
  {
    why: 'the controller of an unknown kind may fill in what its template leaves out',
    checks: [
      'workload-default-service-account',
      'workload-missing-reference',
      'workload-missing-service-account',
      'workload-token-automount',
      'workload-unused-volume',
    ],
    kinds: ['an unknown kind'],
  },
];

describe('every check on workloads finds in each kind what it finds in a Pod', () => {
  const cases = casesOfChecks().filter(
    ({ check, given, first }) =>
      check.appliesTo === 'workload' &&
      given.expect === 'fail' &&
      first['kind'] === 'Pod' &&
      first['apiVersion'] === 'v1',
  );

  test.each(kinds)('%s', (kind, pointer, wrap) => {
    const apart = new Set(exempt.flatMap(({ kinds: where, checks }) => (where.includes(kind) ? checks : [])));
    const wrong = cases.flatMap((one) => {
      const inPod = pointersIn(one, one.first).map((at) => `${pointer}${at}`);
      const here = pointersIn(one, wrap(one.first));
      return here.join() === inPod.join() || apart.has(one.check.id) ? [] : [told(one, here, inPod)];
    });
    expect(wrong).toEqual([]);
  });

  test('there are many', () => expect(cases.length).toBeGreaterThan(150));
});

describe('every road that an object comes in', () => {
  const pod: JsonObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'test', namespace: 'shop' },
    spec: {
      initContainers: [
        { name: 'i', image: 'a', securityContext: { privileged: true } },
        { name: 's', image: 'a', restartPolicy: 'Always', securityContext: { privileged: true } },
      ],
      containers: [{ name: 'c', image: 'a', securityContext: { privileged: true } }],
      ephemeralContainers: [{ name: 'e', image: 'a', securityContext: { privileged: true } }],
    },
  };
  const all: readonly JsonObject[] = [pod, ...kinds.map(([, , wrap]) => wrap(pod))];
  const json = all.map((object) => JSON.stringify(object));
  const list = (kind: string): string => `{"apiVersion":"v1","kind":"${kind}","items":[${json.join(',')}]}`;
  const yaml = (options: object = {}): string => all.map((object) => stringify(object, options)).join('---\n');

  const roads: readonly (readonly [string, Files])[] = [
    ['JSON lines', { 'a.jsonl': json.join('\n') }],
    ['JSON values one after the other', { 'a.json': json.join('') }],
    ['a file each', Object.fromEntries(json.map((text, index) => [`deep/er/${index}.json`, text]))],
    ['a List', { 'a.json': list('List') }],
    ['a list of another name', { 'a.json': list('WidgetList') }],
    ['a List in YAML', { 'a.yaml': stringify(JSON.parse(list('List'))) }],
    ['YAML documents', { 'a.yaml': yaml() }],
    ['YAML in flow style', { 'a.yaml': json.join('\n---\n') }],
    ['YAML with anchors', { 'a.yaml': yaml({ aliasDuplicateObjects: true, anchorPrefix: 'x' }) }],
    [
      'YAML 1.1 with all in quotes',
      { 'a.yml': yaml({ version: '1.1', defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'QUOTE_DOUBLE' }) },
    ],
    ['YAML with Windows line ends', { 'a.yaml': yaml().replaceAll('\n', '\r\n') }],
    ['gzip', { 'a.json.gz': gzipSync(list('List')) }],
    ['UTF-16', { 'a.yaml': Buffer.from(`\ufeff${yaml()}`, 'utf16le') }],
    [
      'a snapshot',
      {
        'a.jsonl.gz': gzipSync(
          [
            '{"kind":"BulwarkSnapshot","version":1,"cluster":{},"takenAt":"2026-01-01T00:00:00Z","coverage":{}}',
            ...json,
          ].join('\n'),
        ),
      },
    ],
  ];

  test.each(roads)('%s', (_road, files) => {
    const { report } = judgeFiles(files, { check: ['pod-privileged'] });
    const places = report.findings.map(({ resource, evidence: [first] }) => `${resource.kind} ${first?.pointer}`);
    const templates = [['Pod', ''], ...kinds.map(([, pointer, wrap]) => [String(wrap(pod)['kind']), pointer])];
    const expected = templates.flatMap(([kind, pointer]) =>
      ['initContainers/0', 'initContainers/1', 'containers/0', 'ephemeralContainers/0'].map(
        (container) => `${kind} ${pointer}/spec/${container}/securityContext/privileged`,
      ),
    );
    expect(places.sort()).toEqual(expected.sort());
    expect(report.coverage.skipped).toEqual([]);
  });
});

function workload(apiVersion: string, kind: string, spec: JsonObject): JsonObject {
  return { apiVersion, kind, metadata: { name: 'test', namespace: 'shop' }, spec };
}

/** The pod as a template: its labels and annotations go along, its name does not. */
function templateOf(pod: JsonObject): JsonObject {
  const { labels, annotations } = isObject(pod['metadata']) ? pod['metadata'] : {};
  const metadata = {
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  };
  return { metadata, spec: pod['spec'] ?? {} };
}

function told({ check, given }: CaseOfCheck, here: readonly string[], expected: readonly string[]): string {
  return `${check.id}: ${given.title}: found ${here.join(' ') || 'nothing'}, expected ${expected.join(' ')}`;
}
