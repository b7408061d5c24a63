import type { Resource } from '@bulwark/model';
import { templateText } from '@bulwark/testkit';
import { diagnosticText, isObject, parseYaml, SourceText, valueAt } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { Gatekeeper, type GatekeeperOptions } from './gatekeeper.ts';
import { resourcesOf } from './resources-of.ts';
import { reviewOfAdmission, reviewOfObject } from './review/review.ts';
import { testObjects } from './test-objects.ts';

function read(text: string): readonly Resource[] {
  const resources = resourcesOf(parseYaml(new SourceText('a.yaml', text)));
  if ('problem' in resources) throw new Error(resources.problem);
  return resources;
}

const parameters = 'labels: { type: array, items: { type: string } }, size: { type: integer, default: 3 }';

function template(rego: string, more = ''): string {
  return templateText(rego, parameters, more);
}

const labels = template(`package k8stest
violation[{"msg": msg, "details": {"missing": missing}}] {
  missing := {l | l := input.parameters.labels[_]} - {l | input.review.object.metadata.labels[l]}
  count(missing) > 0
  msg := sprintf("missing %v, size %v", [missing, input.parameters.size])
}`);

function constraint(spec: string, name = 'a'): string {
  return `---\napiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sTest\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
}

const pod = '---\napiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\n';
const namespace = '---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: a } }\n';

function found(text: string, options: GatekeeperOptions = {}): string[] {
  const { violations, diagnostics } = testObjects(read(text), options);
  return [
    ...diagnostics.map(diagnosticText),
    ...violations
      .filter(({ resource }) => resource.ref.kind === 'Pod' || resource.ref.kind === 'Deployment')
      .map(({ violation: { constraint: by, message, enforcementAction, reason } }) =>
        [by.name, enforcementAction, reason, message].join('; '),
      ),
  ];
}

describe('constraints', () => {
  const missing = 'missing {"owner"}, size 3';
  test.each<readonly [name: string, text: string, expected: readonly string[]]>([
    [
      'a violation, with defaults',
      labels + constraint('{ parameters: { labels: [owner] } }') + pod,
      [`a; deny; rule; ${missing}`],
    ],
    ['parameters that are absent', labels + constraint('{}') + pod, []],
    [
      'warn',
      labels + constraint('{ enforcementAction: warn, parameters: { labels: [owner] } }') + pod,
      [`a; warn; rule; ${missing}`],
    ],
    [
      'a match that is not for it',
      labels +
        constraint(
          '{ match: { kinds: [{ apiGroups: [apps], kinds: [Deployment] }] }, parameters: { labels: [owner] } }',
        ) +
        pod,
      [],
    ],
    [
      'labels of a namespace that is known',
      labels +
        constraint('{ match: { namespaceSelector: { matchLabels: { team: a } } }, parameters: { labels: [owner] } }') +
        namespace +
        pod,
      [`a; deny; rule; ${missing}`],
    ],
    [
      'labels of a namespace that is not known',
      labels + constraint('{ match: { namespaceSelector: { matchLabels: { team: a } } } }') + pod,
      [
        'a; deny; unmatched; unable to match constraints: error matching the requested object: web :failed to run Match criteria: namespace selector for namespace-scoped object but missing Namespace',
      ],
    ],
    [
      'scoped, for the command line',
      labels +
        constraint(
          '{ enforcementAction: scoped, scopedEnforcementActions: [{ action: warn, enforcementPoints: [{ name: gator.gatekeeper.sh }] }], parameters: { labels: [owner] } }',
        ) +
        pod,
      [`a; scoped; rule; ${missing}`],
    ],
    [
      'scoped, for other points only',
      labels +
        constraint(
          '{ enforcementAction: scoped, scopedEnforcementActions: [{ action: deny, enforcementPoints: [{ name: audit.gatekeeper.sh }] }], parameters: { labels: [owner] } }',
        ) +
        pod,
      [],
    ],
  ])('%s', (_name, text, expected) => expect(found(text)).toEqual(expected));
});

describe('what is broken is told with its line and disables nothing else', () => {
  const good = `a; deny; rule; missing {"owner"}, size 3`;
  test.each<readonly [name: string, text: string, expected: readonly string[]]>([
    ['a syntax error of Rego', template('package k8stest\nviolation[{"msg": msg}] {\n  msg := \n}'), ['a.yaml:12:']],
    [
      'a reference to other data',
      template('package k8stest\nviolation[{"msg": msg}] {\n  msg := data.secrets.x\n}'),
      ['a.yaml:11:16: ConstraintTemplate k8stest: only data.inventory and data.lib may be used, found data.secrets'],
    ],
    [
      'no violation',
      template('package k8stest\ndeny[msg] { msg := "x" }'),
      ['a.yaml:9:7: ConstraintTemplate k8stest: no rule "violation"; it is what a template is asked for'],
    ],
    [
      'an unknown function',
      template('package k8stest\nviolation[{"msg": msg}] { msg := f(1) }'),
      ['a.yaml:10:40: ConstraintTemplate k8stest: undefined function f'],
    ],
    [
      'a provider that is not asked',
      template('package k8stest\nviolation[{"msg": msg}] { msg := external_data({"provider": "p", "keys": []}) }'),
      ['a.yaml:8:5: ConstraintTemplate k8stest: it calls external_data, and no answers of providers are configured'],
    ],
    [
      'the network',
      template('package k8stest\nviolation[{"msg": msg}] { msg := http.send({"url": "x"}).body }'),
      ['a.yaml:8:5: ConstraintTemplate k8stest: http.send is off here: policies are judged without the network'],
    ],
    [
      'a name that is not the kind',
      labels.replace('name: k8stest', 'name: other'),
      ['a.yaml:3:13: ConstraintTemplate other: its name must be its kind in lower case, "k8stest"'],
    ],
    [
      'a value of a wrong type',
      labels +
        constraint('{ parameters: { labels: owner } }', 'b') +
        constraint('{ parameters: { labels: [owner] } }') +
        pod,
      ['a.yaml:19:23: K8sTest b: /spec/parameters/labels: expected array, found string', good],
    ],
    [
      'an unknown parameter',
      labels +
        constraint('{ parameters: { label: [owner] } }', 'b') +
        constraint('{ parameters: { labels: [owner] } }') +
        pod,
      ["a.yaml:19:23: K8sTest b: /spec/parameters/label: the template's schema has no such field", good],
    ],
    [
      'a constraint without a template',
      `${constraint('{}').replace('K8sTest', 'K8sOther')}${pod}`,
      ['a.yaml:3:1: K8sOther a: no usable ConstraintTemplate "k8sother" for it'],
    ],
    [
      'an unknown action',
      labels + constraint('{ enforcementAction: denny }'),
      ['a.yaml:19:9: K8sTest a: unknown enforcementAction "denny"; there are deny, warn, dryrun and scoped'],
    ],
  ])('%s', (_name, text, expected) => {
    const problems = found(text);
    expect(problems.length).toBeGreaterThanOrEqual(expected.length);
    for (const [at, problem] of expected.entries()) expect(problems[at]).toContain(problem);
  });
});

test('CEL beside Rego is told and not compared', () => {
  const text = `${labels.replace('    rego: |', '    code: [{ engine: K8sNativeValidation, source: {} }]\n    rego: |')}`;
  expect(found(text)).toEqual([
    'a.yaml:8:5: ConstraintTemplate k8stest: CEL (K8sNativeValidation) is not compared until CEL lands; it is judged by its Rego',
  ]);
});

test('Rego of version v1 with a lib', () => {
  const text = `apiVersion: templates.gatekeeper.sh/v1beta1
kind: ConstraintTemplate
metadata: { name: k8stest }
spec:
  crd: { spec: { names: { kind: K8sTest } } }
  targets:
  - target: admission.k8s.gatekeeper.sh
    code:
    - engine: Rego
      source:
        version: v1
        rego: |
          package k8stest
          import data.lib.words
          violation contains {"msg": words.greeting(input.parameters.anything)} if true
        libs:
        - |
          package lib.words
          greeting(name) := sprintf("hello %v", [name])
`;
  expect(found(text + constraint('{ parameters: { anything: there } }') + pod)).toEqual(['a; deny; rule; hello there']);
});

test('the inventory holds what is there, also after changes', () => {
  const text = template(`package k8stest
violation[{"msg": name}] {
  data.inventory.namespace[_]["v1"]["Pod"][name]
  name != input.review.object.metadata.name
}`);
  const gatekeeper = new Gatekeeper();
  for (const resource of read(text)) expect(gatekeeper.addTemplate(resource)).toEqual([]);
  for (const resource of read(constraint('{}'))) expect(gatekeeper.addConstraint(resource)).toEqual([]);
  const [web] = read(pod);
  const [other] = read(pod.replace('web', 'other'));
  if (web === undefined || other === undefined) throw new Error('no pods');
  const names = () => gatekeeper.review(reviewOfObject(web.object)).map(({ message }) => message);
  expect(names()).toEqual([]);
  gatekeeper.inventory.add(web);
  gatekeeper.inventory.add(other);
  const before = gatekeeper.inventory.document();
  expect(names()).toEqual(['other']);
  expect(valueAt(before, '/namespace/shop/v1/Pod/other')).toBe(other.object);
  gatekeeper.inventory.remove(other);
  expect(names()).toEqual([]);
  expect(valueAt(before, '/namespace/shop/v1/Pod/other')).toBe(other.object);
  gatekeeper.inventory.remove(web);
  expect(gatekeeper.inventory.document()).toBe(undefined);
});

test('answers of providers that are known', () => {
  const text = template(`package k8stest
violation[{"msg": msg}] {
  answer := external_data({"provider": "p", "keys": ["a", "b", "c"]})
  msg := sprintf("%v %v", [answer.responses, answer.errors])
}`);
  const externalData = { p: { a: { value: 'good' }, b: { error: 'bad' } } };
  expect(found(text + constraint('{}') + pod, { externalData })).toEqual([
    'a; deny; rule; [["a", "good"]] [["b", "bad"], ["c", "no answer of the provider is known"]]',
  ]);
});

test('an evaluation that fails is no pass', () => {
  const text = template(`package k8stest
violation[{"msg": msg}] { msg := f(input.review.kind.kind) }
f(kind) = "a" { kind == "Pod" }
f(kind) = "b" { kind == "Pod" }`);
  expect(found(text + constraint('{}') + pod)).toEqual([
    expect.stringMatching(/^a; deny; failed; eval_conflict_error: /),
  ]);
});

test('what a template makes of the pods of a workload', () => {
  const text = `${labels + constraint('{ match: { kinds: [{ kinds: [Pod] }] }, parameters: { labels: [owner] } }')}---
apiVersion: expansion.gatekeeper.sh/v1beta1
kind: ExpansionTemplate
metadata: { name: workloads }
spec:
  applyTo: [{ groups: [apps], versions: [v1], kinds: [Deployment] }]
  templateSource: spec.template
  enforcementAction: warn
  generatedGVK: { group: "", version: v1, kind: Pod }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: Web, namespace: default }
spec: { template: { metadata: { labels: { app: web } }, spec: {} } }
`;
  expect(found(text)).toEqual(['a; warn; rule; [Implied by workloads] missing {"owner"}, size 3']);
});

describe('AdmissionReviews', () => {
  test.each([
    ['{ kind: AdmissionReview }', 'missing an AdmissionRequest object: the AdmissionReview has no request'],
    ['{ request: { operation: CREATE } }', 'no object or oldObject found to review: the AdmissionRequest has neither'],
    ['{ request: { object: { metadata: {} } } }', 'object or oldObject cannot be unmarshalled: object has no kind'],
    ['{ request: { operation: DELETE, object: { kind: Pod } } }', 'oldObject cannot be nil for DELETE operations'],
    ['{ request: { objekt: {} } }', 'not a valid AdmissionReview object: unknown field "request.objekt"'],
  ])('%s', (text, problem) => {
    const value = parseYaml(new SourceText('a.yaml', text)).documents[0]?.value;
    expect(isObject(value) ? reviewOfAdmission(value) : undefined).toEqual({ problem });
  });

  test('what is deleted is the object', () => {
    const value = parseYaml(new SourceText('a.yaml', '{ request: { operation: DELETE, oldObject: { kind: Pod } } }'))
      .documents[0]?.value;
    const review = isObject(value) ? reviewOfAdmission(value) : undefined;
    expect(review).toMatchObject({ request: { object: { kind: 'Pod' }, userInfo: {}, options: null } });
  });
});
