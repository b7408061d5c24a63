// needs: gator on the PATH (go install github.com/open-policy-agent/gatekeeper/v3/cmd/gator@v3.23.1)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isList, isObject, type JsonObject, type JsonValue, parseYaml, SourceText, valueAt } from '@bulwark/text';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { resourcesOf, testObjects } from '../../../engines/gatekeeper/src/index.ts';

const tool = 'gator';
const isThere = spawnSync(tool, ['--version']).status === 0;
if (!isThere) process.stdout.write('skipped: comparison with gator: gator is not on the PATH\n');

const folder = mkdtempSync(join(tmpdir(), 'gator-'));
afterAll(() => rmSync(folder, { recursive: true }));

const template: JsonObject = {
  apiVersion: 'templates.gatekeeper.sh/v1',
  kind: 'ConstraintTemplate',
  metadata: { name: 'k8sall' },
  spec: {
    crd: { spec: { names: { kind: 'K8sAll' } } },
    targets: [
      {
        target: 'admission.k8s.gatekeeper.sh',
        rego: 'package k8sall\nviolation[{"msg": msg}] { msg := sprintf("%v %v", [input.review.kind.kind, input.review.object.metadata.name]) }',
      },
    ],
  },
};

const expansion: JsonObject = {
  apiVersion: 'expansion.gatekeeper.sh/v1beta1',
  kind: 'ExpansionTemplate',
  metadata: { name: 'pods' },
  spec: {
    applyTo: [{ groups: ['apps'], versions: ['v1'], kinds: ['Deployment'] }],
    templateSource: 'spec.template',
    generatedGVK: { group: '', version: 'v1', kind: 'Pod' },
  },
};

const wildcard = fc.constantFrom('a', 'b', 'a*', '*b', '*', '*a*', 'prod-*', 'x', '-');
const text = fc.constantFrom('x', 'z');
const labels = fc.record({ app: text, team: text }, { requiredKeys: [] });
const expression = fc.constantFrom<JsonObject>(
  { key: 'app', operator: 'In', values: ['x'] },
  { key: 'team', operator: 'NotIn', values: ['x'] },
  { key: 'app', operator: 'Exists' },
  { key: 'team', operator: 'DoesNotExist' },
);
const selector = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const kinds = fc.record(
  {
    apiGroups: fc.array(fc.constantFrom('', 'apps', '*'), { minLength: 1, maxLength: 2 }),
    kinds: fc.array(fc.constantFrom('Pod', 'Namespace', 'Deployment', '*'), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const match = fc.record(
  {
    kinds: fc.array(kinds, { maxLength: 2 }),
    scope: fc.constantFrom('Cluster', 'Namespaced', '*', 'cluster'),
    namespaces: fc.array(wildcard, { maxLength: 2 }),
    excludedNamespaces: fc.array(wildcard, { maxLength: 1 }),
    labelSelector: selector,
    namespaceSelector: selector,
    name: wildcard,
    source: fc.constantFrom('All', 'Original', 'Generated'),
  },
  { requiredKeys: [] },
);
const namespaces = fc.array(fc.record({ name: fc.constantFrom('a', 'prod-a'), labels }), { maxLength: 2 });
const pods = fc.array(fc.record({ namespace: fc.constantFrom('a', 'b', 'prod-a', 'default'), labels }), {
  maxLength: 4,
});

test.skipIf(!isThere)('gator test finds the same', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(match, { minLength: 5, maxLength: 15 }),
      namespaces,
      pods,
      pods,
      (given, spaces, single, made) => {
        const objects: JsonObject[] = [
          ...new Map(
            spaces.map((metadata) => [metadata.name, { apiVersion: 'v1', kind: 'Namespace', metadata }]),
          ).values(),
          ...single.map((metadata, at) => ({
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: `a-${at}`, ...metadata },
          })),
          ...made.map((metadata, at) => ({
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: `d-${at}`, ...metadata },
            spec: { template: { metadata: { labels: metadata.labels } } },
          })),
        ];
        const constraints: JsonObject[] = given.map((one, at) => ({
          apiVersion: 'constraints.gatekeeper.sh/v1beta1',
          kind: 'K8sAll',
          metadata: { name: `c-${at}` },
          spec: { match: one },
        }));
        const world = [template, expansion, ...constraints, ...objects]
          .map((one) => JSON.stringify(one))
          .join('\n---\n');
        expect(ours(world)).toEqual(theirs(world));
      },
    ),
    { numRuns: 60 },
  );
});

function ours(world: string): string[] {
  const resources = resourcesOf(parseYaml(new SourceText('world.yaml', world)));
  if ('problem' in resources) throw new Error(resources.problem);
  return testObjects(resources)
    .violations.filter(({ resource }) => isJudged(resource.ref.kind))
    .map(({ resource: { ref }, violation: { constraint, message } }) =>
      [constraint.name, ref.kind, ref.namespace ?? '', ref.name, message].join(' '),
    )
    .sort();
}

function theirs(world: string): string[] {
  const path = join(folder, 'world.yaml');
  writeFileSync(path, world);
  const { stdout, stderr } = spawnSync(tool, ['test', '-f', path, '-o', 'json'], { encoding: 'utf8' });
  const results: JsonValue = stdout.trim() === '' ? stderr : JSON.parse(stdout);
  if (results === null) return [];
  if (!isList(results)) throw new Error(`gator: ${stderr}`);
  const at = (value: JsonValue, pointer: string): string => String(valueAt(value, pointer) ?? '');
  return results
    .filter((one) => isObject(one) && isJudged(at(one, '/violatingObject/kind')))
    .map((one) =>
      [
        at(one, '/constraint/metadata/name'),
        at(one, '/violatingObject/kind'),
        at(one, '/violatingObject/metadata/namespace'),
        at(one, '/violatingObject/metadata/name'),
        at(one, '/msg'),
      ].join(' '),
    )
    .sort();
}

/** Gator judges policies too, and takes cluster-wide objects for objects of a namespace without a name. */
function isJudged(kind: string): boolean {
  return kind === 'Pod' || kind === 'Deployment' || kind === 'Namespace';
}
