import { diagnosticText, isObject, type JsonObject, parseYaml, SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { resourcesOf } from '../resources-of.ts';
import { Mutators } from './mutators.ts';

function objectOf(text: string): JsonObject {
  const value = parseYaml(new SourceText('o.yaml', text)).documents[0]?.value;
  if (!isObject(value)) throw new Error('no object');
  return value;
}

const pods = 'applyTo: [{ groups: [""], versions: [v1], kinds: [Pod] }]';

function mutator(kind: string, spec: string, name = 'm'): string {
  return `apiVersion: mutations.gatekeeper.sh/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: { ${spec} }\n`;
}

function loaded(...texts: readonly string[]): { readonly mutators: Mutators; readonly problems: readonly string[] } {
  const resources = resourcesOf(parseYaml(new SourceText('m.yaml', texts.join('---\n'))));
  if ('problem' in resources) throw new Error(resources.problem);
  const mutators = new Mutators();
  return { mutators, problems: resources.flatMap((one) => mutators.add(one)).map(diagnosticText) };
}

const pod = (rest: string): string =>
  `{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop }, ${rest} }`;

describe('what a mutator makes of an object', () => {
  test.each<readonly [name: string, mutator: string, before: string, after: string]>([
    [
      'a field that is missing, with what it stands in',
      mutator('Assign', `${pods}, location: spec.securityContext.runAsUser, parameters: { assign: { value: 1 } }`),
      'spec: {}',
      'spec: { securityContext: { runAsUser: 1 } }',
    ],
    [
      'a field of every element',
      mutator('Assign', `${pods}, location: "spec.containers[name: *].image", parameters: { assign: { value: x } }`),
      'spec: { containers: [{ name: a }, { name: b, image: y }] }',
      'spec: { containers: [{ name: a, image: x }, { name: b, image: x }] }',
    ],
    [
      'no list where none is',
      mutator(
        'Assign',
        `${pods}, location: "spec.initContainers[name: *].image", parameters: { assign: { value: x } }`,
      ),
      'spec: {}',
      'spec: {}',
    ],
    [
      'an element that is missing',
      mutator('Assign', `${pods}, location: "spec.containers[name: b].image", parameters: { assign: { value: x } }`),
      'spec: { containers: [{ name: a }] }',
      'spec: { containers: [{ name: a }, { name: b, image: x }] }',
    ],
    [
      'a whole element',
      mutator(
        'Assign',
        `${pods}, location: "spec.containers[name: b]", parameters: { assign: { value: { name: b, image: x } } }`,
      ),
      'spec: { containers: [{ name: b, tty: true }] }',
      'spec: { containers: [{ name: b, image: x }] }',
    ],
    [
      'no element where it must exist',
      mutator(
        'Assign',
        `${pods}, location: "spec.containers[name: b].image", parameters: { pathTests: [{ subPath: "spec.containers[name: b]", condition: MustExist }], assign: { value: x } }`,
      ),
      'spec: { containers: [{ name: a }] }',
      'spec: { containers: [{ name: a }] }',
    ],
    [
      'only what is not set yet',
      mutator(
        'Assign',
        `${pods}, location: "spec.containers[name:*].tty", parameters: { pathTests: [{ subPath: "spec.containers[name:*].tty", condition: MustNotExist }], assign: { value: true } }`,
      ),
      'spec: { containers: [{ name: a }, { name: b, tty: false }] }',
      'spec: { containers: [{ name: a, tty: true }, { name: b, tty: false }] }',
    ],
    [
      'the name of the object',
      mutator('Assign', `${pods}, location: spec.hostname, parameters: { assign: { fromMetadata: { field: name } } }`),
      'spec: {}',
      'spec: { hostname: web }',
    ],
    [
      'an element told apart by a number',
      mutator('Assign', `${pods}, location: "spec.ports[port: 80].name", parameters: { assign: { value: http } }`),
      'spec: { ports: [{ port: 80 }, { port: 81 }] }',
      'spec: { ports: [{ port: 80, name: http }, { port: 81 }] }',
    ],
    [
      'values merged into a set',
      mutator(
        'ModifySet',
        `${pods}, location: "spec.containers[name: *].args", parameters: { values: { fromList: [b, c] } }`,
      ),
      'spec: { containers: [{ name: a, args: [a, b] }, { name: b }] }',
      'spec: { containers: [{ name: a, args: [a, b, c] }, { name: b, args: [b, c] }] }',
    ],
    [
      'values pruned from a set',
      mutator(
        'ModifySet',
        `${pods}, location: "spec.containers[name: *].args", parameters: { operation: prune, values: { fromList: [b, c] } }`,
      ),
      'spec: { containers: [{ name: a, args: [a, b] }, { name: b }] }',
      'spec: { containers: [{ name: a, args: [a] }, { name: b }] }',
    ],
    [
      'parts of an image',
      mutator(
        'AssignImage',
        `${pods}, location: "spec.containers[name: *].image", parameters: { assignDomain: my.io, assignTag: ":2" }`,
      ),
      'spec: { containers: [{ name: a, image: "repo/app" }, { name: b, image: "localhost:5000/x@sha256:0" }] }',
      'spec: { containers: [{ name: a, image: "my.io/repo/app:2" }, { name: b, image: "my.io/x:2" }] }',
    ],
    [
      'nothing for another kind',
      mutator(
        'Assign',
        'applyTo: [{ groups: [apps], versions: [v1], kinds: [Pod] }], location: spec.a, parameters: { assign: { value: 1 } }',
      ),
      'spec: {}',
      'spec: {}',
    ],
    [
      'nothing where only creation is meant and no operation is known',
      mutator(
        'Assign',
        `${pods.replace('[Pod]', '[Pod], operations: [CREATE]')}, location: spec.a, parameters: { assign: { value: 1 } }`,
      ),
      'spec: {}',
      'spec: {}',
    ],
    [
      'nothing outside its match',
      mutator(
        'Assign',
        `${pods}, match: { excludedNamespaces: ["sh*"] }, location: spec.a, parameters: { assign: { value: 1 } }`,
      ),
      'spec: {}',
      'spec: {}',
    ],
  ])('%s', (_name, text, before, after) => {
    const { mutators, problems } = loaded(text);
    expect(problems).toEqual([]);
    expect(mutators.mutate({ object: objectOf(pod(before)) })).toMatchObject({ object: objectOf(pod(after)) });
  });

  test('a label is added, never changed', () => {
    const { mutators } = loaded(
      mutator('AssignMetadata', 'location: metadata.labels.owner, parameters: { assign: { value: me } }'),
    );
    const bare = objectOf('{ apiVersion: v1, kind: Pod, metadata: { name: web } }');
    const owned = objectOf('{ apiVersion: v1, kind: Pod, metadata: { name: web, labels: { owner: you } } }');
    expect(mutators.mutate({ object: bare })).toMatchObject({
      object: { metadata: { name: 'web', labels: { owner: 'me' } } },
    });
    expect(mutators.mutate({ object: owned })).toEqual({ object: owned, applied: [] });
  });

  test('of two that set the same the last by name stays', () => {
    const first = mutator('Assign', `${pods}, location: spec.a, parameters: { assign: { value: 1 } }`, 'p');
    const last = mutator('Assign', `${pods}, location: spec.a, parameters: { assign: { value: 2 } }`, 'q');
    const result = loaded(last, first).mutators.mutate({ object: objectOf(pod('spec: {}')) });
    expect(result).toMatchObject({ object: { spec: { a: 2 } }, applied: [{ name: 'p' }, { name: 'q' }] });
  });

  test('what is not changed is the same object', () => {
    const object = objectOf(pod('spec: { a: 1 }'));
    const { mutators } = loaded(mutator('Assign', `${pods}, location: spec.a, parameters: { assign: { value: 1 } }`));
    const mutation = mutators.mutate({ object });
    expect('object' in mutation && mutation.object).toBe(object);
  });
});

describe('what Gatekeeper would reject', () => {
  test.each<readonly [name: string, mutators: readonly string[], problem: string]>([
    [
      'an object where a list is meant',
      [mutator('Assign', `${pods}, location: "spec.a[name: x].b", parameters: { assign: { value: 1 } }`)],
      'mutation by Assign m for Pod web failed: spec.a: expected a list, found an object',
    ],
  ])('%s', (_name, texts, problem) => {
    const { mutators } = loaded(...texts);
    const result = mutators.mutate({ object: objectOf(pod('spec: { a: {} }')) });
    expect('problem' in result ? result.problem : result).toBe(problem);
  });
});

test.each<readonly [spec: string, kind: string, problem: string]>([
  [
    'location: metadata.labels.a, parameters: { assign: { value: 1 } }',
    'AssignMetadata',
    'assign.value: labels and annotations are strings',
  ],
  [
    'location: metadata.name, parameters: { assign: { value: a } }',
    'AssignMetadata',
    'location: AssignMetadata is for metadata.labels.NAME',
  ],
  [
    `${pods}, location: metadata.labels.a, parameters: { assign: { value: a } }`,
    'Assign',
    'location: Assign cannot change metadata',
  ],
  [
    `${pods}, location: "spec.a[name: b].name", parameters: { assign: { value: a } }`,
    'Assign',
    'the key "name" of an element must stay',
  ],
  [
    `${pods}, location: "spec.a[name: b]", parameters: { assign: { value: { name: c } } }`,
    'Assign',
    'its "name" must be that of the location',
  ],
  [
    `${pods}, location: "spec.a[name: b]", parameters: { values: { fromList: [] } }`,
    'ModifySet',
    'ModifySet cannot end at an element of a list',
  ],
  [
    `${pods}, location: spec.a, parameters: { assign: {} }`,
    'Assign',
    'exactly one of value, fromMetadata and externalData',
  ],
  [
    `${pods}, location: spec.a, parameters: { assign: { externalData: { provider: p } } }`,
    'Assign',
    'providers are not asked here',
  ],
  ['location: spec.a, parameters: { assign: { value: 1 } }', 'Assign', 'applyTo is missing'],
  [
    `${pods.replace('[Pod]', '[Pod], operations: [DELETE]')}, location: spec.a, parameters: { assign: { value: 1 } }`,
    'Assign',
    'unknown operation "DELETE"',
  ],
  [`${pods}, location: spec.a, parameters: { assignPath: my.io/x }`, 'AssignImage', 'begins like a domain'],
  [`${pods}, location: spec.a, parameters: { assignTag: latest }`, 'AssignImage', 'is no tag with ":"'],
  [
    `${pods}, location: spec..a, parameters: { assign: { value: 1 } }`,
    'Assign',
    'location: expected the name of a field, found "."',
  ],
  [
    `${pods}, location: spec.a.b, parameters: { pathTests: [{ subPath: spec.b, condition: MustExist }], assign: { value: 1 } }`,
    'Assign',
    'spec.b is no beginning of spec.a.b',
  ],
  [
    `${pods}, location: spec.a.b, parameters: { pathTests: [{ subPath: spec, condition: MustNotExist }, { subPath: spec.a, condition: MustExist }], assign: { value: 1 } }`,
    'Assign',
    'spec.a is to exist, and what it stands in is not',
  ],
  [
    `${pods}, location: spec.a, parameters: { pathTests: spec, assign: { value: 1 } }`,
    'Assign',
    '/spec/parameters/pathTests: expected array, found string',
  ],
])('refused: %s', (spec, kind, problem) => {
  const { problems } = loaded(mutator(kind, spec));
  expect(problems).toEqual([expect.stringContaining(problem)]);
  expect(problems[0]).toMatch(/^m\.yaml:[34]:\d+: /);
});

describe('mutators that disagree', () => {
  const at = (location: string, name: string): string =>
    mutator('Assign', `${pods}, location: "${location}", parameters: { assign: { value: 1 } }`, name);
  const image = mutator('AssignImage', `${pods}, location: "spec.a.image", parameters: { assignTag: ":1" }`, 'i');
  test.each<readonly [name: string, texts: readonly string[], conflicts: number]>([
    ['a list and an object', [at('spec.a[name: x].b', 'a'), at('spec.a.b', 'b')], 1],
    ['two keys of one list', [at('spec.a[name: x].b', 'a'), at('spec.a[id: x].b', 'b')], 1],
    ['what stands below an image', [image, at('spec.a.image.tag', 'b')], 1],
    ['the end of one and the middle of the other', [at('spec.a', 'a'), at('spec.a.b', 'b')], 0],
    ['other kinds', [at('spec.a[name: x].b', 'a'), at('spec.a.b', 'b').replace('[Pod]', '[Node]')], 0],
  ])('%s', (_name, texts, conflicts) => {
    const { mutators, problems } = loaded(...texts);
    expect(problems.filter((one) => one.includes('conflicting schemas'))).toHaveLength(conflicts);
    const result = mutators.mutate({ object: objectOf(pod('spec: {}')) });
    expect('applied' in result && result.applied.length === 0).toBe(conflicts > 0);
  });

  test('the rest acts again when one is gone', () => {
    const { mutators } = loaded(at('spec.a[name: x].b', 'a'), at('spec.a.b', 'b'));
    mutators.remove('Assign', 'a');
    expect(mutators.mutate({ object: objectOf(pod('spec: {}')) })).toMatchObject({ object: { spec: { a: { b: 1 } } } });
  });
});
