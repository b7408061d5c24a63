import { describe, expect, test } from 'vitest';
import type { Body } from '../ast/ast.ts';
import { parseQuery, parseTerm } from '../syntax/parse.ts';
import {
  contains,
  forEachExpr,
  isSubset,
  refsIn,
  requiresEvaluation,
  type VarSearch,
  varsInBody,
  without,
} from './collect-vars.ts';

function body(text: string): Body {
  const { body: parsed, errors } = parseQuery(text, { version: 'v2' });
  if (parsed === undefined) throw new Error(errors[0]?.message);
  return parsed;
}

const names = (text: string, search?: VarSearch): string => [...varsInBody(body(text), search)].sort().join(' ');

describe('the variables of', () => {
  test.each<readonly [string, VarSearch, string]>([
    ['a[b]; c.d[[e]]', {}, 'a b c e'],
    ['a[b]; c.d[[e[f]]]', { skipRefHead: true }, 'b f'],
    ['f(a, b[c])', {}, 'a b c f'],
    ['f(a, b[c])', { skipCallHead: true }, 'a b c'],
    ['x = g(a)', { skipCallHead: true }, 'a x'],
    ['x = g[y](a)', { skipCallHead: true }, 'a x y'],
    ['f(a) with input.b as c with data.d[e] as g[h]', { skipCallHead: true }, 'a c e h'],
    ['f(a) with input.b as [g[h]]', { skipCallHead: true }, 'a g h'],
    ['f(a) with input.b as c', {}, 'a c f input'],
    ['{a: b, c: {d: e}}', {}, 'a b c d e'],
    ['{a: b, c: {d: e}}', { skipObjectKeys: true }, 'b e'],
    ['[{a, b}, c]', { skipSets: true }, 'c'],
    ['[{a, b}, c]', {}, 'a b c'],
    ['[a | a = b]; c', { skipClosures: true }, 'c'],
    ['{a | a = b}; c', { skipClosures: true }, 'c'],
    ['{a: b | a = b}; c', { skipClosures: true }, 'c'],
    ['$"{a}"; c', { skipClosures: true }, 'c'],
    ['every a, b in c[d] { e }', { skipClosures: true }, 'c d'],
    ['every a, b in c[d] { e }', {}, 'a b c d e'],
    ['not a with input as b', { skipClosures: true }, 'b input'],
    ['not { a } with x as b', { skipClosures: true }, 'b x'],
    ['{ a } and { b } with x as c', { skipClosures: true }, 'c x'],
    ['{ a } or { b } with x as c', {}, 'a b c x'],
    ['a; b', { custom: (node) => node.type === 'var' && node.name === 'a' }, 'b'],
  ])('%s, %j: %s', (text, search, found) => {
    expect(names(text, search)).toBe(found);
  });
});

test('references are found inside others, too', () => {
  expect(refsIn(body('a[b[c]]; x = [d.e | f.g]')).map(({ span }) => span.end - span.start)).toEqual([7, 4, 1, 3, 3]);
});

test('a node contains itself and what is inside, not what is beside it', () => {
  const [first, second] = body('[a, {b}]; c');
  const named = (name: string) => (node: Body[number]) =>
    first !== undefined && contains(node, (inner) => inner.type === 'var' && inner.name === name);
  expect(
    [first, second].map((one) => one !== undefined && [named('a')(one), named('b')(one), named('c')(one)]),
  ).toEqual([
    [true, true, false],
    [false, false, true],
  ]);
});

test('terms with references and comprehensions must be evaluated', () => {
  const texts = ['1', 'x', '[x, {"a": y}]', 'a.b', '[x, {"a": y.z}]', '[x | x]', '{x | x}', '{x: 1 | x}', 'f(1)'];
  const found = texts.filter((text) => {
    const { term } = parseTerm(text);
    return term !== undefined && requiresEvaluation(term);
  });
  expect(found).toEqual(['a.b', '[x, {"a": y.z}]', '[x | x]', '{x | x}', '{x: 1 | x}', 'f(1)']);
});

test('names that are in a set and names that are not', () => {
  const set = new Set(['a', 'b']);
  expect([isSubset([], set), isSubset(['a', 'b'], set), isSubset(['a', 'c'], set)]).toEqual([true, true, false]);
  expect(without(new Set(['a', 'c']), set)).toEqual(new Set(['c']));
});

test('expressions come from the outside in', () => {
  const found: string[] = [];
  forEachExpr(body('x = [a | a; b]; every c in d { e }'), ({ type, span }) => found.push(`${type} ${span.start}`));
  expect(found).toEqual(['callExpr 0', 'termExpr 9', 'termExpr 12', 'every 16', 'termExpr 31']);
});
