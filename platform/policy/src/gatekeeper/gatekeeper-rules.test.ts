import { resourceOf, snapshotOf } from '@bulwark/testkit';
import { expect, test } from 'vitest';
import { plainRuntime as runtime } from '../../test/plain-runtime.ts';
import { gatekeeperRules } from './gatekeeper-rules.ts';

const needs = JSON.stringify([
  [{ groups: ['extensions', 'networking.k8s.io'], versions: ['v1', 'v1beta1'], kinds: ['Ingress'] }],
  [{ groups: [''], versions: ['v1'], kinds: ['Service'] }],
]);

function policies(annotation: string, ...more: readonly object[]) {
  const template = {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: 'k8sno', annotations: { 'metadata.gatekeeper.sh/requires-sync-data': annotation } },
    spec: {
      crd: { spec: { names: { kind: 'K8sNo' } } },
      targets: [
        {
          target: 'admission.k8s.gatekeeper.sh',
          rego: 'package k8sno\n\nviolation[{"msg": "no"}] { input.review.object.kind }',
        },
      ],
    },
  };
  const constraint = { apiVersion: 'constraints.gatekeeper.sh/v1beta1', kind: 'K8sNo', metadata: { name: 'all' } };
  return [template, constraint, ...more].map(resourceOf);
}

function config(spec: object, name = 'config') {
  return { apiVersion: 'config.gatekeeper.sh/v1alpha1', kind: 'Config', metadata: { name, namespace: 'gk' }, spec };
}

function syncSet(...kinds: readonly string[]) {
  const gvks = kinds.map((one) => {
    const [group, version, kind] = one.split('/');
    return { group, version, kind };
  });
  return { apiVersion: 'syncset.gatekeeper.sh/v1alpha1', kind: 'SyncSet', metadata: { name: 's' }, spec: { gvks } };
}

function lacks(annotation: string, ...more: readonly object[]) {
  const { unsynced } = gatekeeperRules(policies(annotation, ...more), snapshotOf([]), {
    runtime,
    print: () => undefined,
  });
  return unsynced.map(({ detail }) => detail);
}

const both = syncSet('networking.k8s.io/v1/Ingress', '/v1/Service');

test.each([
  ['all is synced', needs, [both], []],
  ['quotes around the annotation', `"\n${needs}\n"`, [both], []],
  [
    'SyncSets and Config count together',
    needs,
    [syncSet('extensions/v1beta1/Ingress'), config({ sync: { syncOnly: [{ version: 'v1', kind: 'Service' }] } })],
    [],
  ],
  ['a kind is missing', needs, [syncSet('networking.k8s.io/v1/Ingress')], ['/v1:Service']],
  [
    'another version is another kind',
    needs,
    [syncSet('networking.k8s.io/v2/Ingress', '/v1/Service')],
    ['extensions/v1:Ingress or '],
  ],
  ['a Config of another name', needs, [both, config({ sync: { syncOnly: [] } }, 'other')], []],
  ['a Config alone', needs, [config({ sync: { syncOnly: [] } })], ['extensions/v1:Ingress or ']],
  ['a Config that says nothing of sync', needs, [config({ match: [] })], []],
  ['nothing that syncs is given', needs, [], []],
  ['no JSON', '[', [both], ['expected a JSON list']],
  ['an unknown field', '[[{"group": "a"}]]', [both], ['expected a JSON list']],
])('sync: %s', (_title, annotation, more, expected) => {
  expect(lacks(annotation, ...more)).toEqual(expected.map((said) => expect.stringContaining(said)));
});

const pod = resourceOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'kube-system' } });
const namespace = resourceOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } });
const role = resourceOf({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'kube-x' },
});

test.each([
  ['files', ['webhook'], [true, true, false]],
  ['files', ['audit', 'sync', 'mutation-webhook'], [false, false, false]],
  ['cluster', ['audit'], [true, true, false]],
  ['snapshot', ['*'], [true, true, false]],
] as const)('of %s a Config excludes from %j', (kind, processes, expected) => {
  const excluding = config({ match: [{ excludedNamespaces: ['kube-*'], processes }] });
  const { rules } = gatekeeperRules(policies('', excluding), snapshotOf([], { kind }), {
    runtime,
    print: () => undefined,
  });
  const verdicts = [pod, namespace, role].map((object) => rules[0]?.judge(object, () => undefined));
  expect(verdicts.map((verdict) => verdict?.messages)).toEqual([['no'], ['no'], ['no']]);
  expect(verdicts.map((verdict) => verdict?.exception?.policy === 'gatekeeper:Config/config')).toEqual(expected);
});
