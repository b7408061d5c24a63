import { describe, expect, test } from 'vitest';
import { type Files, judgeFiles } from './judge-files.ts';

// BC-01: a key that stands twice is an error diagnostic, judged last-wins as the API server stores it, and its object
// counts as ambiguous, so that the result is never clean.

const only = { check: ['pod-privileged', 'pod-host-namespaces'] };
const both = { first: 'true', last: 'false' };

/** Every place and notation in which a key can stand twice; FIRST and LAST are its two values. */
const places: readonly (readonly [string, string, string])[] = [
  ['block YAML', 'a.yaml', pod('    securityContext:\n      privileged: FIRST\n      privileged: LAST\n')],
  ['flow YAML', 'a.yaml', pod('    securityContext: {privileged: FIRST, privileged: LAST}\n')],
  ['plain and quoted', 'a.yaml', pod('    securityContext:\n      privileged: FIRST\n      "privileged": LAST\n')],
  ['escaped', 'a.yaml', pod('    securityContext:\n      "privi\\u006ceged": FIRST\n      privileged: LAST\n')],
  [
    'explicit keys',
    'a.yaml',
    pod('    securityContext:\n      ? privileged\n      : FIRST\n      ? privileged\n      : LAST\n'),
  ],
  ['aliased', 'a.yaml', pod('    x: &k privileged\n    securityContext:\n      *k : FIRST\n      privileged: LAST\n')],
  ['tagged', 'a.yaml', pod('    securityContext:\n      !!str privileged: FIRST\n      privileged: LAST\n')],
  [
    'the mapping around it',
    'a.yaml',
    pod('    securityContext: {privileged: FIRST}\n    securityContext: {privileged: LAST}\n'),
  ],
  [
    'the spec',
    'a.yaml',
    `${pod('    securityContext: {privileged: FIRST}\n')}spec: {containers: [{name: a, image: b, securityContext: {privileged: LAST}}]}\n`,
  ],
  [
    'after a merge key',
    'a.yaml',
    pod('    securityContext:\n      <<: {privileged: FIRST}\n      privileged: FIRST\n      privileged: LAST\n'),
  ],
  [
    'CRLF',
    'a.yaml',
    pod('    securityContext:\n      privileged: FIRST\n      privileged: LAST\n').replaceAll('\n', '\r\n'),
  ],
  [
    'the second document',
    'a.yaml',
    `# one\n---\n${pod('    securityContext: {privileged: FIRST, privileged: LAST}\n')}`,
  ],
  [
    'an item of a YAML List',
    'a.yaml',
    `apiVersion: v1\nkind: List\nitems:\n- ${pod('    securityContext: {privileged: FIRST, privileged: LAST}\n').trimEnd().replaceAll('\n', '\n  ')}\n`,
  ],
  ['JSON', 'a.json', json('{"privileged":FIRST,"privileged":LAST}')],
  ['JSON, escaped', 'a.json', json('{"privileged":FIRST,"\\u0070rivileged":LAST}')],
  ['JSON in a YAML file', 'a.yaml', json('{"privileged":FIRST,"privileged":LAST}')],
  ['JSON lines', 'a.jsonl', `{}\n${json('{"privileged":FIRST,"privileged":LAST}')}\n`],
  [
    'an item of a JSON List',
    'a.json',
    `{"apiVersion":"v1","kind":"List","items":[${json('{"privileged":FIRST,"privileged":LAST}')}]}`,
  ],
  [
    'an item of a typed list',
    'a.json',
    `{"apiVersion":"v1","kind":"PodList","items":[${json('{"privileged":FIRST,"privileged":LAST}')}]}`,
  ],
];

describe('the last one is judged, the object is ambiguous, the key and its place are said', () => {
  test.each(places)('%s', (_title, name, text) => {
    const verdicts = [both, { first: 'false', last: 'true' }].map(({ first, last }) => {
      const content = text.replace(/FIRST/g, first).replace('LAST', last);
      const { report, read, code } = judgeFiles({ [name]: content }, only);
      const { line = 0, message, code: kind } = read.diagnostics[0] ?? {};
      return {
        code,
        findings: report.findings.map(({ checkId }) => checkId),
        gaps: report.coverage.skipped.map(({ reason, what }) => `${reason} ${what}`),
        diagnostic: [
          kind,
          message,
          /privileged|securityContext|spec|\*k/.test(content.split('\n')[line - 1]?.replaceAll('\\u0070', 'p') ?? ''),
        ],
      };
    });
    const key = text.includes('securityContext: {privileged: FIRST}\n    sec')
      ? 'securityContext'
      : text.startsWith('apiVersion') && text.includes('\nspec: {')
        ? 'spec'
        : 'privileged';
    const said = { gaps: ['ambiguous Pod shop/web'], diagnostic: ['duplicate-key', `duplicate key "${key}"`, true] };
    expect(verdicts).toEqual([
      { code: 3, findings: [], ...said },
      { code: 1, findings: ['pod-privileged'], ...said },
    ]);
  });
});

describe('keys that YAML makes equal', () => {
  test.each([
    ['words for true', 'on: 1\n  yes: 2\n'],
    ['a number in two notations', '16: 1\n  0x10: 2\n'],
    ['a number and its text', '1: 1\n  "1": 2\n'],
    ['null and its text', '~: 1\n  "~": 2\n'],
  ])('%s', (_title, keys) => {
    const { report } = judgeFiles(
      { 'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  ${keys}` },
      only,
    );
    expect(report.coverage.skipped.map(({ reason }) => reason)).toEqual(['ambiguous']);
  });
});

test('a merge key is no duplicate: what stands beside it wins', () => {
  const { report, code } = judgeFiles(
    { 'a.yaml': pod('    securityContext:\n      privileged: false\n      <<: {privileged: true}\n') },
    only,
  );
  expect({ code, findings: report.findings, skipped: report.coverage.skipped }).toEqual({
    code: 0,
    findings: [],
    skipped: [],
  });
});

test('in a Secret too, and its values are not told', () => {
  const secret = (first: string, last: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  k: ${first}\n  k: ${last}\n`;
  const { report, read } = judgeFiles({ 'a.yaml': secret('canary-one', 'canary-two') });
  expect(report.coverage.skipped.map(({ reason }) => reason)).toEqual(['ambiguous']);
  expect(JSON.stringify([report, read.diagnostics])).not.toMatch(/canary/);
});

test('a broken neighbour stays ambiguous for itself alone', () => {
  const files: Files = {
    'a.yaml': pod('    securityContext: {privileged: true, privileged: false}\n'),
    'b.yaml': pod('    securityContext: {privileged: true}\n').replace('web', 'other'),
  };
  const { report } = judgeFiles(files, only);
  expect(report.coverage.skipped.map(({ what }) => what)).toEqual(['Pod shop/web']);
  expect(report.findings.map(({ resource }) => resource.name)).toEqual(['other']);
});

function pod(container: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  containers:\n  - name: a\n    image: b\n${container}`;
}

function json(securityContext: string): string {
  return `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"},"spec":{"containers":[{"name":"a","image":"b","securityContext":${securityContext}}]}}`;
}
