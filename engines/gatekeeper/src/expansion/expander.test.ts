import { diagnosticText, isObject, type JsonObject, parseYaml, SourceText, valueAt } from '@bulwark/text';
import { expect, test } from 'vitest';
import { loadPolicies } from '../load-policies.ts';
import { resourcesOf } from '../resources-of.ts';

function template(name: string, from: string, to: string, more = ''): string {
  return `apiVersion: expansion.gatekeeper.sh/v1beta1
kind: ExpansionTemplate
metadata: { name: ${name} }
spec:
  applyTo: [{ groups: [apps], versions: [v1], kinds: [${from}] }]
  templateSource: spec.template
  generatedGVK: { group: "${to === 'Pod' ? '' : 'apps'}", version: v1, kind: ${to} }
${more}---
`;
}

const mutator = `apiVersion: mutations.gatekeeper.sh/v1
kind: AssignMetadata
metadata: { name: generated }
spec: { match: { source: Generated }, location: metadata.labels.generated, parameters: { assign: { value: "true" } } }
---
`;

const deployment =
  '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: Web, namespace: shop }, spec: { template: { metadata: { labels: { app: web } }, spec: { a: 1 }, template: {} } } }';

function objectOf(text: string): JsonObject {
  const value = parseYaml(new SourceText('o.yaml', text)).documents[0]?.value;
  if (!isObject(value)) throw new Error('no object');
  return value;
}

function load(text: string) {
  const resources = resourcesOf(parseYaml(new SourceText('e.yaml', text)));
  if ('problem' in resources) throw new Error(resources.problem);
  return loadPolicies(resources);
}

test('what a template makes of an object, mutated', () => {
  const expansion = load(template('pods', 'Deployment', 'Pod') + mutator).expander.expand(objectOf(deployment));
  expect('generated' in expansion ? expansion.generated.map(({ object }) => object) : expansion).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        labels: { app: 'web', generated: 'true' },
        namespace: 'shop',
        name: 'web-pod',
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'Web', uid: '' }],
      },
      spec: { a: 1 },
      template: {},
    },
  ]);
});

test('what is made is expanded too', () => {
  const { expander } = load(template('sets', 'Deployment', 'ReplicaSet') + template('pods', 'ReplicaSet', 'Pod'));
  const object = objectOf(
    deployment.replace('template: {} }', 'spec: { template: { spec: {} } } }').replace('spec: { a: 1 }, ', ''),
  );
  const expansion = expander.expand(object);
  expect(
    'generated' in expansion ? expansion.generated.map((one) => valueAt(one.object, '/metadata/name')) : expansion,
  ).toEqual(['web-replicaset', 'web-replicaset-pod']);
});

test('another kind is not expanded', () => {
  const { expander } = load(template('pods', 'StatefulSet', 'Pod'));
  expect(expander.expand(objectOf(deployment))).toEqual({ generated: [] });
});

test('a source that is missing is a problem', () => {
  const { expander } = load(template('pods', 'Deployment', 'Pod'));
  expect(expander.expand(objectOf('{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web } }'))).toEqual({
    problem: 'could not find source field "spec.template" in resource web',
  });
});

test.each([
  [
    'a circle',
    template('a', 'Deployment', 'ReplicaSet') + template('b', 'ReplicaSet', 'Deployment'),
    'e.yaml:15:3: ExpansionTemplate b: what it generates is expanded back',
  ],
  [
    'itself',
    template('a', 'Deployment', 'Deployment'),
    'e.yaml:7:3: ExpansionTemplate a: it applies to Deployment, which is what it generates',
  ],
  [
    'no source',
    template('a', 'Deployment', 'Pod').replace('templateSource: spec.template', 'x: 1'),
    'e.yaml:4:1: ExpansionTemplate a: templateSource is missing',
  ],
])('%s is told, and expands nothing', (_name, text, problem) => {
  const { expander, diagnostics } = load(text);
  expect(diagnostics.map(diagnosticText)).toEqual([expect.stringContaining(problem)]);
  expect(expander.expand(objectOf(deployment))).toEqual({ generated: [] });
});

test('a template whose fields are of other types is refused, not read as empty', () => {
  const wrong = template('a', 'Deployment', 'Pod').replace('kinds: [Deployment]', 'kinds: Deployment');
  const resources = resourcesOf(parseYaml(new SourceText('t.yaml', wrong)));
  if ('problem' in resources) throw new Error(resources.problem);
  const { diagnostics } = loadPolicies(resources);
  expect(diagnostics.map(diagnosticText)).toEqual([
    expect.stringContaining('ExpansionTemplate a: /spec/applyTo/0/kinds: expected array, found string'),
  ]);
});
