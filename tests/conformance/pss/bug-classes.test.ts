import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits, type Edit, remove, set } from '@bulwark/checks';
import { readFiles } from '@bulwark/files';
import type { Resource } from '@bulwark/model';
import { resourceOf } from '@bulwark/testkit';
import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { type Field, fields, restrictedPod } from './fields.ts';
import { judgePods } from './judge-pods.ts';

describe('BC-04: null, missing, empty, another type, an unknown word', () => {
  const others: readonly JsonValue[] = [
    'true',
    'false',
    'yes',
    '',
    '0',
    true,
    false,
    0,
    1,
    -1,
    [],
    [null],
    ['ALL'],
    {},
    { type: 'x' },
  ];

  test.each(fields.map((field) => [`${field.check} ${field.pointer}`, field]))('%s', (_title, field: Field) => {
    const wrong = casesOf(field).filter(({ pod, expected }) => verdict(pod, field.check) !== expected);
    expect(wrong.map(({ says, expected }) => `${says} should be ${expected}`)).toEqual([]);
  });

  test('the base is allowed, and the table is large', () => {
    expect(idsFor(restrictedPod, 37)).toEqual([]);
    expect(fields.flatMap(casesOf).length).toBeGreaterThan(2000);
  });

  interface Case {
    readonly says: string;
    readonly pod: JsonObject;
    readonly expected: 'denied' | 'allowed';
  }

  function casesOf(field: Field): Case[] {
    const lists = field.pointer.includes('@')
      ? ['initContainers', 'containers', 'ephemeralContainers']
      : ['containers'];
    return lists.flatMap((list) => {
      const at = (pointer: string): string => pointer.replace('@', `/spec/${list}/0`);
      const given = (field.given ?? []).map((edit) => ({ ...edit, pointer: at(edit.pointer) }));
      const as = (expected: Case['expected'], edit: Edit): Case => ({
        says: `${edit.op} ${edit.pointer} ${'value' in edit ? String(JSON.stringify(edit.value, text)) : ''}`,
        pod: applyEdits(restrictedPod, [...given, edit]),
        expected,
      });
      const put = (value: JsonValue): Edit => set(at(field.pointer), value);
      return [
        ...field.denied.map((value) => as('denied', put(value))),
        ...field.allowed.map((value) => as('allowed', put(value))),
        as(field.missing, remove(at(field.pointer))),
        as(field.missing, put(null)),
        ...others.filter((value) => typeOf(value) !== field.type).map((value) => as(field.missing, put(value))),
      ];
    });
  }

  function verdict(pod: JsonObject, check: string): Case['expected'] {
    return idsFor(pod, 37).includes(check) ? 'denied' : 'allowed';
  }
});

describe('BC-05: every way to get a container', () => {
  const spec = podSpec('containers', {});
  const template = { metadata: { labels: { app: 'x' } }, spec };
  const pod = (own: JsonObject): JsonObject => object('v1', 'Pod', own);
  const paths: readonly (readonly [string, JsonObject, string])[] = [
    ['containers', pod(spec), '/spec/containers/0'],
    ['initContainers', pod(podSpec('initContainers', {})), '/spec/initContainers/0'],
    ['a sidecar', pod(podSpec('initContainers', { restartPolicy: 'Always' })), '/spec/initContainers/0'],
    ['ephemeralContainers', pod(podSpec('ephemeralContainers', {})), '/spec/ephemeralContainers/0'],
    ['Deployment', object('apps/v1', 'Deployment', { template }), '/spec/template/spec/containers/0'],
    ['ReplicaSet', object('apps/v1', 'ReplicaSet', { template }), '/spec/template/spec/containers/0'],
    ['StatefulSet', object('apps/v1', 'StatefulSet', { template }), '/spec/template/spec/containers/0'],
    ['DaemonSet', object('apps/v1', 'DaemonSet', { template }), '/spec/template/spec/containers/0'],
    ['Job', object('batch/v1', 'Job', { template }), '/spec/template/spec/containers/0'],
    [
      'CronJob',
      object('batch/v1', 'CronJob', { jobTemplate: { spec: { template } } }),
      '/spec/jobTemplate/spec/template/spec/containers/0',
    ],
    ['ReplicationController', object('v1', 'ReplicationController', { template }), '/spec/template/spec/containers/0'],
    [
      'PodTemplate',
      { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'x' }, template },
      '/template/spec/containers/0',
    ],
    ['an item of a List', { apiVersion: 'v1', kind: 'List', items: [pod(spec)] }, '/spec/containers/0'],
    [
      'an unknown kind with a pod template',
      object('example.org/v1', 'Widget', { parts: [{ podTemplate: template }] }),
      '/spec/parts/0/podTemplate/spec/containers/0',
    ],
  ];

  test('there are fourteen', () => expect(paths.length).toBe(14));

  test.each(paths)('%s', (_name, manifest, container) => {
    const found = judgePods(readManifest(manifest), { level: 'restricted', minor: 37 });
    const privileged = found.filter(({ check }) => check.id === 'pod-privileged');
    expect(privileged.map(({ problem }) => problem.pointer)).toEqual([`${container}/securityContext/privileged`]);
    // Every other control that reads containers finds it in the same place.
    const at = found.filter(({ problem }) => problem.pointer.startsWith(container));
    expect(new Set(at.map(({ check }) => check.id))).toEqual(worstFinds);
  });
});

const worst = {
  privileged: true,
  procMount: 'Unmasked',
  runAsUser: 0,
  runAsNonRoot: false,
  capabilities: { add: ['SYS_ADMIN'] },
  seccompProfile: { type: 'Unconfined' },
  appArmorProfile: { type: 'Unconfined' },
  seLinuxOptions: { type: 'spc_t' },
  windowsOptions: { hostProcess: true },
} as const;

const worstFinds = new Set([
  'pod-privileged',
  'pod-proc-mount-baseline',
  'pod-run-as-user',
  'pod-run-as-non-root',
  'pod-capabilities-baseline',
  'pod-capabilities-restricted',
  'pod-seccomp-profile-baseline',
  'pod-app-armor-profile',
  'pod-se-linux-options',
  'pod-windows-host-process',
  'pod-allow-privilege-escalation',
  'pod-host-ports',
  'pod-host-probes-and-lifecycle',
]);

describe('BC-12: seccomp and AppArmor by annotation, field, pod and container', () => {
  interface Row {
    readonly annotations?: JsonObject;
    readonly pod?: JsonObject;
    readonly container?: JsonObject;
    readonly os?: string;
  }
  const off = { type: 'Unconfined' };
  const on = { type: 'RuntimeDefault' };
  const seccomp = (profile: JsonObject): JsonObject => ({ seccompProfile: profile });
  const appArmor = (profile: JsonObject): JsonObject => ({ appArmorProfile: profile });
  const seccompPod = 'seccomp.security.alpha.kubernetes.io/pod';
  const seccompApp = 'container.seccomp.security.alpha.kubernetes.io/app';
  const appArmorApp = 'container.apparmor.security.beta.kubernetes.io/app';
  const base = 'pod-seccomp-profile-baseline';
  const more = 'pod-seccomp-profile-restricted';
  const armor = 'pod-app-armor-profile';

  const rows: readonly (readonly [string, Row, number, readonly string[]])[] = [
    ['seccomp nowhere', {}, 37, [more]],
    ['seccomp nowhere, v1.18', {}, 18, []],
    ['seccomp of the pod', { pod: seccomp(on) }, 37, []],
    ['seccomp of the container', { container: seccomp(on) }, 37, []],
    ['seccomp off for the pod', { pod: seccomp(off) }, 37, [base]],
    ['seccomp off for the pod, on for the container', { pod: seccomp(off), container: seccomp(on) }, 37, [base]],
    ['seccomp on for the pod, off for the container', { pod: seccomp(on), container: seccomp(off) }, 37, [base]],
    ['seccomp off for both', { pod: seccomp(off), container: seccomp(off) }, 37, [base, base]],
    ['seccomp by annotation only', { annotations: { [seccompPod]: 'runtime/default' } }, 37, [more]],
    ['seccomp by annotation, v1.18', { annotations: { [seccompPod]: 'runtime/default' } }, 18, []],
    ['seccomp off by annotation', { annotations: { [seccompPod]: 'unconfined' }, pod: seccomp(on) }, 37, []],
    ['seccomp off by annotation, v1.18', { annotations: { [seccompPod]: 'unconfined' }, pod: seccomp(on) }, 18, [base]],
    ['seccomp off for the container by annotation, v1.18', { annotations: { [seccompApp]: 'unconfined' } }, 18, [base]],
    ['seccomp by a local file, v1.18', { annotations: { [seccompApp]: 'localhost/p.json' } }, 18, []],
    ['seccomp by the old word, v1.18', { annotations: { [seccompApp]: 'docker/default' } }, 18, []],
    ['seccomp by an empty annotation, v1.18', { annotations: { [seccompApp]: '' } }, 18, [base]],
    ['seccomp off by field, v1.18', { pod: seccomp(off) }, 18, []],
    ['seccomp nowhere, Windows', { os: 'windows' }, 37, []],
    ['seccomp nowhere, Windows, v1.24', { os: 'windows' }, 24, [more]],
    ['AppArmor by annotation', { annotations: { [appArmorApp]: 'runtime/default' }, pod: seccomp(on) }, 37, []],
    ['AppArmor by an empty annotation', { annotations: { [appArmorApp]: '' }, pod: seccomp(on) }, 37, []],
    ['AppArmor off by annotation', { annotations: { [appArmorApp]: 'unconfined' }, pod: seccomp(on) }, 37, [armor]],
    [
      'AppArmor by an unknown annotation',
      { annotations: { [appArmorApp]: 'docker/default' }, pod: seccomp(on) },
      37,
      [armor],
    ],
    ['AppArmor off for the pod', { pod: { ...seccomp(on), ...appArmor(off) } }, 37, [armor]],
    ['AppArmor off for the container', { pod: seccomp(on), container: appArmor(off) }, 37, [armor]],
    [
      'AppArmor off by field and annotation, on for the pod',
      {
        annotations: { [appArmorApp]: 'unconfined' },
        pod: { ...seccomp(on), ...appArmor(on) },
        container: appArmor(off),
      },
      37,
      [armor, armor],
    ],
    ['AppArmor off by field, v1.10', { container: appArmor(off) }, 10, [armor]],
    ['AppArmor off, Windows', { os: 'windows', container: appArmor(off) }, 37, [armor]],
  ];

  test.each(rows)('%s', (_title, { annotations = {}, pod = {}, container = {}, os }, minor, ids) => {
    const found = idsFor(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'test', annotations },
        spec: {
          ...(os === undefined ? {} : { os: { name: os } }),
          securityContext: pod,
          containers: [{ name: 'app', image: 'a', securityContext: container }],
        },
      },
      minor,
    );
    expect(found.filter((id) => [base, more, armor].includes(id))).toEqual(ids);
  });
});

function podSpec(list: string, more: JsonObject): JsonObject {
  const bad = {
    name: 'bad',
    image: 'a',
    ports: [{ containerPort: 80, hostPort: 80 }],
    livenessProbe: { httpGet: { port: 80, host: '169.254.169.254' } },
    securityContext: worst,
    ...more,
  };
  return list === 'containers' ? { containers: [bad] } : { containers: restrictedPod.spec.containers, [list]: [bad] };
}

function object(apiVersion: string, kind: string, spec: JsonObject): JsonObject {
  return { apiVersion, kind, metadata: { name: 'x', namespace: 'shop' }, spec };
}

/** The objects of a manifest as a user's file gives them. */
function readManifest(manifest: JsonObject): readonly Resource[] {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-bc-'));
  try {
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    return readFiles([folder], { redact: (secret) => secret, allowRemote: false, helmValues: [], helmSet: [] })
      .resources;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function idsFor(manifest: JsonObject, minor: number): readonly string[] {
  return judgePods([resourceOf(manifest)], { level: 'restricted', minor }).map(({ check }) => check.id);
}

function typeOf(value: JsonValue): string {
  if (isList(value)) return 'list';
  if (isObject(value)) return 'object';
  return typeof value === 'number' ? 'integer' : typeof value;
}

/** JSON has no bigint; only for the title of a case. */
function text(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
