import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Check, checks, defineCheck, type Edit, Judge, type Judgement, type Problem, set } from '@bulwark/checks';
import { items, type Resource, record, resourceKey, Snapshot, toResource } from '@bulwark/model';
import { schemaSet } from '@bulwark/schema';
import { isObject, type JsonValue, parseText, SourceText, valueAt } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import type { FixWorld } from './fix.ts';
import { planFixes, proposeFix } from './plan-fixes.ts';

const schemaFile = new URL('../../../content/schemas/kubernetes.json.gz', import.meta.url);
const schemas = schemaSet(JSON.parse(gunzipSync(readFileSync(schemaFile)).toString('utf8')));

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const idOf = ({ check, resource, problem }: Judgement): string => `${check.id} ${resource.name}${problem.pointer}`;

function resourcesIn(source: SourceText): Resource[] {
  return parseText(source).documents.flatMap((document) => {
    const { value, format, start, end } = document;
    const isSet = isObject(value) && value['kind'] === 'List';
    const values = isSet ? items(value['items']) : [value];
    return values.flatMap((object, index) => {
      const itemStart = document.items?.[index]?.start;
      const base = isSet && itemStart === undefined ? `/items/${index}` : '';
      const resource = toResource(object, { place: { source, format, start: itemStart ?? start, end, base } });
      return resource?.name ? [resource] : [];
    });
  });
}

function judgeOf(sources: readonly SourceText[], using: readonly Check[]): Judge {
  const snapshot = Snapshot.of(sources.flatMap(resourcesIn), {
    kind: 'files',
    name: 'test',
    takenAt: '2026-01-01T00:00:00Z',
    skipped: [],
    incompleteKinds: [],
  });
  return new Judge(snapshot, {
    checks: using,
    kubeMinor: 37,
    at: Date.parse('2026-01-01T00:00:00Z'),
    incremental: true,
  });
}

function worldOf(
  text: string | readonly SourceText[],
  using: readonly Check[],
  more: Partial<FixWorld> = {},
): FixWorld {
  const sources = typeof text === 'string' ? [new SourceText('a.yaml', text)] : text;
  return { judge: judgeOf(sources, using), schemas, digest, idOf, ...more };
}

interface Recipe {
  readonly id: string;
  readonly severity?: Check['severity'];
  /** Pointers of problems in an object. */
  readonly find: (object: JsonValue) => readonly string[];
  readonly edits: (problem: Problem) => readonly Edit[] | string;
  readonly appliesTo?: readonly string[];
}

/** A check as a test wants it. */
function check({
  id,
  severity = 'medium',
  find,
  edits,
  appliesTo = ['ConfigMap', 'Pod', 'Widget.example.org'],
}: Recipe): Check {
  return defineCheck({
    id,
    version: 1,
    title: id,
    severity,
    why: '',
    attack: '',
    remedy: '',
    references: [],
    techniques: [],
    appliesTo,
    find: (resource) => find(resource.object).map((pointer) => ({ pointer, message: id })),
    repair: { kind: 'edit', summary: `mend ${id}`, disruption: 'restart', edits },
  });
}

/** Finds a value of `data` and sets it to another. */
function dataCheck(
  id: string,
  { key, bad, good, severity }: { key: string; bad: string; good: JsonValue; severity?: Check['severity'] },
): Check {
  return check({
    id,
    ...(severity ? { severity } : {}),
    find: (object) => (valueAt(object, `/data/${key}`) === bad ? [`/data/${key}`] : []),
    edits: ({ pointer }) => [set(pointer, good)],
  });
}

const configMap = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: ${data}\n`;

/** What came of each finding: `fix`, or the reason why there is none. */
function outcome(world: FixWorld): Record<string, string> {
  const plan = planFixes([...world.judge.judgements()], world);
  return Object.fromEntries([
    ...plan.fixes.flatMap(({ fix }) => fix.closes.map((id) => [id, 'fix'])),
    ...plan.alsoClosed.map((judgement) => [idOf(judgement), 'also closed']),
    ...plan.suggestions.map(({ judgement, reason }) => [idOf(judgement), `suggestion: ${reason}`]),
    ...plan.unfixed.map(({ judgement, reason }) => [idOf(judgement), `none: ${reason}`]),
  ]);
}

const privileged = checks.filter(({ id }) => id === 'pod-privileged');
const pod = `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: shop}
spec:
  containers:
    - name: app # the app
      image: nginx
      securityContext: {privileged: true}
`;

describe('proposeFix', () => {
  test('a fix with its proof, patch and rollback', () => {
    const world = worldOf(pod, privileged);
    const [judgement] = [...world.judge.judgements()];
    if (judgement === undefined) throw new Error('no finding');
    const result = proposeFix(judgement, world);
    if (!('fix' in result)) throw new Error(result.reason);
    const path = '/spec/containers/0/securityContext/privileged';
    const target = { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'a' };
    expect({
      ...result.fix,
      proof: result.fix.proof.map(({ step, result, detail }) => ({ step, result, detail })),
    }).toEqual({
      changes: [{ op: 'patch', target, patch: [{ op: 'replace', path, value: false }] }],
      rollback: [{ op: 'patch', target, patch: [{ op: 'replace', path, value: true }] }],
      summary: 'set privileged to false',
      closes: [`pod-privileged a${path}`],
      cost: 4,
      disruption: 'restart',
      proof: [
        { step: 'schema', result: 'ok', detail: 'valid by the schema of v1 Pod in Kubernetes 1.37.2' },
        { step: 'cleared', result: 'ok', detail: 'pod-privileged no longer finds it, so a second run changes nothing' },
        { step: 'nothing-new', result: 'ok', detail: 'no other finding appears' },
      ],
    });
    expect(result.fix.proof.every(({ inputs }) => /^sha256:[0-9a-f]{64}$/.test(inputs))).toBe(true);
    expect([...world.judge.judgements()].map(idOf), 'the judge is left as it was').toEqual([idOf(judgement)]);
  });
});

describe('planFixes', () => {
  test('writes the edits of all fixes, keeps the rest, and has nothing to do the second time', () => {
    const text = `${pod}---\n# second\n${pod.replace('name: a,', 'name: b,')}`;
    const world = worldOf(text, privileged);
    const { files } = planFixes([...world.judge.judgements()], world);
    expect(files.map((file) => file.text)).toEqual([text.replaceAll('privileged: true', 'privileged: false')]);
    const again = worldOf(files[0]?.text ?? '', privileged);
    expect(planFixes([...again.judge.judgements()], again)).toEqual({
      fixes: [],
      alsoClosed: [],
      suggestions: [],
      unfixed: [],
      files: [],
    });
  });

  test.each<[string, string, readonly Check[], Record<string, string>]>([
    [
      'a kind without a schema gets a suggestion',
      'apiVersion: example.org/v1\nkind: Widget\nmetadata: {name: a}\ndata: {k: bad}\n',
      [dataCheck('c', { key: 'k', bad: 'bad', good: 'good' })],
      { 'c a/data/k': 'suggestion: no schema of example.org/v1 Widget is known' },
    ],
    [
      'an edit that makes the object invalid is none',
      configMap('{k: bad}'),
      [dataCheck('c', { key: 'k', bad: 'bad', good: 5 })],
      { 'c a/data/k': 'suggestion: the object would no longer be valid: /data/k: expected a string, found a number' },
    ],
    [
      'problems with the schema that were there before do not matter',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, odd: 1}\ndata: {k: bad}\n',
      [dataCheck('c', { key: 'k', bad: 'bad', good: 'good' })],
      { 'c a/data/k': 'fix' },
    ],
    [
      'an edit that does not clear its finding is none',
      configMap('{k: bad, l: "1"}'),
      [
        check({
          id: 'c',
          find: (object) => (valueAt(object, '/data/k') === 'bad' ? ['/data/k'] : []),
          edits: () => [set('/data/l', '2')],
        }),
      ],
      { 'c a/data/k': 'suggestion: c still finds it at /data/k' },
    ],
    [
      'nor is one that changes nothing',
      configMap('{k: bad}'),
      [dataCheck('c', { key: 'k', bad: 'bad', good: 'bad' })],
      { 'c a/data/k': 'none: its edit changes nothing' },
    ],
    [
      'nor is one that brings something else at medium',
      configMap('{k: bad}'),
      [
        dataCheck('c', { key: 'k', bad: 'bad', good: 'worse' }),
        check({
          id: 'd',
          find: (object) => (valueAt(object, '/data/k') === 'worse' ? ['/data/k'] : []),
          edits: () => 'somebody has to decide',
        }),
      ],
      { 'c a/data/k': 'suggestion: it would bring d (medium) at /data/k' },
    ],
    [
      'something lesser may come',
      configMap('{k: bad, l: low}'),
      [
        dataCheck('c', { key: 'k', bad: 'bad', good: 'low' }),
        dataCheck('d', { key: 'k', bad: 'low', good: 'good', severity: 'low' }),
        dataCheck('d2', { key: 'l', bad: 'low', good: 'good', severity: 'low' }),
      ],
      { 'c a/data/k': 'fix', 'd2 a/data/l': 'fix' },
    ],
    [
      'two that would undo each other: the graver one stays',
      configMap('{k: bad, l: bad}'),
      [
        check({
          id: 'low',
          severity: 'low',
          find: (object) =>
            valueAt(object, '/data/k') !== valueAt(object, '/data/l') || valueAt(object, '/data/k') === 'bad'
              ? ['/data/l']
              : [],
          edits: () => [set('/data/k', 'x'), set('/data/l', 'x')],
        }),
        check({
          id: 'high',
          severity: 'high',
          find: (object) => (valueAt(object, '/data/k') !== 'y' ? ['/data/k'] : []),
          edits: () => [set('/data/k', 'y'), set('/data/l', 'z')],
        }),
      ],
      { 'high a/data/k': 'fix', 'low a/data/l': 'suggestion: it would undo the fix of high (high) at /data/k' },
    ],
  ])('%s', (_title, text, using, expected) => {
    expect(outcome(worldOf(text, using))).toEqual(expected);
  });

  test('a lesser finding that goes with a graver one is not edited', () => {
    const using = [
      dataCheck('graver', { key: 'k', bad: 'bad', good: 'good', severity: 'high' }),
      check({
        id: 'lesser',
        severity: 'low',
        find: (object) => (valueAt(object, '/data/k') === 'bad' ? ['/data/l'] : []),
        edits: ({ pointer }) => [set(pointer, 'x')],
      }),
    ];
    const world = worldOf(configMap('{k: bad}'), using);
    const { fixes, files } = planFixes([...world.judge.judgements()], world);
    expect(fixes.map(({ fix }) => fix.closes)).toEqual([['graver a/data/k', 'lesser a/data/l']]);
    expect(files.map(({ text }) => text)).toEqual([configMap('{k: good}')]);
  });

  test('what a fix brings is mended too where it is wanted', () => {
    const using = [
      dataCheck('c', { key: 'k', bad: 'bad', good: 'low' }),
      dataCheck('d', { key: 'k', bad: 'low', good: 'good', severity: 'low' }),
    ];
    const world = worldOf(configMap('{k: bad}'), using, { isWanted: () => true });
    const { fixes, files } = planFixes([...world.judge.judgements()], world);
    expect(fixes.map(({ fix }) => fix.closes)).toEqual([['c a/data/k'], ['d a/data/k']]);
    expect(files.map(({ text }) => text)).toEqual([configMap('{k: good}')]);
  });

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

const corpus = '../shared/corpus';
const folders = existsSync(corpus) ? globSync(`${corpus}/*/`).filter((path) => !path.endsWith('.md')) : [];

describe('fixes of real installs', () => {
  test.skipIf(folders.length === 0)(`${folders.length === 0 ? `SKIPPED: ${corpus} is not there` : corpus}`, () => {
    expect(folders.length).toBeGreaterThan(0);
  });

  test.each(folders)('%s: what is fixed is gone, and a second run does nothing', (folder) => {
    const paths = globSync(`${folder}/**/*.{yaml,yml,json}`).filter((path) => !path.includes('/templates/'));
    const sources = paths.map((path) => new SourceText(path, readFileSync(path, 'utf8')));
    const using = checks.filter(({ scope }) => scope !== 'cluster');
    const world = worldOf(sources, using);
    const plan = planFixes([...world.judge.judgements()], world);
    const texts = new Map(plan.files.map((file) => [file.source.name, file.text]));
    const after = sources.map((source) => new SourceText(source.name, texts.get(source.name) ?? source.text));
    const again = worldOf(after, using);
    const left = [...again.judge.judgements()];
    const name = (judgement: Judgement): string =>
      `${judgement.check.id} ${resourceKey(judgement.resource)} ${judgement.problem.pointer}`;
    expect(left.map(name).sort(), 'files and objects went the same way').toEqual(
      [...world.judge.judgements()].map(name).sort(),
    );
    const second = planFixes(left, again);
    expect(second.files.map((file) => file.source.name)).toEqual([]);
    expect(plan.fixes.every(({ fix }) => fix.proof.every(({ result }) => result === 'ok'))).toBe(true);
  });
});
