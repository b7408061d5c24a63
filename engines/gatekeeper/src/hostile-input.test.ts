import { toResource } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reviewOfAdmission } from './review/review.ts';
import { readSuite } from './suite/read-suite.ts';
import { testObjects } from './test-objects.ts';

const kinds = [
  ['templates.gatekeeper.sh/v1', 'ConstraintTemplate'],
  ['templates.gatekeeper.sh/v1beta1', 'ConstraintTemplate'],
  ['constraints.gatekeeper.sh/v1beta1', 'Anything'],
  ['mutations.gatekeeper.sh/v1', 'Assign'],
  ['mutations.gatekeeper.sh/v1', 'AssignMetadata'],
  ['mutations.gatekeeper.sh/v1', 'ModifySet'],
  ['mutations.gatekeeper.sh/v1', 'AssignImage'],
  ['expansion.gatekeeper.sh/v1beta1', 'ExpansionTemplate'],
  ['externaldata.gatekeeper.sh/v1beta1', 'Provider'],
  ['test.gatekeeper.sh/v1alpha1', 'Suite'],
  ['v1', 'Pod'],
] as const;

const names = [
  ...['crd', 'spec', 'names', 'kind', 'validation', 'openAPIV3Schema', 'legacySchema', 'type', 'properties', 'items'],
  ...['targets', 'target', 'rego', 'code', 'engine', 'source', 'libs', 'match', 'kinds', 'namespaces', 'labelSelector'],
  ...['namespaceSelector', 'matchExpressions', 'matchLabels', 'name', 'parameters', 'enforcementAction', 'location'],
  ...['scopedEnforcementActions', 'assign', 'value', 'fromMetadata', 'pathTests', 'subPath', 'condition', 'applyTo'],
  ...['groups', 'versions', 'operations', 'values', 'fromList', 'templateSource', 'generatedGVK', 'tests', 'cases'],
  ...[
    'assertions',
    'violations',
    'object',
    'inventory',
    '__proto__',
    'default',
    'pattern',
    'required',
    'enum',
    'metadata',
  ],
];

const words = [
  '',
  'a',
  'Anything',
  'anything',
  'Rego',
  'object',
  'string',
  'array',
  'spec.a[name: *].b',
  'metadata.labels.a',
];
const rego = [
  'package a\nviolation[{"msg": "m"}] { true }',
  'package',
  'package a\nviolation[x] { x := input.review }',
];

const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<JsonValue>(
      null,
      true,
      0,
      1.5,
      -1,
      ...words,
      ...rego,
      'admission.k8s.gatekeeper.sh',
      'In',
      '(',
      'MustExist',
      'v1',
    ),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 6 }),
  ),
}));

test('nothing of any shape makes Gatekeeper crash', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...kinds), tree, tree), { maxLength: 6 }), (objects) => {
      const resources = objects.flatMap(([[apiVersion, kind], metadata, spec]) => {
        const resource = toResource({ apiVersion, kind, metadata, spec, tests: spec, request: spec });
        return resource === undefined ? [] : [resource];
      });
      expect(Array.isArray(testObjects(resources).diagnostics)).toBe(true);
      for (const resource of resources) {
        readSuite(resource, 'suite.yaml');
        reviewOfAdmission(resource.object);
      }
    }),
    { numRuns: 500 },
  );
});

test('fields of Gatekeeper in the right places make it crash no more than that', () => {
  fc.assert(
    fc.property(tree, tree, tree, tree, (schema, parameters, match, assign) => {
      const target = { target: 'admission.k8s.gatekeeper.sh', rego: rego[0] ?? '' };
      const crd = { spec: { names: { kind: 'Anything' }, validation: { openAPIV3Schema: schema } } };
      const applyTo = [{ groups: [''], versions: ['v1'], kinds: ['Pod'] }];
      const given: JsonValue[] = [
        {
          apiVersion: 'templates.gatekeeper.sh/v1beta1',
          kind: 'ConstraintTemplate',
          metadata: { name: 'anything' },
          spec: { crd, targets: [target] },
        },
        {
          apiVersion: 'constraints.gatekeeper.sh/v1beta1',
          kind: 'Anything',
          metadata: { name: 'a' },
          spec: { parameters, match },
        },
        {
          apiVersion: 'mutations.gatekeeper.sh/v1',
          kind: 'Assign',
          metadata: { name: 'a' },
          spec: { applyTo, match, location: 'spec.a[name: *].b', parameters: { assign: { value: assign } } },
        },
        {
          apiVersion: 'mutations.gatekeeper.sh/v1',
          kind: 'ModifySet',
          metadata: { name: 'a' },
          spec: { applyTo, location: 'spec.c', parameters: { values: { fromList: [assign] } } },
        },
        { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default' }, spec: parameters },
      ];
      const resources = given.flatMap((one) => toResource(one) ?? []);
      expect(Array.isArray(testObjects(resources).violations)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
