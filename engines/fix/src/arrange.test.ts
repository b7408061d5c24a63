import { type Check, set } from '@bulwark/checks';
import { items, record } from '@bulwark/model';
import { type JsonValue, SourceText, valueAt } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { check, configMap, dataCheck, idOf, outcome, pod, privileged, worldOf } from '../test/fix-world.ts';
import { planFixes } from './plan-fixes.ts';

describe('fixes that meet', () => {
  test('a fix that waits for another one', () => {
    const waiting = check({
      id: 'first',
      severity: 'high',
      find: (object) => (valueAt(object, '/data/l') === 'bad' ? ['/data/l'] : []),
      edits: () => 'fix second first',
    });
    const repair: Check['repair'] = {
      kind: 'edit',
      summary: '',
      disruption: 'none',
      edits: (_problem, { object }) =>
        valueAt(object, '/data/k') === 'bad' ? 'fix second first' : [set('/data/l', 'good')],
    };
    const second = dataCheck('second', { key: 'k', bad: 'bad', good: 'good' });
    expect(outcome(worldOf(configMap('{k: bad, l: bad}'), [{ ...waiting, repair }, second]))).toEqual({
      'first a/data/l': 'fix',
      'second a/data/k': 'fix',
    });
  });

  test('elements of one list go together, and what follows them keeps its place', () => {
    const text = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: a}
rules:
- {verbs: [bad], resources: [a]} # one
- {verbs: [get], resources: [b]} # two
- {verbs: [bad], resources: [c]} # three
- {verbs: [odd], resources: [d]} # four
`;
    const appliesTo = ['ClusterRole.rbac.authorization.k8s.io'];
    const rulesWith = (verb: string) => (object: JsonValue) =>
      items(record(object)['rules']).flatMap((rule, index) =>
        valueAt(rule, '/verbs/0') === verb ? [`/rules/${index}`] : [],
      );
    const world = worldOf(text, [
      check({ id: 'bad', appliesTo, find: rulesWith('bad'), edits: ({ pointer }) => [{ op: 'remove', pointer }] }),
      check({
        id: 'odd',
        appliesTo,
        severity: 'low',
        find: rulesWith('odd'),
        edits: ({ pointer }) => [set(`${pointer}/verbs/0`, 'list')],
      }),
    ]);
    const plan = planFixes([...world.judge.judgements()], world);
    expect(plan.fixes.map(({ fix }) => fix.closes)).toEqual([['bad a/rules/2'], ['bad a/rules/0'], ['odd a/rules/3']]);
    expect(plan.fixes.map(({ fix }) => fix.changes[0]?.patch)).toEqual([
      [{ op: 'remove', path: '/rules/2' }],
      [{ op: 'remove', path: '/rules/0' }],
      [{ op: 'replace', path: '/rules/1/verbs/0', value: 'list' }],
    ]);
    expect(plan.files[0]?.text).toBe(`apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: a}
rules:
- {verbs: [get], resources: [b]} # two
- {verbs: [list], resources: [d]} # four
`);
  });

  test('patches of one object build on one another', () => {
    const nested = (key: string): Check =>
      check({
        id: key,
        find: (object) => (valueAt(object, `/data/deep${key}`) === undefined ? [`/data/deep${key}`] : []),
        edits: ({ pointer }) => [set(pointer, 'x')],
      });
    const world = worldOf('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n', [nested('p'), nested('q')]);
    const { fixes } = planFixes([...world.judge.judgements()], world);
    expect(fixes.map(({ fix }) => fix.changes[0]?.patch)).toEqual([
      [{ op: 'add', path: '/data', value: { deepp: 'x' } }],
      [{ op: 'add', path: '/data/deepq', value: 'x' }],
    ]);
    expect(fixes.map(({ fix }) => fix.rollback[0]?.patch)).toEqual([
      [{ op: 'remove', path: '/data' }],
      [{ op: 'remove', path: '/data/deepq' }],
    ]);
  });

  test('what the text does not take is left out and said, the rest is proved without it', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: x
    securityContext: &shared {privileged: true}
  - name: y
    securityContext: {privileged: true}
  - name: z
    securityContext: *shared
`;
    const world = worldOf(text, privileged);
    const [x, y] = [...world.judge.judgements()];
    if (x === undefined || y === undefined) throw new Error('no findings');
    const plan = planFixes([x, y], world);
    expect(plan.unfixed.map(({ reason }) => reason)).toEqual([
      'its text is not edited: the text is shared through the anchor &shared with another place',
    ]);
    expect(plan.files.map((file) => file.text)).toEqual([text.replace(/(name: y\n.*)true/, '$1false')]);
    expect([...world.judge.judgements()].map(idOf), 'the judge stands where the files do').toEqual([
      'pod-privileged a/spec/containers/0/securityContext/privileged',
      'pod-privileged a/spec/containers/2/securityContext/privileged',
    ]);
    const all = worldOf(text, privileged);
    const together = planFixes([...all.judge.judgements()], all);
    expect(
      together.files.map((file) => file.text),
      'all three together can be mended',
    ).toEqual([text.replaceAll('true', 'false')]);
  });

  test('an object that another one makes is not edited', () => {
    const text = pod.replace(
      '{name: a,',
      '{name: a, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: r, uid: u}],',
    );
    expect(outcome(worldOf(text, privileged))).toEqual({
      'pod-privileged a/spec/containers/0/securityContext/privileged':
        'none: ReplicaSet r makes it and would make it again: change that',
    });
  });

  test('items of Lists, in YAML and in JSON', () => {
    const item = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { k: 'bad' } });
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: ['a', 'b', 'c'].map(item) }, null, 2);
    const yaml = `apiVersion: v1\nkind: List\nitems:\n${['d', 'e'].map((name) => `- ${configMap('{k: bad} # ').trim().replace('name: a', `name: ${name}`).replaceAll('\n', '\n  ')}\n`).join('')}`;
    const world = worldOf(
      [new SourceText('a.json', json), new SourceText('b.yaml', yaml)],
      [dataCheck('c', { key: 'k', bad: 'bad', good: 'good' })],
    );
    const { files } = planFixes([...world.judge.judgements()], world);
    expect(files.map((file) => file.text)).toEqual([json.replaceAll('bad', 'good'), yaml.replaceAll('bad', 'good')]);
  });

  test('hundreds of findings are judged a few times, not one by one', () => {
    const sources = Array.from(
      { length: 300 },
      (_, index) => new SourceText(`${index}.yaml`, pod.replace('name: a,', `name: p${index},`)),
    );
    const world = worldOf(sources, privileged);
    let changes = 0;
    const { change } = world.judge;
    world.judge.change = (...args) => {
      changes++;
      return change.apply(world.judge, args);
    };
    expect(planFixes([...world.judge.judgements()], world).fixes.length).toBe(300);
    expect(changes).toBe(1);
  });
});
