import { diagnosticText, parseYaml, SourceText } from '@bulwark/text';
import { expect, test } from 'vitest';
import { resourcesOf } from '../resources-of.ts';
import { readTemplate } from './read-template.ts';

const names = 'names: { kind: A }';
const target = 'targets: [{ target: admission.k8s.gatekeeper.sh, rego: x }]';

function read(version: string, spec: string) {
  const text = `apiVersion: templates.gatekeeper.sh/${version}\nkind: ConstraintTemplate\nmetadata: { name: a }\nspec: ${spec}\n`;
  const resources = resourcesOf(parseYaml(new SourceText('t.yaml', text)));
  const [resource] = 'problem' in resources ? [] : resources;
  if (resource === undefined) throw new Error('no template');
  return readTemplate(resource);
}

const keeps = 'x-kubernetes-preserve-unknown-fields';

test.each([
  ['v1', `{ crd: { spec: { ${names} } }, ${target} }`, undefined],
  ['v1beta1', `{ crd: { spec: { ${names} } }, ${target} }`, { [keeps]: true }],
  ['v1alpha1', `{ crd: { spec: { ${names}, validation: { legacySchema: false } } }, ${target} }`, undefined],
  [
    'v1',
    `{ crd: { spec: { ${names}, validation: { legacySchema: true, openAPIV3Schema: { properties: { a: { type: array } } } } } }, ${target} }`,
    { properties: { a: { type: 'array', items: { [keeps]: true } } }, [keeps]: true },
  ],
  [
    'v1',
    `{ crd: { spec: { ${names}, validation: { openAPIV3Schema: { type: object } } } }, ${target} }`,
    { type: 'object' },
  ],
])('the schema of parameters in %s: %s', (version, spec, schema) => {
  const { template, diagnostics } = read(version, spec);
  expect(diagnostics).toEqual([]);
  expect(template?.parameters).toEqual(schema);
});

test.each([
  [
    '{ target: admission.k8s.gatekeeper.sh, rego: x, libs: [z] }',
    { version: 'v0', main: 'x', libs: ['z'], hasCel: false },
  ],
  [
    '{ target: admission.k8s.gatekeeper.sh, code: [{ engine: Rego, source: { rego: x, version: v1 } }] }',
    { version: 'v1', main: 'x', libs: [], hasCel: false },
  ],
  [
    '{ target: admission.k8s.gatekeeper.sh, rego: x, code: [{ engine: Rego, source: { rego: z, version: v1 } }] }',
    { version: 'v0', main: 'x', libs: [], hasCel: false },
  ],
  [
    '{ target: admission.k8s.gatekeeper.sh, code: [{ engine: K8sNativeValidation, source: {} }, { engine: Rego, source: { rego: x, libs: [z] } }] }',
    { version: 'v0', main: 'x', libs: ['z'], hasCel: true },
  ],
])('the code of %s', (given, expected) => {
  const { template } = read('v1', `{ crd: { spec: { ${names} } }, targets: [${given}] }`);
  const { rego, hasCel } = template ?? {};
  expect({ version: rego?.version, main: rego?.main.text, libs: rego?.libs.map(({ text }) => text), hasCel }).toEqual(
    expected,
  );
});

test.each([
  [
    'v2',
    `{ crd: { spec: { ${names} } }, ${target} }`,
    't.yaml:1:1: ConstraintTemplate a: unknown version "v2"; there are v1, v1beta1, v1alpha1',
  ],
  [
    'v1',
    `{ crd: { spec: {} }, ${target} }`,
    't.yaml:4:16: ConstraintTemplate a: no kind for its constraints in spec.crd.spec.names',
  ],
  [
    'v1',
    `{ crd: { spec: { ${names} } }, targets: [] }`,
    't.yaml:4:48: ConstraintTemplate a: expected exactly one target, found 0',
  ],
  [
    'v1',
    `{ crd: { spec: { ${names} } }, targets: [{ target: x, rego: z }] }`,
    't.yaml:4:60: ConstraintTemplate a: unknown target "x"; the only one is admission.k8s.gatekeeper.sh',
  ],
  [
    'v1',
    `{ crd: { spec: { ${names} } }, targets: [{ target: admission.k8s.gatekeeper.sh }] }`,
    't.yaml:4:58: ConstraintTemplate a: expected Rego, found no code',
  ],
  [
    'v1',
    `{ crd: { spec: { ${names} } }, targets: [{ target: admission.k8s.gatekeeper.sh, code: [{ engine: Lua }] }] }`,
    't.yaml:4:58: ConstraintTemplate a: expected Rego, found code for Lua',
  ],
  [
    'v1',
    `{ crd: { spec: { ${names}, validation: { openAPIV3Schema: { type: object, properties: { a: {} } } } } }, ${target} }`,
    't.yaml:4:105: ConstraintTemplate a: schema of parameters, /properties/a: a type is missing',
  ],
])('refused, %s: %s', (version, spec, problem) => {
  const { template, diagnostics } = read(version, spec);
  expect(template).toBe(undefined);
  expect(diagnostics.map(diagnosticText)).toEqual([problem]);
});

test.each([
  [`{ crd: { spec: { ${names}, validation: [] } }, ${target} }`, '/spec/crd/spec/validation: expected object'],
  [
    `{ crd: { spec: { ${names} } }, ${target.replace('rego: x', 'rego: [x]')} }`,
    '/spec/targets/0/rego: expected string',
  ],
  [
    `{ crd: { spec: { ${names}, validation: { openAPIV3Schema: { type: object, properties: [] } } } }, ${target} }`,
    '/properties: expected schemas by name',
  ],
  [
    `{ crd: { spec: { ${names}, validation: { openAPIV3Schema: { type: array, items: a } } } }, ${target} }`,
    '/items: expected a schema',
  ],
])('a field of another type is told: %s', (spec, problem) => {
  expect(read('v1', spec).diagnostics.map(diagnosticText)).toContainEqual(expect.stringContaining(problem));
});
