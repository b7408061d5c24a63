import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import type { RegoValue } from '../values/value.ts';
import { PolicyLinker } from './policy-linker.ts';

/** The values that a query gives for `v`, or its first error. */
function valuesOf(modules: readonly string[], query: string, data: RegoValue = {}): unknown {
  const { policy, diagnostics } = compile({ modules: modules.map((text, at) => ({ name: `${at}.rego`, text })) });
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const { result, errors } = policy.evaluate({ query, data, input: { k: 'b' } });
  return errors.length > 0 ? errors[0]?.message : result.map(({ bindings }) => bindings?.['v']);
}

const modules = [
  'package a\n\nx := 1\nnone := 2 if false\nf(y) := y\ns contains 3\no[k] := 4 if k := "l"',
  'package a.b.c\n\ny := {"m": [5, 6]}',
  'package a["d e"]\n\nz := 7',
];
const documents = { x: 1, s: [3], o: { l: 4 }, b: { c: { y: { m: [5, 6] } } }, 'd e': { z: 7 } };

test('a document is linked once', () => {
  const plan = { id: 0, path: ['p'], kind: 'complete', arity: 0, rules: [], depth: 0 } as const;
  const document = { ...plan, default: undefined, index: undefined, onlyValue: undefined };
  const root = { key: '', children: [], document, hidden: false };
  const linker = new PolicyLinker({ root, documents: [document] }, new Map());
  expect(linker.document(document)).toBe(linker.document(document));
});

describe('a place below data', () => {
  test.each<readonly [string, readonly unknown[]]>([
    ['v := data.a', [documents]],
    ['v := data', [{ a: documents }]],
    ['v := data.a.b', [documents.b]],
    ['k := input.k; v := data.a[k]', [documents.b]],
    ['k := input.k; v := data.a[k].c.y.m[1]', [6]],
    ['k := "y"; v := data.a.b.c[k].m', [[5, 6]]],
    ['k := "s"; v := data.a[k]', [[3]]],
    ['k := "s"; v := data.a[k][3]', [3]],
    ['k := "s"; v := data.a[k][4]', []],
    ['k := "o"; v := data.a[k].l', [4]],
    ['k := "o"; v := data.a[k].m', []],
    ['k := "none"; v := data.a[k]', []],
    ['k := "f"; v := data.a[k]', []],
    ['k := "q"; v := data.a[k]', []],
    ['k := "d e"; v := data.a[k].z', [7]],
    ['data.a[v]', ['b', 'd e', 'o', 's', 'x']],
    ['data[_][v].c', ['b']],
    ['data.a[_][v].y', ['c']],
    ['data[v]', ['a']],
    ['data.a.b.c[v]', ['y']],
    ['data.a[_].c.y.m[_] = v', [5, 6]],
    ['k := 1; data.a.b.c.y.m[k] = v', [6]],
  ])('%s: %j', (query, values) => {
    expect(valuesOf(modules, query)).toEqual(values);
  });
});

describe('base data beside rules', () => {
  test.each<readonly [string, RegoValue, readonly unknown[]]>([
    ['v := data.a.b', { a: { b: { c: { w: 8 }, u: 9 } } }, [{ c: { w: 8, y: { m: [5, 6] } }, u: 9 }]],
    ['v := data.a.b.c', { a: { b: { c: { y: 8 } } } }, [{ y: 8 }]],
    ['v := data.a.b.c', { a: { b: { c: { y: { n: 8 } } } } }, [{ y: { n: 8, m: [5, 6] } }]],
    ['v := data.a.b.c', { a: { b: { c: { y: { m: 8 } } } } }, [{ y: { m: 8 } }]],
    ['v := data.a.b', { a: { b: 8 } }, [8]],
    ['v := data.a.b', { a: { b: [8] } }, [[8]]],
    ['v := data.a.x', { a: { x: 8 } }, [1]],
    ['k := "x"; v := data.a[k]', { a: { x: 8 } }, [1]],
    ['v := data.a', { a: { x: { y: 8 } } }, [{ ...documents, x: { y: 8 } }]],
    ['v := data.a', { a: { s: 8 } }, [{ ...documents, s: 8 }]],
    ['data.a.b[v]', { a: { b: { c: 1, u: 9 } } }, ['c', 'u']],
    ['data.a.b[v]', { a: { b: [8, 9] } }, [0, 1, 'c']],
    ['data.base[v]', { base: [8, 9] }, [0, 1]],
    ['data[v]', { base: 1 }, ['base', 'a']],
    ['k := "base"; v := data[k][1]', { base: { '1': 8 } }, [8]],
  ])('%s with %j: %j', (query, data, values) => {
    expect(valuesOf(modules, query, data)).toEqual(values);
  });
});
