import { templateText } from '@bulwark/testkit';
import { diagnosticText, type ParsedInput, parseYaml, SourceText } from '@bulwark/text';
import { expect, test } from 'vitest';
import { resourcesOf } from '../resources-of.ts';
import { readSuite } from './read-suite.ts';
import { runSuite, suitePassed } from './run-suite.ts';
import { suiteFilter } from './suite-filter.ts';

const files: Readonly<Record<string, string>> = {
  'p/template.yaml': templateText(
    `package k8stest
violation[{"msg": msg}] {
  not input.review.object.metadata.labels[input.parameters.label]
  msg := sprintf("label %v is missing", [input.parameters.label])
}
violation[{"msg": msg}] {
  data.inventory.cluster.v1.Namespace[msg]
  msg == input.review.object.metadata.name
}`,
    'label: { type: string }',
  ),
  'p/samples/constraint.yaml':
    'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sTest\nmetadata: { name: a }\nspec: { parameters: { label: owner } }\n',
  'p/wrong.yaml':
    'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sTest\nmetadata: { name: a }\nspec: { parameters: { label: 1 } }\n',
  'p/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n',
  'p/owned.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { owner: me } }\n',
  'p/two.yaml': '{ apiVersion: v1, kind: Pod }\n---\n{ apiVersion: v1, kind: Pod }\n',
  'p/review.yaml':
    'apiVersion: admission.k8s.io/v1\nkind: AdmissionReview\nrequest: { operation: DELETE, oldObject: { kind: Pod } }\n',
  'p/namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: web }\n',
  'p/expansion.yaml': `apiVersion: expansion.gatekeeper.sh/v1beta1
kind: ExpansionTemplate
metadata: { name: pods }
spec: { applyTo: [{ groups: [""], versions: [v1], kinds: [Pod] }], templateSource: metadata, generatedGVK: { version: v1, kind: Made } }
`,
};

function read(path: string): ParsedInput | undefined {
  const text = files[path];
  return text === undefined ? undefined : parseYaml(new SourceText(path, text));
}

const test0 = 'tests:\n- name: t\n  template: template.yaml\n  constraint: ./samples/../samples/constraint.yaml\n';

function run(suite: string, filter = ''): unknown {
  const source = new SourceText(
    'p/suite.yaml',
    `apiVersion: test.gatekeeper.sh/v1alpha1\nkind: Suite\nmetadata: { name: s }\n${suite}`,
  );
  const resources = resourcesOf(parseYaml(source));
  const [resource] = 'problem' in resources ? [] : resources;
  const chosen = suiteFilter(filter);
  if (resource === undefined || 'problem' in chosen) throw new Error('no suite or filter');
  const { suite: known, diagnostics } = readSuite(resource, 'p/suite.yaml');
  const result = runSuite(known, { read, filter: chosen });
  const lines = result.tests.flatMap((one) => [
    `${one.name} ${one.outcome}${one.problem === undefined ? '' : `: ${one.problem}`}`,
    ...one.cases.map(
      (inner) =>
        `${inner.name} ${inner.outcome}${inner.problem === undefined ? '' : `, line ${inner.line}: ${inner.problem}`}`,
    ),
  ]);
  return [...diagnostics.map(diagnosticText), ...lines, suitePassed(result)];
}

const inCase = (object: string, assertions: string, more = ''): string =>
  `${test0}  cases:\n  - name: c\n    object: ${object}\n    assertions: ${assertions}\n${more}`;

test.each<readonly [name: string, suite: string, expected: readonly unknown[]]>([
  ['yes', inCase('pod.yaml', '[{ violations: yes }]'), ['t pass', 'c pass', true]],
  ['no', inCase('owned.yaml', '[{ violations: no }]'), ['t pass', 'c pass', true]],
  ['yes where nothing is said', inCase('pod.yaml', '[{}]'), ['t pass', 'c pass', true]],
  ['a number', inCase('pod.yaml', '[{ violations: 1, message: "label .* is" }]'), ['t pass', 'c pass', true]],
  [
    'another number',
    inCase('pod.yaml', '[{ violations: 2 }]'),
    ['t fail', 'c fail, line 9: got 1 violations but want exactly 2: got messages "label owner is missing"', false],
  ],
  [
    'a message that is not found',
    inCase('pod.yaml', '[{ message: other }]'),
    [
      't fail',
      'c fail, line 9: got 0 violations containing "other" but want at least 1: got messages "label owner is missing"',
      false,
    ],
  ],
  [
    'no regular expression',
    inCase('pod.yaml', '[{ message: "(" }]'),
    ['t fail', 'c fail, line 9: message contains invalid regular expression: (', false],
  ],
  [
    'an inventory of its own',
    inCase('owned.yaml', '[{ violations: 1, message: ^web$ }]', '    inventory: [namespace.yaml]\n'),
    ['t pass', 'c pass', true],
  ],
  ['an AdmissionReview', inCase('review.yaml', '[{ violations: 1 }]'), ['t pass', 'c pass', true]],
  [
    'what it generates',
    inCase(
      'pod.yaml',
      '[{ violations: 1, message: "^\\\\[Implied by pods\\\\] label" }]',
      '  expansion: expansion.yaml\n',
    ),
    ['t pass', 'c pass', true],
  ],
  [
    'no assertions',
    inCase('pod.yaml', '[]'),
    ['t fail', 'c fail, line 9: invalid Case: assertions must be non-empty', false],
  ],
  [
    'an assertion of no kind',
    inCase('pod.yaml', '[{ violations: maybe }]'),
    [
      'p/suite.yaml:11:20: violations: expected "yes", "no" or a number that is not negative',
      't fail',
      'c fail, line 9: invalid Case: assertions must be non-empty',
      false,
    ],
  ],
  ['no such file', inCase('none.yaml', '[{}]'), ['t fail', 'c fail, line 9: no such file: p/none.yaml', false]],
  [
    'two objects',
    inCase('two.yaml', '[{}]'),
    ['t fail', 'c fail, line 9: object file must contain exactly one object: "two.yaml" defines 2 objects', false],
  ],
  ['a case that is skipped', inCase('none.yaml', '[{}]', '    skip: true\n'), ['t pass', 'c skip', true]],
  ['a test that is skipped', `${test0}  skip: true\n`, ['t skip', true]],
  ['a suite that is skipped', `skip: true\n${test0}`, [true]],
  [
    'a constraint that is to be invalid',
    test0.replace('./samples/../samples/constraint.yaml', 'wrong.yaml\n  invalid: true'),
    ['t pass', true],
  ],
  [
    'a constraint that is to be invalid and is not',
    `${test0}  invalid: true\n`,
    ['t fail: constraint should have failed schema validation: it was accepted', false],
  ],
  [
    'a broken constraint',
    test0.replace('./samples/../samples/constraint.yaml', 'wrong.yaml'),
    ['t fail: p/wrong.yaml:4:23: K8sTest a: /spec/parameters/label: expected string, found number', false],
  ],
  [
    'an unknown field',
    `${test0}  skipp: true\n`,
    ['p/suite.yaml:8:3: /tests/0/skipp: unknown field; did you mean "skip"?', 't pass', true],
  ],
])('%s', (_name, suite, expected) => expect(run(suite)).toEqual(expected));

test.each([
  ['', 'require-label', 'missing', [true, true]],
  ['label//^miss', 'require-label', 'missing', [true, true]],
  ['label//^iss', 'require-label', 'missing', [true, false]],
  ['^missing$', 'require-label', 'missing', [true, true]],
  ['^require-label$//', 'require-label', 'missing', [true, true]],
  ['other', 'require-label', 'missing', [false, false]],
])('the filter %j', (expression, name, caseName, expected) => {
  const filter = suiteFilter(expression);
  if ('problem' in filter) throw new Error(filter.problem);
  const one = { name: caseName, object: '', inventory: [], assertions: [], skip: false, pointer: '' };
  const given = {
    name,
    template: '',
    constraint: '',
    expansion: '',
    invalid: false,
    skip: false,
    cases: [one],
    pointer: '',
  };
  expect([filter.takesTest(given), filter.takesCase(name, caseName)]).toEqual(expected);
});

test.each(['a//b//c', '('])('no filter: %s', (expression) => {
  expect(suiteFilter(expression)).toHaveProperty('problem');
});
