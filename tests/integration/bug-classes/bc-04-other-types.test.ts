import { applyEdits, remove, set } from '@bulwark/checks';
import { isList, isObject, type JsonObject, type JsonValue, valueAt } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { type CaseOfCheck, casesOfChecks, pointersIn } from './check-cases.ts';
import { judgeFiles } from './judge-files.ts';

// BC-04: null, missing and empty, booleans as text, numbers as text, quantities, IntOrString, unknown words. The controls of
// the Pod Security Standards are compared with upstream in tests/conformance/pss; here every check is asked.

const cases = casesOfChecks();

/** A field that a check cites, in the object of a case. */
interface Cited extends CaseOfCheck {
  readonly pointer: string;
  readonly value: JsonValue;
  /** What is found as it stands, and where the field is missing. */
  readonly whole: string;
  readonly without: string;
}

// What names the object is needed to have one; elements of lists shift where one is missing.
const needed = /^\/(?:apiVersion|kind|metadata(?:\/name)?)$|\/\d+$/;
// In a map of texts the API server reads null as an empty text: the key is there.
const inMapOfTexts = /\/(?:labels|annotations|nodeSelector|matchLabels|data|stringData)\/[^/]+$/;

const cited: readonly Cited[] = cases.flatMap((one) => {
  const whole = pointersIn(one, one.first);
  return whole
    .filter((pointer) => !needed.test(pointer))
    .flatMap((pointer) => {
      const value = valueAt(one.first, pointer);
      if (value === undefined || value === null) return [];
      const without = pointersIn(one, applyEdits(one.first, [remove(pointer)])).join();
      return [{ ...one, pointer, value, whole: whole.join(), without }];
    });
});

test('there is much to ask', () => {
  expect(cited.length).toBeGreaterThan(400);
});

test('null is a field that is missing', () => {
  const wrong = cited
    .filter(({ pointer }) => !inMapOfTexts.test(pointer))
    .filter((one) => found(one, null) !== one.without)
    .map(tell);
  expect(wrong).toEqual([]);
});

test('a value of another type crashes no check, and is nothing that it was not before', () => {
  let asked = 0;
  const wrong = cited.flatMap((one) =>
    othersThan(one.value).flatMap((other) => {
      asked++;
      // The API server refuses such an object: it counts as missing, or for what its presence says.
      return [one.without, one.whole, ''].includes(found(one, other))
        ? []
        : [`${tell(one)} as ${JSON.stringify(other)}`];
    }),
  );
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(2000);
});

test('an unknown word crashes no check', () => {
  for (const one of cited) if (typeof one.value === 'string') found(one, 'NoSuchWord');
});

describe('a list that is absent, empty, null or holds null', () => {
  const lists = [
    'containers',
    'initContainers',
    'ephemeralContainers',
    'volumes',
    'env',
    'ports',
    'rules',
    'subjects',
    'ingress',
    'egress',
  ];

  test('crashes no check', () => {
    for (const one of cases) {
      for (const list of lists) {
        for (const value of [null, [], [null], [[]], [{}], {}, '']) {
          const object = withEvery(one.first, list, value);
          if (object !== one.first) pointersIn(one, object as JsonObject);
        }
      }
    }
  });
});

describe('quantities are amounts, however they are written', () => {
  const pod = (limit: string, request: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b, resources: {limits: {memory: ${limit}}, requests: {memory: ${request}}}}]}\n`;
  const overcommitted = (limit: string, request: string): boolean =>
    judgeFiles({ 'a.yaml': pod(limit, request) }, { check: ['workload-memory-overcommit'] }).report.findings.length > 0;
  const same = [
    '128Mi',
    '"128Mi"',
    '134217728',
    '"134217728"',
    '0.125Gi',
    '131072Ki',
    '134217728000m',
    '1.34217728e8',
    '134217.728k',
  ];

  test.each(same)('%s', (amount) => {
    expect([overcommitted(amount, '128Mi'), overcommitted('128Mi', amount), overcommitted('1024Mi', amount)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test.each(['""', 'abc', '1X', '-', 'null', '[]', '1 Gi', '0x10', '1e1e1'])('%s is none', (amount) => {
    expect(judgeFiles({ 'a.yaml': pod('128Mi', amount) }).failures).toEqual([]);
  });
});

describe('IntOrString is a number, a text of one, or a share', () => {
  const budget = (value: string): string =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: a, namespace: b}\nspec: {maxUnavailable: ${value}, selector: {matchLabels: {a: b}}}\n`;
  const blocks = (value: string): boolean =>
    judgeFiles({ 'a.yaml': budget(value) }, { check: ['availability-budget-blocks-eviction'] }).report.findings.length >
    0;

  test.each([
    ['0', true],
    ['0%', true],
    ['"0%"', true],
    ['1', false],
    ['1%', false],
    ['"1"', false],
    ['null', false],
    ['[]', false],
    ['abc', false],
  ])('maxUnavailable: %s blocks: %s', (value, expected) => {
    expect(blocks(value)).toBe(expected);
  });
});

function found(one: Cited, value: JsonValue): string {
  return pointersIn(one, applyEdits(one.first, [set(one.pointer, value)])).join();
}

function othersThan(value: JsonValue): JsonValue[] {
  const others: JsonValue[] = [
    typeof value === 'boolean' ? String(value) : true,
    typeof value === 'number' ? String(value) : 7,
    ['x'],
    { a: 'b' },
    '',
  ];
  return others.filter((other) => typeOf(other) !== typeOf(value));
}

function typeOf(value: JsonValue): string {
  return isList(value) ? 'list' : isObject(value) ? 'object' : typeof value;
}

function tell({ check, given, pointer }: Cited): string {
  return `${check.id}: ${given.title}: ${pointer}`;
}

/** The same with every field of this name set. */
function withEvery(value: JsonValue, name: string, to: JsonValue): JsonValue {
  if (isList(value)) return mapped(value, (item) => withEvery(item, name, to));
  if (!isObject(value)) return value;
  let changed = false;
  const entries = Object.entries(value).map(([key, item]) => {
    const next = key === name ? to : withEvery(item, name, to);
    changed ||= next !== item;
    return [key, next] as const;
  });
  return changed ? Object.fromEntries(entries) : value;
}

function mapped(list: readonly JsonValue[], change: (item: JsonValue) => JsonValue): readonly JsonValue[] {
  const next = list.map(change);
  return next.some((item, index) => item !== list[index]) ? next : list;
}
