import { type Check, set } from '@bulwark/checks';
import { valueAt } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { check, configMap, dataCheck, idOf, outcome, pod, privileged, worldOf } from '../test/fix-world.ts';
import { planFixes, proposeFix } from './plan-fixes.ts';

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
});
