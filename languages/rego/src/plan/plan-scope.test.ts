import { SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import type { RefTerm } from '../ast/ast.ts';
import { declarations } from '../builtins/declarations.ts';
import { parseTerm } from '../syntax/parse.ts';
import type { DocumentPlan } from './plan.ts';
import { type DocumentNode, PlanScope } from './plan-scope.ts';

const plan = { path: [], rules: [], default: undefined, index: undefined, onlyValue: undefined, depth: 0 };
const f: DocumentPlan = { ...plan, id: 1, kind: 'function', arity: 2 };
const x: DocumentPlan = { ...plan, id: 2, kind: 'complete', arity: 0 };

const node = (children: Readonly<Record<string, DocumentNode>>, document?: DocumentPlan): DocumentNode => ({
  children: new Map(Object.entries(children)),
  document,
});
const root = node({ p: node({ f: node({}, f), q: node({ x: node({}, x) }) }) });
const source = new SourceText('a.rego', 'first\n  second');
const scope = new PlanScope(root, declarations, source, () => 0);

function ref(text: string): RefTerm {
  const { term } = parseTerm(text);
  if (term?.type !== 'ref') throw new Error(`${text} is no reference`);
  return term;
}

test('a path leads to a document, to base data, or neither', () => {
  const texts = [
    'data.p.q.x',
    'data.p.q.x.y[z]',
    'data.p.f',
    'data.p.q',
    'data.p.z.y',
    'data.z',
    'data.p[z].x',
    'data[z]',
  ];
  const found = texts.map((text) => {
    const { document, isBase, length } = scope.find(ref(text).path);
    return [document?.id, document === undefined && isBase, length];
  });
  expect(found).toEqual([
    [2, false, 3],
    [2, false, 3],
    [1, false, 2],
    [undefined, false, 2],
    [undefined, true, 2],
    [undefined, true, 1],
    [undefined, false, 1],
    [undefined, false, 0],
  ]);
});

describe('what is called', () => {
  test('is a function or a builtin', () => {
    const texts = ['data.p.f', 'data.p.f.g', 'data.p.q.x', 'data.p.q', 'json.patch', 'walk[0]', 'input.a', 'data.p[f]'];
    const builtin = { kind: 'builtin', name: 'json.patch', relation: false, void: false };
    expect(texts.map((text) => scope.callee(ref(text)))).toEqual([
      { kind: 'function', document: f },
      undefined,
      undefined,
      undefined,
      builtin,
      undefined,
      undefined,
      undefined,
    ]);
    const named = (name: string): RefTerm => ({
      ...ref('a.b'),
      head: { ...ref('a.b').head, type: 'var', name },
      path: [],
    });
    expect([named('walk'), named('print'), named('nothing')].map((one) => scope.callee(one))).toEqual([
      { ...builtin, name: 'walk', relation: true },
      { ...builtin, name: 'print', void: true },
      undefined,
    ]);
    expect([named('walk'), named('count'), named('nothing')].map((one) => scope.arity(one))).toEqual([1, 1, undefined]);
  });

  test('takes so many arguments', () => {
    const texts = ['data.p.f', 'json.patch', 'data.p.q.x', 'input.a', 'internal.print'];
    expect(texts.map((text) => scope.arity(ref(text)))).toEqual([2, 2, undefined, undefined, 1]);
  });
});

test('a place knows its text, row and column', () => {
  const { file, text, row, col } = scope.place({ start: 8, end: 14 });
  expect([file, text, row, col]).toEqual(['a.rego', 'second', 2, 3]);
});
