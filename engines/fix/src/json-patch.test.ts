import { applyEdits, type Edit } from '@bulwark/checks';
import { isList, isObject, type JsonObject, type JsonValue, tokensOf } from '@bulwark/text';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonPatch, type PatchOperation } from './json-patch.ts';
import { pointerBefore } from './map-pointer.ts';

/** JSON patch as RFC 6902 says, for the operations we write. */
function applyPatch(value: JsonValue, patch: readonly PatchOperation[]): JsonValue {
  return patch.reduce((now, operation) => applyAt(now, tokensOf(operation.path), operation), value);
}

function applyAt(value: JsonValue, [token, ...rest]: readonly string[], operation: PatchOperation): JsonValue {
  if (token === undefined) return 'value' in operation ? operation.value : null;
  if (isList(value)) {
    const index = Number(token);
    if (rest.length > 0) return value.with(index, applyAt(value[index] ?? null, rest, operation));
    if (operation.op === 'remove') return value.toSpliced(index, 1);
    return operation.op === 'add' ? value.toSpliced(index, 0, operation.value) : value.with(index, operation.value);
  }
  if (!isObject(value)) throw new Error(`nothing at ${operation.path}`);
  const copy: Record<string, JsonValue> = { ...value };
  if (rest.length > 0) copy[token] = applyAt(copy[token] ?? null, rest, operation);
  else if (operation.op === 'remove') delete copy[token];
  else if (operation.op === 'replace' && !Object.hasOwn(copy, token)) throw new Error(`nothing at ${operation.path}`);
  else copy[token] = operation.value;
  return copy;
}

describe('jsonPatch', () => {
  test.each<[string, JsonValue, JsonValue, readonly PatchOperation[]]>([
    ['nothing', { a: [1] }, { a: [1] }, []],
    [
      'keys are escaped (BC-17)',
      { 'a/b': { '~': 1 } },
      { 'a/b': { '~': 2, 'c/~d': 3 } },
      [
        { op: 'replace', path: '/a~1b/~0', value: 2 },
        { op: 'add', path: '/a~1b/c~1~0d', value: 3 },
      ],
    ],
    [
      'a list that loses, changes and gains elements',
      [{ name: 'a' }, { name: 'b', x: 1 }, { name: 'c' }],
      [{ name: 'b', x: 2 }, { name: 'c' }, 'd'],
      [
        { op: 'replace', path: '/1/x', value: 2 },
        { op: 'remove', path: '/0' },
        { op: 'add', path: '/2', value: 'd' },
      ],
    ],
    [
      'exact numbers that stay are not named (BC-03)',
      { a: 9007199254740993n, b: 1 },
      { a: 9007199254740993n },
      [{ op: 'remove', path: '/b' }],
    ],
  ])('%s', (_title, before, after, patch) => {
    expect(jsonPatch(before, after)).toEqual(patch);
    expect(applyPatch(before, patch)).toEqual(after);
  });

  const value = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.integer({ max: 5, min: 0 }),
      fc.constantFrom<JsonValue>(null, 'a', true),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('object'),
    ),
    object: fc.dictionary(fc.constantFrom('a', 'b/c', '~d', 'name'), tie('value'), { noNullPrototype: true }),
  }));

  test('makes the one value the other, and back', () => {
    fc.assert(
      fc.property(value.object, value.object, (before, after) => {
        expect(applyPatch(before, jsonPatch(before, after))).toEqual(after);
        expect(applyPatch(after, jsonPatch(after, before))).toEqual(before);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('pointerBefore', () => {
  const before = { l: [{ name: 'a' }, { name: 'b', x: 1 }, { name: 'c' }], m: { l: ['x'] } };
  const edits: Edit[] = [
    { op: 'remove', pointer: '/l/0' },
    { op: 'set', pointer: '/l/0/x', value: 2 },
    { op: 'append', pointer: '/l', value: { name: 'd' } },
  ];
  const pointer = pointerBefore(before, applyEdits(before, edits));

  test.each([
    ['/l/0/x', '/l/1/x'],
    ['/l/1/missing/field', '/l/2/missing/field'],
    ['/l/2/name', '/l/+2/name'],
    ['/m/l/0', '/m/l/0'],
    ['', ''],
  ])('%s was %s', (now, then) => {
    expect(pointer(now)).toBe(then);
  });
});
