import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isList, isObject, type JsonValue } from './json.ts';
import { locator } from './locate.ts';
import { parseText } from './parse-text.ts';
import { pointer } from './pointer.ts';
import { SourceText } from './source-text.ts';

const yaml = `# a comment
apiVersion: v1
kind: List
items:
  - kind: Pod
    metadata: {name: web, labels: {"app": web}}
    spec:
      containers:
        - name: app   # the app
          image: a
        - {name: side, image: b}
---
base: &base
  one: 1
more:
  <<: *base
  two: 2
  again: *base
`;

function placeOf(text: string, index = 0): (pointer: string) => string {
  const document = parseText(new SourceText('a', text)).documents[index];
  if (document === undefined) throw new Error('no document');
  const locate = locator({ ...document, document: document.value, base: '' });
  return (at) => {
    const { line, column } = locate(at);
    return `${line}:${column}`;
  };
}

test.each([
  ['', '2:1'],
  ['/items/0', '5:5'],
  ['/items/0/spec/containers/0/image', '10:11'],
  ['/items/0/spec/containers/1/image', '11:24'],
  ['/items/0/metadata/labels/app', '6:36'],
  ['/items/0/spec/containers/0/securityContext/privileged', '9:11'],
  ['/items/7', '4:1'],
])('%s is at %s', (at, expected) => {
  expect(placeOf(yaml)(at)).toBe(expected);
});

test('fields behind aliases and merge keys are where they were written', () => {
  const place = placeOf(yaml, 1);
  expect([place('/more/one'), place('/more/two'), place('/more/again/one')]).toEqual(['14:3', '17:3', '14:3']);
});

test('JSON, one line or many', () => {
  const place = placeOf('{"a": {"b": [1, {"c": "x\\"y"}]},\n "d": 2}');
  expect([place('/a/b/1/c'), place('/d'), place('/a/b/0')]).toEqual(['1:18', '2:2', '1:14']);
});

test('keys that look like indices', () => {
  const place = placeOf('data:\n  b: 1\n  8080: 2\n  80: 3\n');
  expect([place('/data/80'), place('/data/b'), place('/data/8080')]).toEqual(['4:3', '2:3', '3:3']);
});

function pointersOf(value: JsonValue, at = ''): string[] {
  if (isList(value)) return [at, ...value.flatMap((item, index) => pointersOf(item, `${at}/${index}`))];
  if (isObject(value))
    return [at, ...Object.entries(value).flatMap(([key, item]) => pointersOf(item, pointer(at, key)))];
  return [at];
}

test('the quick way and reading again give the same places', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify({ value }, null, indent);
      const document = parseText(new SourceText('a', text)).documents[0];
      if (document === undefined || document.ambiguous) return;
      const { offsets: _offsets, ...slow } = document;
      const [a, b] = [locator({ ...document, document: document.value, base: '' }), locator({ ...slow, base: '' })];
      for (const at of pointersOf(document.value)) expect(a(at)).toEqual(b(at));
    }),
  );
});
