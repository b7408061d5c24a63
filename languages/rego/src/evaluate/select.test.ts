import { ExactDecimal } from '@bulwark/text';
import { expect, test } from 'vitest';
import { ObjectBuilder } from '../values/object.ts';
import { addMember } from '../values/set.ts';
import { RegoSet, type RegoValue } from '../values/value.ts';
import { documentText } from './document-text.ts';
import { isPlainKey, select, selectBase, selectText } from './select.ts';

const set = new RegoSet();
for (const member of ['a', 1, 'size']) addMember(set, member);
const builder = new ObjectBuilder();
builder.set(1, 'one');
builder.set('a', 'A');
const mixed = builder.build();

test.each<readonly [RegoValue | undefined, RegoValue, readonly unknown[]]>([
  // What is found by `select`, by `selectText` where the key is a text, and in base data.
  [['x', 'y'], 1, ['y', undefined, 'y']],
  [['x', 'y'], '1', [undefined, undefined, 'y']],
  [['x', 'y'], '01', [undefined, undefined, 'y']],
  [['x', 'y'], 'length', [undefined, undefined, undefined]],
  [['x', 'y'], 2, [undefined, undefined, undefined]],
  [{ a: 1, '2': 3 }, 'a', [1, 1, 1]],
  [{ a: 1, '2': 3 }, 2, [undefined, undefined, 3]],
  [{ a: 1, '2': 3 }, '2', [3, 3, 3]],
  [{ a: 1 }, 'toString', [undefined, undefined, undefined]],
  [mixed, 'a', ['A', 'A', 'A']],
  [mixed, 1, ['one', undefined, 'one']],
  [mixed, 'entries', [undefined, undefined, undefined]],
  [set, 'a', ['a', 'a', 'a']],
  [set, 1, [1, undefined, 1]],
  [set, 'b', [undefined, undefined, undefined]],
  [new ExactDecimal('1.5'), 'text', [undefined, undefined, undefined]],
  ['text', 'length', [undefined, undefined, undefined]],
  ['text', 0, [undefined, undefined, undefined]],
  [null, 'a', [undefined, undefined, undefined]],
  [undefined, 'a', [undefined, undefined, undefined]],
])('%j at %j', (value, key, wanted) => {
  const byText = typeof key === 'string' ? selectText(value, key) : undefined;
  expect([select(value, key), byText, selectBase(value, key)]).toEqual(wanted);
});

test('a key is plain where no value but objects has a property of its name', () => {
  const names = [
    'a',
    'spec',
    'size',
    'length',
    'entries',
    'toString',
    'constructor',
    '__proto__',
    '0',
    '12',
    '1a',
    'a1',
  ];
  expect(names.filter(isPlainKey)).toEqual(['a', 'spec', 'a1']);
});

test('documents are written as OPA writes references', () => {
  const path = ['a', 'b_1', '1b', 'c d', 'e"f', '', 2, true, ['x']];
  expect(documentText(path)).toBe('data.a.b_1["1b"]["c d"]["e\\"f"][""][2][true][["x"]]');
});
