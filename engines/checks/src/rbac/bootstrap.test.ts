// Kubernetes' own roles and bindings, unchanged, are nobody's finding.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { items, type Resource, record, toResource } from '@bulwark/model';
import { resourceOf, snapshotOf } from '@bulwark/testkit';
import { parseYaml, SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { checks } from '../index.gen.ts';
import { Judge } from '../judge.ts';
import { builtinKey, readBuiltinPolicy } from './builtin-policy.ts';
import { uncoveredParts } from './covers.ts';

const folder = new URL('../../../../../shared/suites/rbac/open/kubernetes-bootstrappolicy/', import.meta.url).pathname;
const present = existsSync(folder);
if (!present) console.warn('skipped: ../shared/suites/rbac/open/kubernetes-bootstrappolicy is not here');

function objectsOf(file: string): readonly unknown[] {
  const { documents } = parseYaml(new SourceText(file, readFileSync(folder + file, 'utf8')));
  return documents.flatMap((document) => items(record(document.value)['items']));
}

function findings(objects: readonly unknown[], kind: 'files' | 'cluster'): string[] {
  const rbac = checks.filter((check) => check.id.startsWith('rbac-'));
  const judged = new Judge(snapshotOf(objects, { kind }), { checks: rbac, kubeMinor: 37, at: 0 });
  expect([...judged.failures()]).toEqual([]);
  return [...judged.judgements()].map(
    ({ check, resource, problem }) => `${check.id} ${resource.name} ${problem.pointer}`,
  );
}

describe.skipIf(!present)('the bootstrap policy of Kubernetes', () => {
  const files = present ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];

  test.each(files)('%s has no finding', (file) => {
    expect(findings(objectsOf(file), 'files')).toEqual([]);
  });

  test('the whole of it has no finding that concerns the rights of a cluster', () => {
    const found = findings(files.flatMap(objectsOf), 'cluster');
    expect(found).toEqual([]);
  });

  test('the table here holds each of its rules and no others', () => {
    const roles = files.flatMap(objectsOf).map((object) => resourceOf(object));
    const { roles: table } = readBuiltinPolicy();
    const rulesOf = (key: string): Resource[] => roles.filter((role) => builtinKey(role) === key);
    const differences = roles
      .filter(({ ref }) => ref.kind === 'ClusterRole' || ref.kind === 'Role')
      .filter((role) => role.object['aggregationRule'] === undefined)
      .flatMap((role) => {
        const key = builtinKey(role);
        const upstream = rulesOf(key).flatMap((one) => items(one.object['rules']).map(record));
        const ours = table.get(key) ?? [];
        const missing = upstream.flatMap((rule) => uncoveredParts(ours, rule));
        return [...missing, ...ours.flatMap((rule) => uncoveredParts(upstream, rule))].map((part) => ({
          key,
          ...part,
        }));
      });
    expect(differences).toEqual([]);
  });
});

test('a built-in role that grants more is a finding', () => {
  const role = toResource({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'system:discovery', labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
    rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }],
  });
  expect(findings([role?.object], 'files')).toEqual(['rbac-builtin-role-changed system:discovery /rules/0']);
});
