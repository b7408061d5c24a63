import { expect, test } from 'vitest';
import type { Value } from '../plan/plan.ts';
import type { RegoValue } from '../values/value.ts';
import { linkValue } from './link-value.ts';
import { Machine } from './machine.ts';
import { PolicyLinker } from './policy-linker.ts';

const at = (register: number): Value => ({ op: 'register', at: register });
const key = (value: RegoValue): Value => ({ op: 'constant', value });
const root = { key: '', children: [], document: undefined, hidden: false };
const place = { file: '', row: 1, col: 1, text: '', span: { start: 0, end: 0 } };

/** What a value is where the first register holds 7 and the second nothing. */
function read(value: Value): RegoValue | undefined {
  const machine = new Machine({ input: { a: 1 }, data: {}, host: {}, limits: {}, strict: false });
  return linkValue(value, new PolicyLinker({ root, documents: [] }, new Map()))(machine, [7, undefined]);
}

const comprehension = { op: 'comprehension', block: [], place, groups: undefined } as const;

test.each<readonly [string, Value, RegoValue | undefined]>([
  ['a register', at(0), 7],
  ['an array', { op: 'array', items: [at(0), key(1)] }, [7, 1]],
  ['an array that misses one', { op: 'array', items: [at(0), at(1)] }, undefined],
  ['a set that misses one', { op: 'set', items: [at(0), at(1)] }, undefined],
  ['an object', { op: 'object', entries: [[key('a'), at(0)]] }, { a: 7 }],
  ['an object that misses a value', { op: 'object', entries: [[key('a'), at(1)]] }, undefined],
  ['an object that misses a key', { op: 'object', entries: [[at(1), at(0)]] }, undefined],
  ['a place', { op: 'select', of: { op: 'input' }, keys: [key('a')] }, 1],
  ['a place whose key is missing', { op: 'select', of: { op: 'input' }, keys: [at(1)] }, undefined],
  ['a place in what is missing', { op: 'select', of: at(1), keys: [at(0)] }, undefined],
  ['an array of what is missing', { ...comprehension, kind: 'array', key: undefined, value: at(1) }, []],
  ['an object of a key that is missing', { ...comprehension, kind: 'object', key: at(1), value: at(0) }, {}],
  ['an object of a value that is missing', { ...comprehension, kind: 'object', key: key('a'), value: at(1) }, {}],
])('%s', (_name, value, wanted) => {
  expect(read(value)).toEqual(wanted);
});
