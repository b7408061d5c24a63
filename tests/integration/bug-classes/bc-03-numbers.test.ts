import { writeSnapshot } from '@bulwark/files';
import { toResource } from '@bulwark/model';
import { jsonText, parseJson, parseText, SourceText } from '@bulwark/text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeFiles } from './judge-files.ts';

// BC-03: numbers keep their exact value. int64 does not become a float, in a verdict, a report or a snapshot.

const edges = [
  '0',
  '-1',
  '2147483647',
  '2147483648',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '-9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
  '9223372036854775808',
  '18446744073709551615',
  '18446744073709551616',
  '1.0',
  '0.10',
  '1e400',
  '-1e400',
  '1e-400',
  '-0',
  '-0.0',
  '0e0',
  '1E+2',
  '1e2',
  '123456789012345678901234567890',
  '0.1234567890123456789',
  '1.7976931348623157e308',
  '5e-324',
];

/** Numbers as JSON allows them, of any length. */
const digits = fc.stringMatching(/^(?:0|[1-9]\d{0,24})$/);
const numbers = fc
  .tuple(
    fc.constantFrom('', '-'),
    digits,
    fc.constantFrom('', '.0', '.5', '.10', '.000000000000000000001'),
    fc.constantFrom('', 'e0', 'e3', 'E+20', 'e-7'),
  )
  .map((parts) => parts.join(''));

const widget = (spec: string): string =>
  `{"apiVersion":"example.org/v1","kind":"Widget","metadata":{"name":"w"},"spec":${spec}}`;

describe('read and written again, every digit stays', () => {
  test.each(edges)('%s in JSON, in a List, in JSON lines', (number) => {
    const texts = [
      widget(number),
      `{"kind":"List","apiVersion":"v1","items":[${widget(number)}]}`,
      `{}\n${widget(number)}\n`,
    ];
    for (const text of texts) {
      const [resource] = judgeFiles({ 'a.json': text }).read.resources;
      expect(jsonText(resource?.object ?? null)).toBe(widget(number));
    }
  });

  test('10,000 random ones, through a snapshot file and back', () => {
    const texts = fc.sample(numbers, { numRuns: 10_000, seed: 3 });
    const document = parseJson(new SourceText('a', widget(`[${texts.join(',')}]`))).documents[0]?.value ?? null;
    const resource = toResource(document);
    if (resource === undefined) throw new Error('no object');
    const file = writeSnapshot([resource], { kind: 'files', name: '', takenAt: '', skipped: [], incompleteKinds: [] });
    const [again] = judgeFiles({ 'a.jsonl.gz': file }).read.resources;
    expect(jsonText(again?.object['spec'] ?? null)).toBe(`[${texts.join(',')}]`);
  });

  test('what is not changed is not touched: 10,000 documents keep their bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,6}$/), numbers), { maxLength: 4 }), (entries) => {
        const text = `{${[...new Map(entries)].map(([key, value]) => `"${key}":${value}`).join(',')}}`;
        expect(jsonText(parseJson(new SourceText('a', text)).documents[0]?.value ?? null)).toBe(text);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('YAML numbers are those that kubectl makes of them', () => {
  // As sigs.k8s.io/yaml turns them into JSON: integers of 64 bits exactly, floats as float64.
  test.each([
    ['9007199254740993', '9007199254740993'],
    ['9223372036854775807', '9223372036854775807'],
    ['18446744073709551615', '18446744073709551615'],
    ['0x7fffffffffffffff', '9223372036854775807'],
    ['-0x8000000000000000', '-9223372036854775808'],
    ['0o777', '511'],
    ['0777', '511'],
    ['0b11', '3'],
    ['1_000', '1000'],
    ['+7', '7'],
    ['1.0', '1'],
    ['1e3', '1000'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['08', '8'],
    ['1e400', '"1e400"'],
    ['99999999999999999999', '99999999999999999999'],
  ])('%s is %s', (text, json) => {
    const value = parseText(new SourceText('a', `number: ${text}\n`)).documents[0]?.value ?? null;
    expect(jsonText(value)).toBe(`{"number":${json}}`);
  });
});

describe('a verdict goes by the number the API server sees', () => {
  const container = (securityContext: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a, image: b, securityContext: ${securityContext}}]}\n`;
  const isRoot = (text: string): boolean =>
    judgeFiles({ 'a.yaml': text }, { check: ['pod-run-as-user'] }).report.findings.length > 0;

  test.each(['0', '-0', '+0', '0.0', '0x0', '0b0', '00', '0e0', '0_0', '1e-400'])('runAsUser: %s is root', (number) => {
    expect(isRoot(container(`{runAsUser: ${number}}`))).toBe(true);
  });

  test.each(['1', '9007199254740993', '18446744073709551616', '"0"', '1e400', '0.5', 'null', '~', '[]'])(
    'runAsUser: %s is not',
    (number) => {
      expect(isRoot(container(`{runAsUser: ${number}}`))).toBe(false);
    },
  );

  test('-0 in JSON is root too', () => {
    const json = `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"name":"a","image":"b","securityContext":{"runAsUser":-0}}]}}`;
    expect(isRoot(json)).toBe(true);
  });

  test('no check crashes on any of them, at any field', () => {
    for (const number of edges) {
      const object = `{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a","generation":N},"spec":{"replicas":N,"revisionHistoryLimit":N,"minReadySeconds":N,"progressDeadlineSeconds":N,"strategy":{"rollingUpdate":{"maxSurge":N,"maxUnavailable":N}},"selector":{"matchLabels":{"a":N}},"template":{"metadata":{"labels":{"a":N}},"spec":{"terminationGracePeriodSeconds":N,"priority":N,"activeDeadlineSeconds":N,"securityContext":{"runAsUser":N,"fsGroup":N,"supplementalGroups":[N]},"tolerations":[{"tolerationSeconds":N}],"volumes":[{"name":"a","secret":{"secretName":"s","defaultMode":N}},{"name":"b","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":N}}]}}],"containers":[{"name":"a","image":"b","ports":[{"containerPort":N,"hostPort":N}],"resources":{"limits":{"cpu":N,"memory":N},"requests":{"cpu":N,"memory":N}},"securityContext":{"runAsUser":N,"runAsGroup":N},"livenessProbe":{"httpGet":{"port":N},"periodSeconds":N}}]}}}}`;
      const { failures } = judgeFiles({ 'a.json': object.replaceAll('N', number) });
      expect(failures).toEqual([]);
    }
  });
});
