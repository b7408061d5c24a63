import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readFiles } from '@bulwark/files';
import { type Finding, type Report, type Resource, refText } from '@bulwark/model';
import { schemaProblemText, schemaSet, validate } from '@bulwark/schema';
import { describe, expect, test } from 'vitest';

const sample = 'content/sample';
const { resources, skipped, diagnostics } = readFiles([sample], {
  allowRemote: false,
  helmValues: [],
  helmSet: [],
  redact: (object) => object,
});
const { status, report } = scanned();
const open = report.findings.filter(({ exception }) => exception === null);

describe('the objects', () => {
  test('all of them are read', () => {
    expect({ skipped, diagnostics }).toEqual({ skipped: [], diagnostics: [] });
    expect(counts(resources)).toEqual({
      ClusterRole: 6,
      ClusterRoleBinding: 6,
      ConfigMap: 3,
      CronJob: 1,
      DaemonSet: 1,
      Deployment: 5,
      Ingress: 1,
      IngressClass: 1,
      LimitRange: 1,
      Namespace: 8,
      NetworkPolicy: 3,
      Node: 3,
      Pod: 3,
      PodDisruptionBudget: 2,
      ReplicaSet: 1,
      ResourceQuota: 1,
      Role: 2,
      RoleBinding: 3,
      Secret: 2,
      Service: 5,
      ServiceAccount: 10,
      StatefulSet: 2,
    });
  });

  test('the names that the story tells of are there', () => {
    const names = new Set(resources.map(({ ref }) => refText(ref)));
    expect(story.filter((name) => !names.has(name))).toEqual([]);
  });

  test('every object is as its schema says', () => {
    const set = schemaSet(JSON.parse(gunzipSync(readFileSync('content/schemas/kubernetes.json.gz')).toString('utf8')));
    const wrong = resources.flatMap((resource) => {
      const { known, problems } = validate(resource.object, set);
      return [...(known ? [] : ['no schema']), ...problems.map(schemaProblemText)].map(
        (problem) => `${refText(resource.ref)} ${problem}`,
      );
    });
    expect(wrong).toEqual([]);
  });

  test('the two public pods run on node-1, the deployment controller on node-2', () => {
    const places = resources
      .filter(({ kind }) => kind === 'Pod')
      .map(({ name, object }) => [name, object['spec'], object['status']])
      .map(([name, spec, status]) => [name, at(spec, 'nodeName'), at(status, 'podIP')]);
    expect(places).toEqual([
      ['argocd-application-controller-0', 'node-2', '10.244.2.17'],
      ['storefront-6d4b9c7f58-4kzqd', 'node-1', '10.244.1.21'],
      ['storefront-6d4b9c7f58-w8x2m', 'node-1', '10.244.1.22'],
    ]);
  });
});

describe('the scan', () => {
  test('judges everything and passes, as the first run does', () => {
    expect({ status, objects: report.input.objects, skipped: report.coverage.skipped }).toEqual({
      status: 0,
      objects: resources.length,
      skipped: [],
    });
  });

  test.each(planted())('finds %s in %s', (checkId, object, pointer) => {
    const found = open.filter((finding) => finding.checkId === checkId && refText(finding.resource) === object);
    expect(found.map(({ evidence }) => evidence[0]?.pointer)).toEqual([pointer]);
  });

  test('puts first what gives away the cluster', () => {
    expect(open.slice(0, 2).map(({ checkId }) => checkId)).toEqual([
      'rbac-wildcard-everything',
      'rbac-serviceaccounts-token',
    ]);
  });

  test('says of payments only that its Secret is in a file', () => {
    expect(about('payments').map(({ checkId, resource }) => [checkId, refText(resource)])).toEqual([
      ['secret-plain-in-file', 'Secret payments/card-db'],
    ]);
  });

  test('takes the right to read metrics for what it is', () => {
    const ofPrometheus = open.filter(({ resource }) => resource.name === 'prometheus');
    expect(ofPrometheus.filter(({ checkId }) => checkId.startsWith('rbac-'))).toEqual([]);
  });

  test('reports the workload once, not its ReplicaSet and pods as well', () => {
    expect(open.filter(({ resource }) => /^(?:Pod|ReplicaSet)$/.test(resource.kind))).toEqual([]);
  });

  test('counts what the network plugin may do as accepted', () => {
    const accepted = report.findings.filter(({ exception }) => exception !== null);
    expect(new Set(accepted.map(({ resource }) => refText(resource)))).toEqual(
      new Set(['DaemonSet kube-system/cilium']),
    );
  });

  test('names a team for every finding', () => {
    expect(open.filter(({ owner }) => owner === null).map(({ resource }) => refText(resource))).toEqual([]);
  });
});

const story = [
  'Node cp-1',
  'Node node-1',
  'Node node-2',
  ...['edge', 'shop', 'payments', 'ci', 'preview', 'gitops', 'monitoring', 'kube-system'].map(
    (name) => `Namespace ${name}`,
  ),
  'Ingress shop/storefront',
  'Service shop/storefront',
  'Deployment shop/storefront',
  'ServiceAccount shop/storefront',
  'Role ci/token-helper',
  'RoleBinding ci/token-helper-shop',
  'ServiceAccount ci/ci-deployer',
  'ClusterRole preview-env-manager',
  'ClusterRoleBinding preview-env-manager',
  'RoleBinding preview/ci-deployer-edit',
  'StatefulSet gitops/argocd-application-controller',
  'ServiceAccount gitops/argocd-application-controller',
  'ClusterRoleBinding argocd-application-controller',
  'Secret payments/card-db',
  'Deployment payments/api',
  'ServiceAccount monitoring/prometheus',
  'CronJob ci/nightly',
];

/** The weaknesses that were put there: check, object, place. */
function planted(): [string, string, string][] {
  const pod = '/spec/template/spec';
  const container = `${pod}/containers/0/securityContext`;
  return [
    ['rbac-serviceaccounts-token', 'Role ci/token-helper', '/rules/0/resources/0'],
    ['rbac-cross-namespace-subject', 'RoleBinding ci/token-helper-shop', '/subjects/0/name'],
    ['rbac-namespaces-write', 'ClusterRole preview-env-manager', '/rules/0/resources/0'],
    ['rbac-admin-for-workload', 'RoleBinding preview/ci-deployer-edit', '/subjects/0/name'],
    ['rbac-wildcard-everything', 'ClusterRole argocd-application-controller', '/rules/0/verbs/0'],
    ['admission-psa-enforce-missing', 'Namespace shop', '/metadata/labels/pod-security.kubernetes.io~1enforce'],
    ['network-no-default-deny-egress', 'Namespace shop', ''],
    ['network-no-default-deny-ingress', 'Namespace shop', ''],
    ['pod-run-as-user', 'Deployment shop/storefront', `${pod}/securityContext/runAsUser`],
    ['pod-allow-privilege-escalation', 'Deployment shop/storefront', `${container}/allowPrivilegeEscalation`],
    ['workload-writable-root-filesystem', 'Deployment shop/storefront', `${container}/readOnlyRootFilesystem`],
  ];
}

function about(namespace: string): Finding[] {
  return open.filter(
    ({ resource }) => resource.namespace === namespace || refText(resource) === `Namespace ${namespace}`,
  );
}

function scanned(): { readonly status: number | null; readonly report: Report } {
  const args = ['scan', sample, '--fail-on', 'none', '-o', 'json', '--now', '2026-12-01T00:00:00Z', '--no-color'];
  const run = spawnSync(process.execPath, ['apps/cli/bin/bulwark.js', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { status: run.status, report: JSON.parse(run.stdout) as Report };
}

function counts(list: readonly Resource[]): Record<string, number> {
  const byKind: Record<string, number> = {};
  for (const { ref } of list) byKind[ref.kind] = (byKind[ref.kind] ?? 0) + 1;
  return byKind;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
