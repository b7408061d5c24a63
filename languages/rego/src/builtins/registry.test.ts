import { expect, test } from 'vitest';
import { declarations } from './declarations.ts';
import { builtins } from './registry.ts';

/** What the compiler and the evaluator do themselves. */
const operators = ['assign', 'eq', 'internal.test_case', 'print'];

test('every builtin of OPA is there', () => {
  const missing = [...declarations.keys()].filter((name) => !builtins.has(name));
  expect(missing.filter((name) => !operators.includes(name))).toEqual([]);
});

test('what is there is declared', () => {
  expect([...builtins.keys()].filter((name) => !declarations.has(name))).toEqual([]);
});
