import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findCluster } from '../find-cluster.ts';
import { type ClusterChoice, chooseCluster } from './choose-cluster.ts';
import { inCluster } from './in-cluster.ts';

const folder = mkdtempSync(join(tmpdir(), 'choose-'));
afterAll(() => rmSync(folder, { recursive: true }));

const kubeconfig = join(folder, 'config');
writeFileSync(
  kubeconfig,
  `kind: Config
current-context: staging
contexts:
- {name: staging, context: {cluster: one, user: dev}}
- {name: production-eu, context: {cluster: two, user: ops, namespace: shop}}
- {name: nowhere, context: {cluster: thre, user: dev}}
- {name: anonymous, context: {cluster: one}}
clusters:
- {name: one, cluster: {server: "https://one.example:6443/"}}
- {name: two, cluster: {server: "https://me:secret@two.example/k8s/clusters/c-1"}}
users:
- {name: dev, user: {token: t}}
- {name: ops, user: {token: t}}
`,
);
const noContext = join(folder, 'no-context');
writeFileSync(noContext, 'contexts: [{name: a, context: {cluster: a}}]');

const found: readonly (readonly [ClusterChoice, object])[] = [
  [{}, { context: 'staging', server: 'https://one.example:6443', user: 'dev', namespace: 'default' }],
  [
    { context: 'production-eu' },
    { context: 'production-eu', server: 'https://two.example/k8s/clusters/c-1', user: 'ops', namespace: 'shop' },
  ],
  [{ user: 'ops' }, { context: 'staging', server: 'https://one.example:6443', user: 'ops', namespace: 'default' }],
  [
    { context: 'nowhere', cluster: 'one' },
    { context: 'nowhere', server: 'https://one.example:6443' },
  ],
  [{ context: 'anonymous' }, { context: 'anonymous', user: '' }],
  [
    { kubeconfig: noContext, context: 'a', cluster: 'b' },
    { code: 'UNKNOWN_NAME', remedy: 'known: none' },
  ],
  [{ kubeconfig: noContext }, { code: 'NO_CONTEXT', remedy: 'name one by --context: a' }],
  [{ context: 'prodution-eu' }, { code: 'UNKNOWN_NAME', remedy: 'did you mean "production-eu"?' }],
  [{ context: 'production' }, { code: 'UNKNOWN_NAME', remedy: 'did you mean "production-eu"?' }],
  [
    { context: 'zzzzzzzzz' },
    { code: 'UNKNOWN_NAME', remedy: 'known: staging, production-eu, nowhere, anonymous', fault: 'usage' },
  ],
  [{ context: 'nowhere' }, { message: `no cluster "thre" in ${kubeconfig}`, remedy: 'known: one, two' }],
  [{ user: 'dve' }, { message: `no user "dve" in ${kubeconfig}`, remedy: 'did you mean "dev"?' }],
];

test.each(found)('%j is found as kubectl finds it', (choice, expected) => {
  expect(outcome(() => findCluster({ kubeconfig, environment: {}, ...choice }))).toMatchObject(expected);
});

test('without any kubeconfig and outside of a pod it says what to do', () => {
  expect(outcome(() => chooseCluster({ environment: { HOME: folder } }))).toMatchObject({
    code: 'NO_CONTEXT',
    message: 'no kubeconfig was found',
    remedy: 'name a file by --kubeconfig or KUBECONFIG',
  });
});

test('a pod reads its own cluster by its service account', () => {
  const environment = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
  expect(inCluster(environment, folder)).toBeUndefined();
  writeFileSync(join(folder, 'token'), 't');
  expect(inCluster({}, folder)).toBeUndefined();
  writeFileSync(join(folder, 'namespace'), 'tools\n');
  expect(inCluster(environment, folder)).toEqual({
    context: 'in-cluster',
    namespace: 'tools',
    userName: 'in-cluster',
    cluster: { value: { server: 'https://[fd00::1]:443', 'certificate-authority': `${folder}/ca.crt` }, file: '' },
    user: { value: { tokenFile: `${folder}/token` }, file: '' },
  });
});

function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
